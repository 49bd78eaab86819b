"""Departments whose lines of the annual plan are missing are reminded before March (rule text 四(二))."""

from datetime import date

from rules.annual_plan import DUE_MONTH
from rules.events_plans import PlanLinesMissing
from services.annual_plan_view import departments_missing
from services.duties import first_time
from services.reminders import office_time
from storage.tables import AnnualPlan
from storage.unit_of_work import UnitOfWork

REMINDED_ON = (1, 15, 24)
"""Days of the month before the plan is due; on the next working day, where one of them is none."""


def remind_of_plan(uow: UnitOfWork) -> None:
    """Emit which departments have written no line for this year; each of the days once, on working days only."""
    local = office_time(uow)
    if local is None or local.month != DUE_MONTH - 1:
        return
    stage = max((each for each in REMINDED_ON if each <= local.day), default=None)
    plan = uow.session.get(AnnualPlan, local.year)
    is_collected = plan is not None and plan.state != "collecting"
    if stage is None or is_collected or not first_time(uow, f"plan:{date(local.year, local.month, stage)}"):
        return
    for department in departments_missing(uow, local.year):
        uow.emit(PlanLinesMissing(local.year, department.department_id))
