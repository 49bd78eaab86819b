"""What is sent: well-formed, in the order of the model, without what is not relevant."""

from datetime import timedelta
from xml.etree import ElementTree

from forms.filling.submission import submission_of
from tests.forms.filling.xforms import NOW, fill, hidden, inputs, xform

FORM = xform(
    '<a/><g made=""><b/></g><photo/><r jr:template=""><c/></r><end/><orx:meta><orx:instanceID/></orx:meta>',
    "g: relevant=\"/data/a != 'no'\"",
    "g/@made: calculate=\"concat(/data/a, '!')\"",
    'photo: type="binary"',
    'end: type="dateTime" jr:preload="timestamp" jr:preloadParams="end"',
    'orx:meta/orx:instanceID: jr:preload="uid"',
    body=inputs("g/b", "a")
    + '<upload ref="/data/photo" mediatype="image/*"/>'
    + f'<repeat nodeset="/data/r">{inputs("r/c")}</repeat>',
)


def test_a_submission_has_the_order_of_the_model_and_only_what_counts() -> None:
    filling = fill(FORM)
    filling.answer("/data/a", '<5 & "6"')
    filling.answer("/data/g/b", "kept")
    filling.answer("/data/photo", "1.jpg")
    filling.add_repeat("/data/r")
    filling.add_repeat("/data/r")
    filling.answer("/data/r[2]/c", "second")
    submission = submission_of(filling, NOW + timedelta(minutes=5))
    root = ElementTree.fromstring(submission.xml)
    assert root.attrib == {"id": "kitchen", "version": "3"}
    assert [each.tag for each in root] == ["a", "g", "photo", "r", "r", "end", "{http://openrosa.org/xforms}meta"]
    assert root.findtext("a") == '<5 & "6"'
    assert [each.findtext("c") for each in root.iter("r")] == ["", "second"]
    assert root.find("g").attrib == {"made": '<5 & "6"!'}  # type: ignore[union-attr]
    assert root.findtext("end") == "2026-11-23T09:35:00.000+08:00"
    assert root.findtext(".//{http://openrosa.org/xforms}instanceID") == submission.instance_id
    assert submission.instance_id.startswith("uuid:")
    assert submission.attachments == ("1.jpg",)

    filling.answer("/data/a", "no")
    root = ElementTree.fromstring(submission_of(filling, NOW).xml)
    assert root.find("g") is None
    assert hidden(filling) == {"/data/g/b": "kept"}
    filling.answer("/data/a", "yes")
    assert ElementTree.fromstring(submission_of(filling, NOW).xml).findtext("g/b") == "kept"


def test_the_form_keeps_its_own_namespace() -> None:
    form = FORM.replace('<data id="kitchen"', '<data xmlns="urn:kitchen:1" xmlns:more="urn:more" id="kitchen"')
    root = ElementTree.fromstring(submission_of(fill(form), NOW).xml)
    assert root.tag == "{urn:kitchen:1}data"


def test_an_empty_instance_id_is_filled_in_and_stays_the_same() -> None:
    filling = fill(xform("<a/><meta><instanceID/></meta>"))
    first = submission_of(filling, NOW)
    assert first.instance_id.startswith("uuid:")
    assert first == submission_of(filling, NOW)


def test_a_form_without_meta_gets_an_instance_id() -> None:
    submission = submission_of(fill(xform("<a/>")), NOW)
    assert f"<orx:instanceID>{submission.instance_id}</orx:instanceID>" in submission.xml
