"""Preloads and actions: when they happen, and what they set."""

from tests.forms.filling.xforms import fill, inputs, values, xform


def test_a_default_may_be_worked_out_once_when_the_form_is_opened() -> None:
    action = '<setvalue event="odk-instance-first-load" ref="/data/b" value="/data/a * 2"/>'
    filling = fill(xform("<a>4</a><b/>", body=inputs("a", "b"), more=action))
    assert values(filling)["b"] == "8"
    filling.answer("/data/a", "5")
    assert values(filling)["b"] == "8"


def test_a_default_for_what_is_not_relevant_is_not_set() -> None:
    action = '<setvalue event="odk-instance-first-load" ref="/data/b">x</setvalue>'
    filling = fill(xform("<a/><b/>", 'b: relevant="/data/a = 1"', body=inputs("a", "b"), more=action))
    filling.answer("/data/a", "1")
    assert values(filling) == {"a": "1"}


def test_an_answer_sets_another_value_when_it_changes_and_only_then() -> None:
    action = '<setvalue event="xforms-value-changed" ref="/data/b" value="concat(/data/c, \'!\')"/>'
    filling = fill(xform("<a>old</a><b/><c/>", body=f'<input ref="/data/a">{action}</input>' + inputs("c")))
    assert values(filling) == {"a": "old"}, "opening the form is no change"
    filling.answer("/data/a", "new")
    assert values(filling)["b"] == "!"
    filling.answer("/data/c", "later")
    assert filling.answer("/data/a", "new").changed == ()
    assert values(filling)["b"] == "!"
    filling.answer("/data/a", "newer")
    assert values(filling)["b"] == "later!"


def test_a_new_round_sets_its_own_values_from_the_round_before() -> None:
    repeat = (
        '<repeat nodeset="/data/r"><setvalue event="odk-new-repeat" ref="/data/r/q" '
        'value="/data/r[position() = position(current()/..) - 1]/q"/>' + inputs("r/q") + "</repeat>"
    )
    filling = fill(xform("<r><q/></r>", body=repeat))
    filling.answer("/data/r[1]/q", "7")
    filling.add_repeat("/data/r")
    filling.answer("/data/r[2]/q", "8")
    filling.add_repeat("/data/r")
    assert values(filling) == {"r[1]/q": "7", "r[2]/q": "8", "r[3]/q": "8"}


def test_a_change_in_a_round_sets_the_value_of_the_same_round() -> None:
    repeat = (
        '<repeat nodeset="/data/r"><input ref="/data/r/a">'
        '<setvalue event="xforms-value-changed" ref="/data/r/b" value="../a * 4"/></input></repeat>'
    )
    filling = fill(xform("<r><a/><b/></r><r><a/><b/></r>", body=repeat))
    filling.answer("/data/r[2]/a", "3")
    assert values(filling) == {"r[2]/a": "3", "r[2]/b": "12"}


def test_an_action_that_cannot_tell_its_target_is_told_and_the_answer_stands() -> None:
    action = '<setvalue event="xforms-value-changed" ref="/data/r/q" value="/data/a"/>'
    body = f'<input ref="/data/a">{action}</input><repeat nodeset="/data/r">{inputs("r/q")}</repeat>'
    filling = fill(xform("<a/><r><q/></r><r><q/></r>", body=body))
    change = filling.answer("/data/a", "x")
    assert [failure.code for failure in change.failures] == ["FILL_009"]
    assert values(filling) == {"a": "x"}


def test_an_action_may_name_one_round() -> None:
    action = '<setvalue event="xforms-value-changed" ref="/data/r[position() = 2]/q" value="/data/a"/>'
    body = f'<input ref="/data/a">{action}</input><repeat nodeset="/data/r">{inputs("r/q")}</repeat>'
    filling = fill(xform("<a/><r><q/></r><r><q/></r>", body=body))
    filling.answer("/data/a", "x")
    assert values(filling) == {"a": "x", "r[2]/q": "x"}


def test_actions_may_set_off_each_other() -> None:
    body = (
        '<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" value="../a + 1"/></input>'
        '<input ref="/data/b"><setvalue event="xforms-value-changed" ref="/data/c" value="../b + 1"/></input>'
    )
    filling = fill(xform("<a/><b/><c/>", body=body))
    filling.answer("/data/a", "1")
    assert values(filling) == {"a": "1", "b": "2", "c": "3"}


def test_the_session_fills_in_what_it_knows() -> None:
    form = xform(
        "<start/><today/><who/><device/><end/>",
        'start: type="dateTime" jr:preload="timestamp" jr:preloadParams="start"',
        'today: type="date" jr:preload="date" jr:preloadParams="today"',
        'who: jr:preload="property" jr:preloadParams="username"',
        'device: jr:preload="property" jr:preloadParams="deviceid"',
        'end: type="dateTime" jr:preload="timestamp" jr:preloadParams="end"',
    )
    assert values(fill(form, username="chen")) == {
        "start": "2026-11-23T09:30:00.000+08:00",
        "today": "2026-11-23",
        "who": "chen",
    }


def test_preload_calculation_and_action_have_their_order() -> None:
    form = xform(
        "<a>given</a><b>given</b>",
        'a: jr:preload="uid" calculate="\'worked out\'"',
        'b: jr:preload="uid" calculate="\'worked out\'"',
        more='<setvalue event="odk-instance-load" ref="/data/b">set</setvalue>',
    )
    assert values(fill(form)) == {"a": "worked out", "b": "set"}
