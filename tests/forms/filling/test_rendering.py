"""Labels, hints, messages and media, in several languages and with values in them."""

import pytest

from forms.filling.refusals import FillingRefused
from tests.forms.filling.xforms import fill, inputs, values, xform

ITEXT = """<itext>
<translation lang="English (en)">
<text id="q"><value>How warm is <output value="/data/name"/>?</value><value form="image">jr://images/q.png</value></text>
<text id="h"><value>In °C</value><value form="guidance">Wait a minute before reading.</value></text>
<text id="m"><value>Too warm, <output value=" ../name "/>!</value></text>
<text id="gas"><value>Gas</value></text><text id="only"><value>Only in English</value></text>
</translation>
<translation lang="中文 (zh)" default="true()">
<text id="q"><value><output value="/data/name"/>是多少度？</value></text>
<text id="h"><value>摄氏度</value></text><text id="m"><value><output value="../name"/>太热</value></text>
<text id="gas"><value>燃气</value></text>
</translation></itext>"""
BODY = (
    inputs("name")
    + '<input ref="/data/q"><label ref="jr:itext(\'q\')"/><hint ref="jr:itext(\'h\')"/></input>'
    + '<select1 ref="/data/kind"><label ref="jr:itext(\'only\')"/>'
    + "<item><value>gas</value><label ref=\"jr:itext('gas')\"/></item></select1>"
)
FORM = xform(
    "<name/><q/><kind/><said/><plain/>",
    'q: type="int" constraint=". &lt; 8" jr:constraintMsg="jr:itext(\'m\')"',
    "said: calculate=\"jr:choice-name(/data/kind, '/data/kind')\"",
    "plain: calculate=\"jr:itext('gas')\"",
    body=BODY,
    more=ITEXT,
)


def test_a_form_begins_in_its_default_language_and_can_change_it() -> None:
    filling = fill(FORM)
    assert filling.form.languages == ("English (en)", "中文 (zh)")
    assert filling.language == "中文 (zh)"
    filling.answer("/data/name", "1号冰箱")
    assert filling.question("/data/q").label == "1号冰箱是多少度？"
    filling.set_language("English (en)")
    question = filling.question("/data/q")
    assert question.label == "How warm is 1号冰箱?"
    assert (question.hint, question.guidance) == ("In °C", "Wait a minute before reading.")
    assert question.media == {"image": "q.png"}
    (violation,) = filling.answer("/data/q", 12).violations
    assert violation.message == "Too warm, 1号冰箱!"


def test_the_label_of_a_choice_follows_the_language_and_so_does_what_is_worked_out_from_it() -> None:
    filling = fill(FORM)
    filling.answer("/data/kind", "gas")
    assert values(filling)["said"] == "燃气"
    change = filling.set_language("English (en)")
    assert change.changed == ("/data/said",)
    assert values(filling)["said"] == "Gas"
    assert [choice.label for choice in filling.question("/data/kind").choices] == ["Gas"]


def test_a_translation_that_is_missing_is_taken_from_the_default_language() -> None:
    filling = fill(FORM.replace('<text id="only"><value>Only in English</value></text>', ""))
    filling.set_language("English (en)")
    assert filling.question("/data/kind").label == ""
    assert filling.question("/data/q").guidance is not None
    filling = fill(FORM)
    assert filling.question("/data/kind").label == ""
    filling = fill(FORM.replace(' default="true()"', ""))
    assert filling.language == "English (en)"
    filling.set_language("中文 (zh)")
    assert filling.question("/data/kind").label == "Only in English"


def test_a_language_that_the_form_does_not_have_is_refused() -> None:
    filling = fill(FORM)
    with pytest.raises(FillingRefused, match=r"English \(en\)"):
        filling.set_language("fr")
    assert filling.language == "中文 (zh)"


def test_what_the_form_does_not_say_is_none() -> None:
    question = fill(xform("<a/>", body='<input ref="/data/a" appearance="multiline" rows="3"/>')).question("/data/a")
    assert (question.label, question.hint, question.guidance, question.media) == (None, None, None, {})
    assert (question.appearance, question.parameters["rows"], question.choices) == ("multiline", "3", ())


def test_a_label_may_hold_values_of_its_own_round() -> None:
    label = '<label>No. <output value="position(..)"/>: <output value="../n"/></label>'
    body = f'<repeat nodeset="/data/r"><input ref="/data/r/q">{label}</input>{inputs("r/n")}</repeat>'
    filling = fill(xform("<r><q/><n/></r><r><q/><n/></r>", body=body))
    filling.answer("/data/r[2]/n", "left")
    assert filling.question("/data/r[2]/q").label == "No. 2: left"
