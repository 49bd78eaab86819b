"""An answer costs what depends on it, however large the form is."""

import pytest

from forms.filling.formulas import Formula
from tests.forms.filling.xforms import fill, inputs, xform


def large_form(questions: int) -> str:
    numbers = range(questions)
    return xform(
        "".join(f"<q{n}/><c{n}/>" for n in numbers) + '<r jr:template=""><a/><b/></r>',
        *(f'q{n}: type="int" constraint=". &lt; 100" relevant="/data/q{n // 10 * 10} != 7"' for n in numbers if n % 10),
        *(f'c{n}: type="int" calculate="/data/q{n} * 2"' for n in numbers),
        'r/b: calculate="../a * 2"',
        body=inputs(*(f"q{n}" for n in numbers)) + f'<repeat nodeset="/data/r">{inputs("r/a")}</repeat>',
    )


@pytest.mark.parametrize("questions", [50, 500])
def test_an_answer_works_out_only_what_reads_it(questions: int, monkeypatch: pytest.MonkeyPatch) -> None:
    filling = fill(large_form(questions))
    for _ in range(20):
        filling.add_repeat("/data/r")
    worked_out: list[str] = []
    for name in ("string", "boolean", "number", "nodes"):
        plain = getattr(Formula, name)

        def counted(formula: Formula, *where: object, plain: object = plain) -> object:
            worked_out.append(f"{formula.attribute} of {formula.reference}")
            return plain(formula, *where)  # type: ignore[operator]

        monkeypatch.setattr(Formula, name, counted)
    filling.answer("/data/q41", 5)
    assert worked_out == ["calculate of /data/c41", "constraint of /data/q41"]
    worked_out.clear()
    filling.answer("/data/q40", 7)
    conditions = [each for each in worked_out if each.startswith("relevant")]
    assert len(conditions) == 9
    others = ["calculate of /data/c40", "calculate of /data/c41"]
    assert sorted(set(worked_out) - set(conditions)) == others, "c41 reads an answer that has become irrelevant"
    worked_out.clear()
    filling.answer("/data/r[7]/a", 3)
    assert worked_out == ["calculate of /data/r/b"], "in its own round only"
