"""What happens to the annual plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanLineChanged:
    """A line of an approved plan was changed, dropped or added; `person_id` is who did it, none for the operator."""

    year: int
    number: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class PlanLinesMissing:
    """A department has written no line for a year, and the plan is due."""

    year: int
    department_id: int
