"""Whether a snapshot has the inspectors that its draw will ask for: said before anything is committed to.

The protocol itself goes on without them and leaves a team `UNFILLED`; an office should know that beforehand.
"""

from collections import Counter
from collections.abc import Iterator

from rules.draw.faults import DrawFault, fault
from rules.draw.snapshot import Snapshot
from rules.errors import draws as problems


def numbers_to_draw(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """Return for each class that has a ratio how many may be drawn, and how many are: they do not depend on chance."""
    excluded = {each.id for each in snapshot.exclusions}
    pools = Counter(each.risk for each in snapshot.objects if each.id not in excluded)
    permille = snapshot.params.permille
    return {risk: (pools[risk], -(-pools[risk] * permille[risk] // 1000)) for risk in sorted(pools) if risk in permille}


def staffing_faults(snapshot: Snapshot) -> Iterator[DrawFault]:
    """Yield where a department has too few inspectors, nobody qualified, or fewer seats than are needed."""
    params = snapshot.params
    needed = sum(n for _, n in numbers_to_draw(snapshot).values()) * params.per_department
    excluded = {each.id for each in snapshot.exclusions}
    categories = sorted({each.category for each in snapshot.objects if each.id not in excluded})
    for place, name in enumerate(params.departments):
        where = ("params", "departments", place)
        staff = [each for each in snapshot.inspectors if each.dept == name]
        count, seats = len(staff), len(staff) * params.max_load
        if count < params.per_department:
            yield fault(where, problems.TOO_FEW_OFFICERS, name=name, count=count, least=params.per_department)
            continue
        for category in categories:
            if not any(category in each.quals for each in staff):
                yield fault(where, problems.NOBODY_QUALIFIED, name=name, category=category)
        if seats < needed:
            told = {"count": count, "most": params.max_load, "seats": seats, "needed": needed}
            yield fault(where, problems.LOAD_TOO_SMALL, name=name, **told)
