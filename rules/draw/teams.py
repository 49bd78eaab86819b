"""The draw of inspectors into joint teams (fair-draw/1, step 5; 四(六) of the rule text)."""

from collections.abc import Iterable

from rules.draw.snapshot import UNFILLED, InspectorEntry, ObjectEntry, Snapshot
from rules.draw.tickets import Tickets

Team = tuple[str, ...]
Teams = dict[str, dict[str, Team]]


class Drawing:
    """Inspectors as they are drawn, one object after the other.

    Attributes:
        loads: Objects that each inspector has now, by id.
    """

    def __init__(self, snapshot: Snapshot, seed: str) -> None:
        params = snapshot.params
        self._params = params
        self._tickets = Tickets(seed)
        self._staff: dict[str, list[InspectorEntry]] = {name: [] for name in params.departments}
        for each in snapshot.inspectors:
            if each.dept in self._staff:
                self._staff[each.dept].append(each)
        self._recused = {(each.inspector, each.object) for each in snapshot.recusals}
        self.loads = {each.id: 0 for each in snapshot.inspectors}

    def recuse(self, inspector: str, object_id: str) -> None:
        """Let an inspector never again be drawn for an object."""
        self._recused.add((inspector, object_id))

    def draw_team(self, drawn: ObjectEntry) -> dict[str, Team]:
        """Return an object's team by department, `("UNFILLED",)` where not every seat finds somebody; add the loads."""
        team: dict[str, Team] = {}
        for department in self._params.departments:
            seats: list[str] = []
            for seat in range(self._params.per_department):
                winner = self.winner(drawn, department, seat, seats)
                if winner is None:
                    break
                seats.append(winner)
            if len(seats) < self._params.per_department:
                team[department] = (UNFILLED,)
                continue
            self._add(seats, 1)
            team[department] = tuple(seats)
        return team

    def release(self, team: Iterable[str]) -> None:
        """Take an object's load from each of its team; `UNFILLED` carries none."""
        self._add([each for each in team if each != UNFILLED], -1)

    def winner(self, drawn: ObjectEntry, department: str, seat: int, taken: Iterable[str]) -> str | None:
        """Return who takes a seat, None when nobody may.

        Args:
            drawn: The object.
            department: Name of the department.
            seat: From 0; the first asks for the object's category.
            taken: Inspectors who are on the team already.
        """
        params = self._params
        not_free = set(taken)
        eligible = [
            each
            for each in self._staff[department]
            if self.loads[each.id] < params.max_load
            and (each.id, drawn.id) not in self._recused
            and each.id not in not_free
            and (seat or drawn.category in each.quals)
        ]
        if not eligible:
            return None
        most = min(self.loads[each.id] for each in eligible) + params.load_slack
        light = (each.id for each in eligible if self.loads[each.id] <= most)
        return min(light, key=lambda id_: (self._tickets.of(f"{id_}|{drawn.id}"), id_))

    def _add(self, seats: Iterable[str], load: int) -> None:
        for each in seats:
            self.loads[each] += load


def draw_teams(snapshot: Snapshot, order: Iterable[str], seed: str) -> Teams:
    """Return the teams by object and department.

    Args:
        snapshot: Inspectors, recusals and parameters; its objects give the categories.
        order: The drawn objects in the order of their tickets.
        seed: The seed of inspectors, `inspectors_seed`.
    """
    drawing = Drawing(snapshot, seed)
    ids = list(order)
    entries = entries_of(snapshot, ids)
    return {id_: drawing.draw_team(entries[id_]) for id_ in ids}


def entries_of(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, ObjectEntry]:
    """Return the entries of some objects by their ids."""
    asked = set(ids)
    return {each.id: each for each in snapshot.objects if each.id in asked}
