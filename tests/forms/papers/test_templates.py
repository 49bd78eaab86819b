"""An office changes the words of its papers by files; what it gets wrong is said with file, key and way out."""

from pathlib import Path

import pytest

from forms.papers.furnishing import Extras
from forms.papers.notice import Notice, compose_notice
from forms.papers.page import Blank, Line, PageBreak, words
from forms.papers.press import Press
from forms.papers.record import Record, compose_record
from forms.papers.refusals import PaperRefused
from forms.papers.templates import NAMES, read_templates
from rules.errors import describe
from tests.forms.papers.drawn import drawn_pages
from tests.forms.papers.filled import NOTICE_TITLE, RECORD_TITLE, RESULTS, TRACE, press

FACTS = {"enforcement_code": "ZF20260310", "visit_of_year": "1", "visits_allowed": "2", "complaints_phone": "12345"}
NOTICE = Notice(NOTICE_TITLE, "部门联合双随机抽检字【2026】第1号", TRACE, extras=Extras(facts=FACTS))


def office(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def notice_lines(folder: Path) -> list[str]:
    return list(words(compose_notice(NOTICE, read_templates(folder)).blocks))


def test_an_empty_folder_leaves_every_word_as_it_is(tmp_path: Path) -> None:
    assert read_templates(tmp_path) == read_templates()


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("code", "执法码：ZF20260310"),
        ("frequency", "本年度第1次检查，年度上限2次。"),
        ("rights", "投诉举报电话：12345"),
        ("five_bans", "五个严禁"),
    ],
)
def test_a_section_of_newer_law_is_turned_on_by_one_line(section: str, says: str, tmp_path: Path) -> None:
    before = notice_lines(tmp_path)
    after = notice_lines(office(tmp_path, notice=f"[sections.{section}]\nis_on = true\n"))
    assert after[: len(before)] == before, "the form itself stays as it is"
    assert says in after[len(before) :]


def test_a_section_begins_a_page_and_leaves_lines_for_what_is_not_known(tmp_path: Path) -> None:
    folder = office(tmp_path, notice="[sections.code]\nis_on = true\n")
    blocks = compose_notice(NOTICE, read_templates(folder)).blocks
    at = blocks.index(PageBreak())
    blanks = [part for line in blocks[at:] if isinstance(line, Line) for part in line.parts if isinstance(part, Blank)]
    assert len(blanks) == 2


def test_a_new_section_needs_an_entry_and_no_code(tmp_path: Path) -> None:
    entry = '[sections.cameras]\nis_on = true\ntitle = "全程记录"\ntext = ["本次检查由{recorder:8}全程录像。"]\n'
    record = Record(RECORD_TITLE, RESULTS, TRACE, extras=Extras(facts={"recorder": "李四"}))
    said = list(words(compose_record(record, read_templates(office(tmp_path, record=entry))).blocks))
    assert said[-2:] == ["全程记录", "本次检查由李四全程录像。"]


def test_an_office_corrects_a_label(tmp_path: Path) -> None:
    folder = office(tmp_path, record='[labels]\ncode = "统一社会信用代码"\n')
    said = list(words(compose_record(Record(RECORD_TITLE, RESULTS, TRACE), read_templates(folder)).blocks))
    assert "统一社会信用代码" in said
    assert "适合法律" in "".join(said)


def test_braces_in_what_is_typed_are_words(tmp_path: Path) -> None:
    notice = Notice(NOTICE_TITLE, "第1号", TRACE, "{year}{0}")
    assert "{year}{0}：" in list(words(compose_notice(notice, read_templates()).blocks))


@pytest.mark.parametrize(
    ("name", "text", "code", "says"),
    [
        ("record", "labels = [", "PAPER_004", "record.toml"),
        ("record", '[labels]\nlaw = "{number}、{statute}"', "PAPER_005", "{statute}"),
        ("record", '[labels]\nlaw = "{number}、{law"', "PAPER_004", "labels.law"),
        ("record", '[labels]\nlaw = "{number}、{law:999}"', "PAPER_004", "labels.law"),
        ("record", '[labels]\nlow = "x"', "PAPER_006", "labels.low"),
        ("record", "[labels]\nlaw = 3", "PAPER_006", "labels.law"),
        ("notice", 'matters = ["x"]', "PAPER_006", "matters"),
        ("notice", "[sections]\nrights = true", "PAPER_006", "sections.rights"),
        ("notice", '[sections.mine]\nis_on = true\ntitle = "x"', "PAPER_006", "sections.mine"),
        ("notice", '[sections.mine]\nis_on = 1\ntitle = "x"\ntext = []', "PAPER_006", "sections.mine"),
        ("notice", "[sections.rights]\nnote = 'x'", "PAPER_006", "sections.rights"),
        ("scheme", '[tables]\nobject_columns = ["序号"]', "PAPER_006", "tables.object_columns"),
    ],
)
def test_a_wrong_file_is_told_in_both_languages(name: str, text: str, code: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(PaperRefused) as refused:
        read_templates(office(tmp_path, **{name: text}))
    assert refused.value.code == code
    for language in ("zh-CN", "en"):
        sentence = describe(refused.value, language)
        assert f"{name}.toml" in sentence
        assert says in sentence


@pytest.mark.parametrize("name", [name for name in NAMES if name != "paper"])
def test_nothing_follows_a_form_at_first(name: str) -> None:
    template = read_templates()[name]
    assert {of for of, section in template.entries["sections"].items() if section["is_on"]} <= {"experts"}
    assert list(template.sections({})) == []


def test_a_section_turned_on_is_printed(tmp_path: Path) -> None:
    folder = office(tmp_path, notice="[sections.rights]\nis_on = true\n")
    pages = drawn_pages(Press(template_folder=folder).pdf(NOTICE).data)
    assert len(pages) == len(drawn_pages(press().pdf(NOTICE).data)) + 1
    assert "权利告知" in pages[-1].outside_cells()
