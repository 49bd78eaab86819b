"""What a form must be to be run, and what is said when it is not."""

import pytest

from forms.filling.doubts import doubts_about
from forms.filling.reading import read_form
from forms.filling.refusals import XFormRefused, explain
from tests.forms.filling.xforms import fill, inputs, xform

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
GOOD = xform("<a/>", body=inputs("a"))
DEEP = "".join(f"<g{depth}>" for depth in range(60)) + "<q/>" + "".join(f"</g{depth}>" for depth in range(59, -1, -1))


@pytest.mark.parametrize(
    ("form", "code", "words"),
    [
        ("<h:html", "XFORM_001", "not valid XML"),
        ("hello", "XFORM_001", "not valid XML"),
        (BOMB + GOOD, "XFORM_001", "entity a is declared"),
        (OUTSIDE + GOOD, "XFORM_001", "entity a is declared"),
        ("<a>" * 300 + "</a>" * 300, "XFORM_001", "nested deeper"),
        (" " * (16 * 2**20 + 1), "XFORM_002", "at most 16 MB"),
        ("<data/>", "XFORM_003", "lacks h:html"),
        (GOOD.replace("h:body", "h:feet"), "XFORM_003", "lacks body"),
        (GOOD.replace('<data id="kitchen" version="3"><a/></data>', ""), "XFORM_003", "lacks instance"),
        (xform(DEEP), "XFORM_004", "too many groups"),
        (xform("<a/>", body="<group>" * 60 + "</group>" * 60), "XFORM_004", "too many groups"),
        (xform("<a/>" + "".join(f"<q{n}/>" for n in range(6_001))), "XFORM_005", "6000"),
        (xform("<a/>", 'a: relevant="1 +"'), "XFORM_006", "relevant of /data/a"),
        (xform("<a/>", 'a: calculate="ask-oracle(1)"'), "XFORM_006", "ask-oracle"),
        (xform("<a/><b/>", 'a: calculate="/data/b"', 'b: calculate="../a + 1"'), "XFORM_008", "/data/b → /data/a"),
        (xform("<a/>", 'a: calculate=". + 1"'), "XFORM_008", "/data/a → /data/a"),
        (
            xform("<a/>", more='<setvalue event="on-sunday" ref="/data/a">x</setvalue>'),
            "XFORM_010",
            "on-sunday",
        ),
        (
            xform("<a/>", more='<setvalue event="odk-new-repeat" ref="/data/a">x</setvalue>'),
            "XFORM_011",
            "outside of a repeat",
        ),
        (xform("<a/>", 'a: type="int"', body='<select1 ref="/data/a"/>'), "XFORM_015", "type int"),
        (xform("<a/>", body='<range ref="/data/a" start="low"/>'), "XFORM_016", "must be numbers"),
    ],
    ids=lambda each: each[:40] if isinstance(each, str) else None,
)
def test_a_form_that_cannot_be_run_is_refused_when_it_is_read(form: str, code: str, words: str) -> None:
    with pytest.raises(XFormRefused) as refused:
        read_form(form)
    assert refused.value.code == code
    assert words in explain(refused.value, "en")
    assert explain(refused.value, "zh-CN") != explain(refused.value, "en")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (xform("<n>1000000</n><r><q/></r>", body='<repeat nodeset="/data/r" jr:count="/data/n"/>'), "XFORM_012"),
        (xform("<n/><r><q/></r>", body='<repeat nodeset="/data/r" jr:count="1 div 0"/>'), "XFORM_012"),
        (xform("<d/>", "d: calculate=\"distance('here')\""), "XFORM_007"),
        (xform("<a/><b/>", "a: calculate=\"jr:choice-name('x', '/data/b')\"", body=inputs("b")), "XFORM_017"),
        (xform("<a/>", "a: calculate=\"jr:choice-name('x', '/data/nowhere')\""), "XFORM_014"),
        (xform("<a>x</a>", "a: relevant=\". = ''\"", body=inputs("a")), "XFORM_009"),
        (
            xform(
                "<r><n>1</n></r><r><n>2</n></r>",
                'r/n: calculate="sum(/data/r/n) + 1"',
                body='<repeat nodeset="/data/r"><input ref="/data/r/n"/></repeat>',
            ),
            "XFORM_009",
        ),
    ],
)
def test_a_form_that_comes_to_no_end_is_refused_when_it_is_begun(form: str, code: str) -> None:
    with pytest.raises(XFormRefused) as refused:
        fill(form)
    assert refused.value.code == code


def test_a_million_rounds_asked_for_by_an_answer_change_nothing() -> None:
    form = xform("<n/><r><q/></r>", body=inputs("n") + '<repeat nodeset="/data/r" jr:count="/data/n"/>')
    filling = fill(form)
    filling.answer("/data/n", "2")
    with pytest.raises(XFormRefused, match="1000000 times"):
        filling.answer("/data/n", "1000000")
    assert filling.question("/data/n").value == "2"
    assert [each.reference for each in filling.tree.find("/data/r#range").instances] == ["/data/r[1]", "/data/r[2]"]  # type: ignore[union-attr]


def test_an_expression_that_names_what_the_form_lacks_is_doubted() -> None:
    form = read_form(
        xform(
            "<a/><b/>",
            'b: relevant="/data/aa = 1" constraint=". &lt; ../c and instance(\'x\')/root/y = 1"',
            body='<input ref="/data/b"><label>Is <output value="../d"/>?</label></input>',
        )
    )
    told = [(doubt.reference, doubt.attribute, doubt.missing) for doubt in doubts_about(form)]
    assert told == [
        ("/data/b", "relevant", "/data/aa"),
        ("/data/b", "constraint", "/data/c"),
        ("/data/b", "label output", "/data/d"),
    ]


def test_a_form_knows_its_head() -> None:
    form = read_form(GOOD)
    assert (form.form_id, form.version, form.title, form.languages) == ("kitchen", "3", "Kitchen", ())
    assert form.fingerprint != read_form(GOOD, {"a.csv": b"name"}).fingerprint


def test_binds_and_boxes_for_what_the_model_lacks_are_passed_over() -> None:
    filling = fill(xform("<a/>", 'b: required="true()"', body=inputs("a", "c")))
    assert [each.reference for each in filling.questions()] == ["/data/a"]
