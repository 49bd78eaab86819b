"""A workbook that nobody saw before, with all that a form can do: asked question by question until its XML is valid."""

from typing import Any

from lxml import etree

from forms.filling.reading import FormDefinition
from sandbox.camera import picture
from sandbox.driver import Phone, Town
from tests.forms.conftest import make_book
from tests.journeys.received_files import received
from tests.journeys.test_forms import clerk, definition_of, ensure_valid, newest_trial, sends, to_the_trial_card

SURVEY = """
survey | type | name | label::中文 (zh) | label::English (en) | required | relevant | constraint | constraint_message::中文 (zh) | constraint_message::English (en) | calculation | choice_filter | appearance | parameters | default | repeat_count
 | start | start | | | | | | | | | | | | |
 | note | intro | **先看**大门 | **First** the gate | | | | | | | | | | |
 | begin_group | place | 场所 | Place | | | | | | | | field-list | | |
 | text | called | 名称 | Name | yes | | string-length(.) >= 2 | 至少两个字 | Two signs at least | | | | | |
 | select_one city | city | 区县 | District | yes | | | | | | | | | |
 | select_one street | street | 街道 | Street | yes | | | | | | city = ${city} | | | |
 | geopoint | gate | 大门 | Gate | | | | | | | | | | |
 | barcode | code | 编码 | Code | | | | | | | | | | |
 | end_group | | | | | | | | | | | | | |
 | select_one kind or_other | kind | 类型 | Kind | yes | | | | | | | | | |
 | date | last | 上次检查 | Last visit | | | . <= today() | 不能晚于今天 | Not after today | | | | | |
 | select_multiple hazard | hazards | 隐患 | Hazards | yes | | not(selected(., 'none') and count-selected(.) > 1) | 无不能同选 | None goes alone | | | | | |
 | rank urgent | order | 先后 | Order | | not(selected(${hazards}, 'none')) | | | | | | | | |
 | range | score | 评分 | Score | | | | | | | | | start=0 end=10 step=0.5 | 7.5 |
 | integer | floors | 层数 | Floors | yes | | . >= 1 and . <= 60 | 1 至 60 层 | 1 to 60 | | | | | |
 | begin_repeat | floor | 楼层 | Floor | | | | | | | | | | | ${floors}
 | select_one yn | clear | 出口畅通 | Exits clear | yes | | | | | | | | | |
 | begin_repeat | door | 房门 | Door | | ${clear} = 'no' | | | | | | | | |
 | text | which | 哪扇门 | Which door | yes | | | | | | | | | |
 | decimal | width | 净宽 | Width | | | . > 0 and . < 5 | 0 至 5 米 | 0 to 5 m | | | | | |
 | image | seen | 照片 | Photo | | | | | | | | | | |
 | end_repeat | | | | | | | | | | | | | |
 | calculate | doors | | | | | | | | count(${door}) | | | | |
 | end_repeat | | | | | | | | | | | | | |
 | calculate | all | | | | | | | | sum(${doors}) | | | | |
 | calculate | widths | | | | | | | | sum(${width}[. != '']) | | | | |
 | note | told | 共 ${all} 扇，宽 ${widths} 米 | ${all} doors, ${widths} m wide | | ${all} > 0 | | | | | | | | |
 | dateTime | next | 下次 | Next | | | . > now() | 应在以后 | Must be later | | | | | |
 | audio | said | 录音 | Recording | | | | | | | | | | |
 | image | signed | 签名 | Signature | | | | | | | | signature | | |
 | text | phone | 电话 | Telephone | | | regex(., '^1[0-9]{10}$') | 11 位 | 11 digits | | | numbers | | |
 | acknowledge | true | 属实 | True | yes | | | | | | | | | |
choices | list_name | name | label::中文 (zh) | label::English (en) | city
 | city | n | 渝北 | Yubei |
 | city | s | 江南 | Jiangnan |
 | street | a | 回兴 | Huixing | n
 | street | b | 双凤 | Shuangfeng | n
 | street | c | 海棠 | Haitang | s
 | kind | mall | 商场 | Mall |
 | kind | inn | 宾馆 | Inn |
 | hazard | none | 无 | None |
 | hazard | exit | 堵塞 | Blocked |
 | hazard | wire | 老化 | Worn |
 | urgent | x | 疏散 | Exits |
 | urgent | y | 电气 | Wiring |
 | urgent | z | 器材 | Tools |
 | yn | yes | 是 | Yes
 | yn | no | 否 | No
"""  # noqa: E501
SETTINGS = """
settings | form_id | form_title | version | default_language | instance_name
 | {form} | 场所检查 | 1 | 中文 (zh) | concat(${{called}}, ' ', ${{last}})
"""
TAPS = 20


def ensure_complete(xml: bytes, form: FormDefinition) -> Any:
    """The submission holds what the model has, in its order, and nothing else."""
    root = ensure_valid(xml, form)
    places = list(form.definitions)

    def places_of(element: Any, reference: str) -> list[int]:
        found = []
        for child in element:
            below = f"{reference}/{etree.QName(child).localname}"
            found.append(places.index(below))
            assert places_of(child, below) == sorted(places_of(child, below))
        return found

    assert places_of(root, f"/{root.tag}") == sorted(places_of(root, f"/{root.tag}"))
    return root


def tries_to_the_floors(su: Phone, language: str) -> None:
    """Answer all that stands before the floors, wrongly first where a form can object."""
    zh = language == "zh-CN"
    su.types("1")
    su.sees("先看大门" if zh else "First the gate")
    su.types("晨")
    su.sees("至少两个字" if zh else "Two signs at least")
    su.types("晨露")
    # The streets depend on the district: whoever comes to them first is led to it.
    su.taps(su.word("button-item-on"))
    su.sees(su.word("item-ask-nothing-before", number=2, label="区县" if zh else "District"))
    su.taps(su.word("button-answer-item", number=2))
    su.taps("渝北" if zh else "Yubei")
    assert "Haitang" not in str(su.card().labels)
    assert "海棠" not in str(su.card().labels)
    su.taps("双凤" if zh else "Shuangfeng")
    su.types("门口" if zh else "at the gate")
    su.shares_location(29.71, 106.63, 8)
    su.types("EXT-7")
    su.taps("其他" if zh else "Other")
    su.types("体育馆")
    su.types("2099-01-01")
    su.sees("不能晚于今天" if zh else "Not after today")
    su.types("昨天" if zh else "yesterday")
    su.types("1 2")
    su.sees("无不能同选" if zh else "None goes alone")
    su.types("2 3")
    su.types("2 1")
    su.types("2 1 3")
    # What the form fills in by itself is passed over.
    su.types("61")
    su.sees("1 至 60 层" if zh else "1 to 60")
    su.types("2")


def test_a_workbook_never_seen_is_asked_to_its_end_and_its_xml_is_valid(shared_town: Town, language: str) -> None:
    town, form, zh = shared_town, f"unseen-{language[:2]}", language == "zh-CN"
    yes, no = ("是", "否") if zh else ("Yes", "No")
    su = clerk(town, language)
    sends(town, su, make_book(SURVEY + SETTINGS.format(form=form)), f"{form}.xlsx")
    su.taps(su.word("button-draft-try"))
    tries_to_the_floors(su, language)
    su.taps(no)
    su.types("东门")
    su.types("9")
    su.sees("0 至 5 米" if zh else "0 to 5 m")
    su.types("0.8")
    su.sends_photo()
    su.taps(su.word("button-photo-done"))
    su.taps(su.word("button-round-add"))
    su.types("西门")
    town.restart()
    su.types("1.2")
    su.taps(su.word("button-unable"))
    su.types("太暗")
    su.taps(su.word("button-round-none"))
    su.taps(yes)
    su.sees("共 2 扇，宽 2 米" if zh else "2 doors, 2 m wide")
    su.types("2020-01-01 9:00")
    su.sees("应在以后" if zh else "Must be later")
    su.types("2099-12-31 14:00")
    su.sends_file(picture(), "wrong.jpg", content_type="image/jpeg")
    su.sends("voice")
    su.taps(su.word("button-photo-done"))
    su.sends_photo()
    su.taps(su.word("button-photo-done"))
    su.types("123")
    su.sees("11 位" if zh else "11 digits")
    su.types("13800001111")
    su.taps(su.word("button-agree"))
    # Another answer hides the doors, and the first one brings them back.
    su.types("overview")
    first = next(number for number in range(13, 17) if opens(su, number, "出口畅通" if zh else "Exits clear"))
    su.taps(yes)
    to_the_trial_card(su)
    assert "0/" not in su.card().text
    root = submitted(town, su, form)
    assert (root.findtext("all"), root.findall(".//door"), root.find("told")) == ("0", [], None)
    opens(su, first, "出口畅通" if zh else "Exits clear")
    su.taps(no)
    to_the_trial_card(su)
    root = submitted(town, su, form)
    assert [each.findtext("which") for each in root.iter("door")] == ["东门", "西门"]
    assert [root.findtext(f"place/{name}") for name in ("called", "city", "street", "code")] == [
        "晨露", "n", "b", "EXT-7",
    ]  # fmt: skip
    assert root.findtext("place/gate").split() == ["29.710000", "106.630000", "0", "8"]
    expected = {"kind": "other", "kind_other": "体育馆", "hazards": "exit wire", "order": "y x z", "score": "7.5"}
    expected |= {"all": "2", "widths": "2", "said": "said-2.ogg", "phone": "13800001111", "true": "OK"}
    assert {name: root.findtext(name) for name in expected} == expected
    assert root.findtext("meta/instanceName").startswith("晨露 20")


def opens(su: Phone, number: int, label: str) -> bool:
    """Open an item from the overview; return whether it is the one that is meant."""
    su.types("overview")
    su.types(str(number))
    return label in su.card().text


def submitted(town: Town, su: Phone, form: str) -> Any:
    """Have the submission made, and check it against the form's own model."""
    visit, _, version = newest_trial(town)
    before = documents(su)
    # Asked for twice within a second it would be one wish.
    for _ in range(TAPS):
        su.taps(su.word("button-trial-xml"))
        town.works_off_jobs()
        su.settles()
        if documents(su) > before:
            break
    return ensure_complete(received(su, f"{form}-{visit.number}.xml"), definition_of(version))


def documents(su: Phone) -> int:
    """How many files the bot has sent."""
    return sum(each.kind == "document" and not each.is_mine for each in su.messages())
