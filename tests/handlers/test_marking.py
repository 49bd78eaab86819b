"""Marks in the texts of a form: what Telegram is given, and what stands on a button."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.text_marks import unmarked
from handlers.screens.marking import marked
from sandbox.entities.html import parse_html

TEXTS = [
    ("现场检查", "现场检查", "现场检查"),
    ("这是**现场**检查", "这是<b>现场</b>检查", "这是现场检查"),
    ("__Look__ at *this* and _that_", "<b>Look</b> at <i>this</i> and <i>that</i>", "Look at this and that"),
    ("# Water\nwells", "<b>Water</b>\nwells", "Water\nwells"),
    ("#1 fridge", "#1 fridge", "#1 fridge"),
    ("name_of_it, 2*3*4, 2 * 3 * 4", "name_of_it, 2*3*4, 2 * 3 * 4", "name_of_it, 2*3*4, 2 * 3 * 4"),
    ("[the law](https://x.cn/a_b_?q=1&r=2)", '<a href="https://x.cn/a_b_?q=1&amp;r=2">the law</a>', "the law"),
    ("[run](javascript:alert(1)) [a](tel:12)", "[run](javascript:alert(1)) a", "[run](javascript:alert(1)) a"),
    ('<span style="color:red">Stop</span> & go', "Stop &amp; go", "Stop & go"),
    ("a < b **and** b > c", "a &lt; b <b>and</b> b &gt; c", "a < b and b > c"),
    (r"\*not\* \_marked\_ \<b\>", "*not* _marked_ &lt;b&gt;", "*not* _marked_ <b>"),
    ("**a *b** c*", "a b c", "a b c"),
    ("<b>bold</b> and <em>soft</em><br>next", "<b>bold</b> and <i>soft</i>\nnext", "bold and soft\nnext"),
    ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
    ("${never}", "${never}", "${never}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "as_html", "plain"), TEXTS)
def test_marks_become_telegrams_or_go(text: str, as_html: str, plain: str) -> None:
    assert marked(text) == as_html
    assert unmarked(text) == plain


def test_within_bold_nothing_is_made_bold_again() -> None:
    assert marked("**a** _b_", is_bold=True) == "a <i>b</i>"


@given(st.text(alphabet="ab *_#[]()<>\\&\"'\n中/:.h", max_size=60))
def test_whatever_is_written_is_html_that_says_what_the_plain_text_says(text: str) -> None:
    said, _ = parse_html(marked(text))
    assert said.strip() == unmarked(text).strip()
