"""Whatever is typed into a paper: no sign is lost, nothing leaves its cell, both formats say the same."""

import unicodedata
from collections import Counter
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms.papers.page import words
from forms.papers.record import Behaviour, DepartmentBlock, Firm, Record
from forms.papers.signatures import SealStanding, Signature
from forms.papers.spelling import Spelling
from forms.papers.typefaces import find_typefaces
from tests.forms.papers.drawn import drawn_pages, tight
from tests.forms.papers.filled import RECORD_TITLE, RESULTS, TRACE, press

COVERAGE = find_typefaces().coverage

common = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
rare = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DB5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
)
marks = st.sampled_from("，。、；：？！“”‘’（）《》【】—…·「」～／％")
latin = st.sampled_from("ABCWMabcdefghijklmnopqrstuvwxyz0123456789 -_/.,:@#()[]{}<>&\"'$*\\~^`|")
odd = st.characters(exclude_categories=(), exclude_characters="□☑")  # these are how `words` says a drawn box
texts = (
    st.text(st.one_of(common, common, common, marks, latin, rare, odd), max_size=160)
    | st.text(latin, max_size=160)
    | st.text(common | marks, min_size=150, max_size=300)
)


def shown(text: str) -> str:
    """A text as it can be printed: what has no glyph as its code."""
    return "".join(piece for _, piece in Spelling(COVERAGE).pieces(text, float("inf")))


def counted(text: str) -> Counter[str]:
    """How often each sign stands there; a ligature or compatible form counts as the signs it is read as."""
    return Counter(tight(unicodedata.normalize("NFKC", text)))


@st.composite
def records(draw: st.DrawFn) -> Record:
    firm = Firm(*(draw(texts) for _ in range(7)))
    blocks = draw(
        st.lists(
            st.builds(DepartmentBlock, texts, st.lists(texts, max_size=4), st.lists(texts, max_size=2), texts),
            max_size=3,
        )
    )
    signatures = st.lists(st.builds(Signature, texts, texts, says=texts), max_size=3)
    return Record(
        RECORD_TITLE,
        RESULTS,
        TRACE,
        firm,
        (Behaviour(draw(texts), blocks),),
        draw(texts),
        SealStanding("none", draw(texts)),
        SealStanding(),
        draw(signatures),
        draw(signatures),
        draw(signatures),
    )


# A paper is long, and making a failing one small takes minutes: it is shown as it was found.
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(records())
def test_no_sign_is_lost_and_none_leaves_its_cell(filled: Record) -> None:
    paper = press().compose(filled)
    expected = counted("".join(map(shown, words(paper.blocks))))
    del expected["□"]
    pages = drawn_pages(press().pdf(filled).data)
    found = counted("".join(sign.text for page in pages for sign in page.body))
    assert expected - found == Counter()
    said_again = counted("企业名称" + "".join(map(shown, filled.firm.name.splitlines())))
    for _ in pages[1:]:
        expected += said_again
    assert found - expected == Counter()
    assert [page.overflowing() for page in pages] == [[] for _ in pages]


def test_codes_that_other_signs_join_are_no_single_word() -> None:
    joined = "\U000ec8c5»\U000ec8c6»°" * 4
    firm = Firm(*[joined] * 7)
    block = DepartmentBlock(joined, [joined], [joined], joined)
    filled = Record(
        RECORD_TITLE, RESULTS, TRACE, firm, (Behaviour(joined, [block]),), joined, SealStanding(), SealStanding()
    )
    pages = drawn_pages(press().pdf(filled).data)
    assert "U+EC8C5»U+EC8C6»°" in "".join(sign.text for page in pages for sign in page.body)
    assert [page.overflowing() for page in pages] == [[] for _ in pages]


@settings(max_examples=60, deadline=None)
@given(records())
def test_the_docx_says_the_same_line_by_line(filled: Record) -> None:
    body = Document(BytesIO(press().docx(filled).data)).element.body
    said = ("".join(piece.text or "" for piece in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
    expected = (shown(line).replace("□", "") for line in words(press().compose(filled).blocks))
    assert [tight(line) for line in said if tight(line)] == [tight(line) for line in expected if tight(line)]


@given(st.text(odd, max_size=40))
def test_spelling_keeps_every_sign_or_says_its_code(text: str) -> None:
    spelling = Spelling(COVERAGE)
    pieces = list(spelling.pieces(text, 5))
    back = "".join(chr(int(piece.replace("U+", "0x"), 0)) if kind == "code" else piece for kind, piece in pieces)
    assert back == text.replace("\t", " ")
    lacking = {sign for sign in back if ord(sign) not in COVERAGE}
    assert {dict(each.params)["code"] for each in spelling.remarks} == {f"U+{ord(sign):04X}" for sign in lacking}
