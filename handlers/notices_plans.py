"""Who hears of the annual plan: supervisors of changes after the approval, clerks that their lines are missing."""

from collections.abc import Callable
from typing import Any

from handlers.buttons_plans import YearButton
from handlers.screens.format import shortened
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules.events_plans import PlanLineChanged, PlanLinesMissing
from rules.messages import Button, Card, Message
from services.annual_plan_view import clerks_of, told_of_change
from services.draw_view import supervisors_of_district
from storage.unit_of_work import UnitOfWork

REASON_SHOWN = 40.0


def on_line_changed(uow: UnitOfWork, event: PlanLineChanged) -> None:
    """Tell the supervisors who did not do it themselves."""
    names, reason = told_of_change(uow, event.year, event.number)

    def say(words: Words) -> list[Message]:
        values = {"year": str(event.year), "number": event.number, "department": words.pick(names)}
        text = words("plan-line-changed", **values, reason=shortened(reason, REASON_SHOWN))
        data = YearButton(act="line", year=event.year, of=event.number).pack()
        key = f"plan_line:{event.year}:{event.number}"
        return [Card(key, text, ((Button(words.plain("button-plan-line"), data, steady=True),),), anew=True)]

    for person_id in supervisors_of_district(uow):
        if person_id != event.person_id:
            to_person(uow, person_id, say)


def on_lines_missing(uow: UnitOfWork, event: PlanLinesMissing) -> None:
    """Remind the clerks of the department."""
    names, clerks = clerks_of(uow, event.department_id)

    def say(words: Words) -> list[Message]:
        text = words("plan-lines-missing", department=words.pick(names), year=str(event.year))
        data = YearButton(act="show", year=event.year).pack()
        open_it = Button(words.plain("button-plan-open"), data, style="primary", steady=True)
        return [Card(f"plan_missing:{event.year}", text, ((open_it,),), anew=True)]

    for person_id in clerks:
        to_person(uow, person_id, say)


TELLERS: dict[type[Any], Teller | Callable[[UnitOfWork, Any], None]] = {
    PlanLineChanged: on_line_changed,
    PlanLinesMissing: on_lines_missing,
}
