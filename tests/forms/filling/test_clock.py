"""The clock of a filling moves with the acts; what was fixed at its beginning stays."""

from datetime import timedelta

from forms.filling.session import Filling
from tests.forms.filling.xforms import NOW, fill, inputs, values, xform

LATE = NOW.replace(hour=23, minute=50)
NEXT_DAY = LATE + timedelta(minutes=30)


def begun(*parts: str, instance: str, body: str = "", more: str = "") -> Filling:
    filling = fill(xform(instance, *parts, body=body, more=more))
    filling.set_clock(LATE)
    return filling


def test_a_condition_that_looks_at_the_clock_follows_it() -> None:
    filling = begun(
        "late: relevant=\"format-date-time(now(), '%H') = '23'\"",
        "new: relevant=\"today() &gt; date('2026-11-23')\"",
        instance="<late>a</late><new>b</new>",
        body=inputs("late", "new"),
    )
    assert values(filling) == {"late": "a"}
    change = filling.set_clock(NEXT_DAY)
    assert values(filling) == {"new": "b"}
    assert set(change.changed) == {"/data/late", "/data/new"}


def test_a_constraint_takes_the_day_of_the_act() -> None:
    filling = begun('d: type="date" constraint=". &lt;= today()"', instance="<d/>", body=inputs("d"))
    assert filling.check("/data/d", "2026-11-24") is not None
    filling.set_clock(NEXT_DAY)
    assert filling.check("/data/d", "2026-11-24") is None
    assert filling.check("/data/d", "2026-11-25") is not None


def test_rounds_counted_by_the_clock_follow_it() -> None:
    filling = begun(
        instance='<r jr:template=""><x>1</x></r>',
        body=f'<repeat nodeset="/data/r" jr:count="format-date(today(), \'%e\') - 20">{inputs("r/x")}</repeat>',
    )
    assert values(filling) == {"r[1]/x": "1", "r[2]/x": "1", "r[3]/x": "1"}
    filling.set_clock(NEXT_DAY)
    assert len(values(filling)) == 4


def test_what_the_beginning_fixed_stays_and_a_trigger_takes_the_time_of_its_act() -> None:
    action = '<setvalue event="xforms-value-changed" ref="/data/stamp" value="now()"/>'
    filling = begun(
        'once: type="string" calculate="once(string(now()))"',
        'begun: type="dateTime" jr:preload="timestamp" jr:preloadParams="start"',
        'age: calculate="today() - /data/a"',
        instance="<a/><once/><stamp/><begun/><given/><age/>",
        body=f'<input ref="/data/a"><label>a</label>{action}</input>',
        more='<setvalue event="odk-instance-first-load" ref="/data/given" value="now()"/>',
    )
    before = values(filling)
    filling.set_clock(NEXT_DAY)
    assert values(filling) == before
    filling.answer("/data/a", "2026-11-20")
    after = values(filling)
    assert after["stamp"].startswith("2026-11-24T00:20")
    assert after["age"].startswith("4")
    assert {name: after[name] for name in ("once", "begun", "given")} == {
        name: before[name] for name in ("once", "begun", "given")
    }
