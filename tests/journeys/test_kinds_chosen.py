"""Choices in a chat: few, many, looked up in a file, several of them, other ones, in an order."""

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

CHOSEN = """
survey | type | name | label::中文 (zh) | label::English (en) | constraint | constraint_message::中文 (zh) | constraint_message::English (en)
 | select_one trades             | trade  | 行业 | Trade  | | |
 | select_one_from_file town.csv | town   | 镇   | Town   | | |
 | select_multiple papers        | papers | 缺少的票据 | Papers missing | count-selected(.) = 2 | 要选两项 | Choose two |
 | select_one source or_other    | source | 来源 | Source | | |
 | rank order                    | ranked | 排序 | Rank   | | |
 | select_multiple trades        | sells  | 经营 | Sells  | | |
choices | list_name | name | label::中文 (zh) | label::English (en)
{trades}
 | papers | a | 食用农产品进货凭证 | Purchase slips of produce
 | papers | b | 生产企业出厂检验合格证明 | Factory certificates
 | papers | c | 供货者许可证复印件 | Copies of licences
 | source | farm | 农户 | Farm
 | source | mill | 工厂 | Mill
 | order  | farm | 农户 | Farm
 | order  | mill | 工厂 | Mill
 | order  | shop | 商店 | Shop
"""  # noqa: E501
TRADES = "\n".join(f" | trades | t{n} | 第{n}类经营 | Trade of kind {n}" for n in range(1, 15))
TOWNS = "name,label\n" + "\n".join(f"n{n},{'回兴' if n == 66 else '双凤'}{n}号" for n in range(1, 91))


def walk(town: Town, language: str) -> tuple[Phone, int]:
    files = {"town.csv": TOWNS.encode()}
    return walks(town, language, "chosen", CHOSEN.format(trades=TRADES), files)


def test_a_long_list_is_turned_and_searched(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    chen.types("1")
    chen.taps("›")
    chen.sees("2/3")
    label = "第7类经营" if language == "zh-CN" else "Trade of kind 7"
    chen.taps(label)
    assert current_answers(town, visit_id) == {"trade": "t7"}
    chen.taps(chen.word("button-item-back"))
    chen.sees(label)
    chen.types("没有的")
    chen.sees(chen.word("item-look-none", text="没有的"))
    chen.types("12")
    chen.taps("第12类经营" if language == "zh-CN" else "Trade of kind 12")
    assert current_answers(town, visit_id)["trade"] == "t12"


def test_long_choices_that_were_searched_stand_over_their_buttons(shared_town: Town, language: str) -> None:
    labels = [f"{n} {'经营者应当如实记录进货。' * 3}" for n in range(1, 31)]
    rows = "\n".join(f" | long | c{n} | {label} | {label}" for n, label in enumerate(labels, start=1))
    heads = "name | label::中文 (zh) | label::English (en)"
    table = f"survey | type | {heads}\n | select_one long | rule | 规定 | Rule\nchoices | list_name | {heads}\n{rows}"
    chen, visit_id = walks(shared_town, language, "long", table)
    chen.types("1")
    chen.types("如实")
    for _ in range(3):
        buttons = [label for row in chen.card().labels for label in row if "☐" in label]
        assert buttons
        # Folded together with what is said before them, that would stand there twice.
        assert chen.card().text.count(chen.word("item-ask-list", count=30)) == 1
        chen.taps("›")
    chosen = next(label for row in chen.card().labels for label in row if label.startswith("1 ☐"))
    line = next(line for line in chen.card().text.splitlines() if line.startswith(chosen))
    chen.taps(chosen)
    assert current_answers(shared_town, visit_id) == {"rule": f"c{line.split()[2]}"}


def test_a_list_in_a_file_is_looked_up(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    chen.types("2")
    chen.sees("90")
    chen.types("回兴")
    chen.taps("回兴66号")
    assert current_answers(town, visit_id) == {"town": "n66"}
    chen.types("总览")
    chen.types("2")
    chen.sees("回兴66号")
    chen.types("双凤3号")
    assert current_answers(town, visit_id) == {"town": "n3"}


def test_several_that_the_form_does_not_allow_wait_until_they_are_enough(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    chen.types("3")
    chen.taps("1 ☐")
    assert current_answers(town, visit_id) == {}
    chen.taps(chen.word("button-choices-done", count=1))
    chen.sees("要选两项" if language == "zh-CN" else "Choose two")
    chen.sees("1 ☑")
    chen.taps("3 ☐")
    assert current_answers(town, visit_id) == {"papers": "a c"}
    chen.types("1 2 3")
    chen.sees("要选两项" if language == "zh-CN" else "Choose two")
    assert current_answers(town, visit_id) == {"papers": "a c"}
    chen.types("4 5")
    assert current_answers(town, visit_id) == {"papers": "a c"}


def test_other_asks_for_its_words_by_itself(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    chen.types("4")
    chen.taps("其他" if language == "zh-CN" else "Other")
    chen.types("自家种的")
    assert current_answers(town, visit_id) == {"source": "other", "source_other": "自家种的"}


def test_an_order_is_tapped_and_begun_anew(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    farm, mill, shop = ("农户", "工厂", "商店") if language == "zh-CN" else ("Farm", "Mill", "Shop")
    chen.types("5")
    chen.taps(shop)
    chen.taps(chen.word("button-rank-again"))
    chen.taps(mill)
    chen.taps(shop)
    assert current_answers(town, visit_id) == {"ranked": "mill shop farm"}
    chen.taps(chen.word("button-item-back"))
    chen.types("1 2")
    chen.sees("3")
    chen.types(f"{farm}，{shop}，{mill}")
    assert current_answers(town, visit_id) == {"ranked": "farm shop mill"}


def test_several_of_a_long_list_keep_their_page(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walk(town, language)
    chen.types("6")
    chen.taps("›")
    chen.taps("第6类经营" if language == "zh-CN" else "Trade of kind 6")
    chen.taps("第8类经营" if language == "zh-CN" else "Trade of kind 8")
    assert current_answers(town, visit_id) == {"sells": "t6 t8"}
    chen.taps(chen.word("button-choices-done", count=2))
    assert current_answers(town, visit_id) == {"sells": "t6 t8"}
