"""A visit that was drawn and sent out, on the phones of whoever was drawn for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sandbox.driver import Phone, Town
from storage.tables import Campaign, Draw, InspectionObject, Person, Section, Task, Visit


@dataclass(frozen=True)
class DrawnVisit:
    """A drawn object and its officers, by department in the order of the visit.

    Attributes:
        place: Where it is registered, in degrees.
    """

    number: str
    code: str
    name: str
    short_name: str
    place: tuple[float, float]
    teams: Sequence[Sequence[Phone]]

    @property
    def officers(self) -> Sequence[Phone]:
        return [phone for team in self.teams for phone in team]


def gives_phones(town: Town, draw: Draw, language: str) -> None:
    """Let everybody who was drawn have a phone before the visits are sent out."""
    assert draw.result is not None
    for code in sorted({each for team in draw.result["teams"].values() for seats in team.values() for each in seats}):
        town.phone(code).speaks(language)


def first_drawn(town: Town, campaign: str) -> DrawnVisit:
    """Return the first visit of a campaign whose object nobody else visits, so that lists name it once."""
    with town.reading() as session:
        of = session.scalars(select(Campaign.campaign_id).where(Campaign.number == campaign)).one()
        others = select(Visit.object_id).where(Visit.campaign_id != of)
        chosen = select(Visit).where(Visit.campaign_id == of, Visit.object_id.not_in(others)).order_by(Visit.visit_id)
        visit = session.scalars(chosen).first()
        assert visit is not None
        inspected = session.get_one(InspectionObject, visit.object_id)
        assert inspected.latitude is not None
        assert inspected.longitude is not None
        sections = select(Section.section_id).where(Section.visit_id == visit.visit_id).order_by(Section.place)
        seated = select(Person.code).join(Task, Task.person_id == Person.person_id).order_by(Task.seat)
        teams = [session.scalars(seated.where(Task.section_id == each)).all() for each in session.scalars(sections)]
        known = (inspected.registration_code, inspected.name, inspected.short_name)
        place = (float(inspected.latitude), float(inspected.longitude))
    return DrawnVisit(visit.number, *known, place, [[town.phone(code) for code in team] for team in teams])
