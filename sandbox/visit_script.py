"""One whole visit as people play it: two departments on two phones, a problem with its photograph, a signed sheet.

What begins later than at the beginning puts a visit `on_site` at once, by the services that the phones would reach;
what shares a town takes a `fresh_visit` of its own.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from sandbox.driver import Phone, Town
from sandbox.hands import Hands
from services import arrival, serving, tasks
from services.access import actor_by_id
from services.arrival import Claim
from storage.tables import Answer, Notice, Person, PointerRow, Section, Table, Task, Visit

# Forty metres from the registered address of the demo's object.
HERE = (29.67525, 106.60460)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the script."""

    chen: Phone
    zhou: Phone
    zhao: Phone
    wu: Phone
    supervisor: Phone

    @property
    def officers(self) -> tuple[Phone, ...]:
        """The four officers of the joint team."""
        return (self.chen, self.zhou, self.zhao, self.wu)

    @property
    def all(self) -> tuple[Phone, ...]:
        """Everybody in the script."""
        return (*self.officers, self.supervisor)


def cast(town: Town, language: str | None) -> Cast:
    """Give everybody a phone, in one language (none: as they are)."""
    people = Cast(*(town.phone(code) for code in ("SJ-01", "SJ-02", "XF-01", "XF-02", "SJ-04")))
    if language is not None:
        with town.changing() as uow:
            mine = Person.telegram_user_id.in_([phone.number for phone in people.all])
            uow.session.execute(update(Person).where(mine).values(language=language))
    return people


def accept(person: Hands, name: str = "晨露餐饮") -> None:
    """Take the task at the object of a name."""
    person.types("任务")
    person.taps(name)
    person.taps(person.word("button-accept"))


def serve(person: Hands, receipt: bytes | None = None) -> None:
    """Hand the notice over on paper, and photograph the receipt."""
    person.taps(person.word("button-serve"))
    person.taps(person.word("button-notice-paper"))
    person.taps(person.word("button-receiver-person_in_charge"))
    person.sends_photo(receipt)


def arrive(person: Hands, place: tuple[float, float] = HERE) -> None:
    """Say where one is (degrees, WGS-84) and who is there, show the certificates, and begin."""
    person.taps(person.word("button-arrive"))
    person.shares_location(*place)
    person.taps(person.word("button-start"))


def comply_with_rest(person: Hands) -> None:
    """Let everything that is open comply, page by page, to the last."""
    comply, on = person.word("button-comply-rest", count=0).partition("0")[0], person.word("button-page-on")
    while label := _label(person, comply) or _label(person, on):
        person.taps(label)


def _label(person: Hands, beginning: str) -> str | None:
    """Return the label on the newest card that begins so."""
    return next((label for row in person.card().labels for label in row if label.startswith(beginning)), None)


def find_a_problem(person: Hands, number: int, note: str, photo: bytes | None = None) -> None:
    """Mark an item, note what was seen, how it was found, and photograph it."""
    person.types(f"{number} no {note}")
    person.taps(person.word("button-how-site"))
    person.sends_photo(photo)


def end_the_finding(person: Hands) -> None:
    """Say that nothing more is to be noted of it."""
    person.taps(person.word("button-finding-done"))


def count_what_fails(person: Hands) -> None:
    """After a problem with the equipment: how many extinguishers were looked at, and how many of them fail, which is
    asked next; more than were looked at are refused.
    """
    for text in ("6", "8", "9", "1"):
        person.types(text)
    person.taps(person.word("button-this-page"))


def answer_the_fire_sheet(person: Hands, photo: bytes | None = None, *, is_counted: bool = False) -> None:
    """Photograph and name what the fire department's form asks besides its compliance items; count the extinguishers
    as well, unless a problem with them has made it ask for that and for one thing more.
    """
    if not is_counted:
        person.types("6")
        person.types("8")
    person.types("13" if is_counted else "12")
    person.types("演示乙")
    person.types("10" if is_counted else "9")
    person.sends_photo(photo)
    person.taps(person.word("button-photo-done"))


def conclude(person: Hands, *results: str) -> None:
    """Choose results by the beginning of their labels, and confirm."""
    for result in results:
        person.taps(result)
    person.taps(person.word("button-confirm-result"))


def sign_one_sheet(person: Hands, sheet: bytes | None = None) -> None:
    """Everybody signs the printed record; one photograph of it shall do for all."""
    person.taps(person.word("button-seals"))
    person.taps(person.word("button-seal-party-later"))
    person.taps(person.word("button-seal-office-later"))
    person.taps(person.word("button-back"))
    person.taps(person.word("button-one-sheet"))
    person.sends_photo(sheet)


def end_the_sheet(person: Hands) -> None:
    """Look at who signed, and let it stand."""
    person.taps(person.word("button-sheet-done"))


def submit(person: Hands) -> None:
    """Submit and lock."""
    person.taps(person.word("button-submit"))


def on_site(town: Town, number: str = "017-03") -> int:
    """Put a visit where all its departments begin their checklists: accepted, served, arrived, started.

    Nobody is told of it and no phone shows it yet; typing `继续` does. Returns the `visit_id`.
    """
    with town.changing() as uow:
        visit_id = uow.session.scalars(select(Visit.visit_id).where(Visit.number == number)).one()
        team = select(Task.person_id).where(Task.visit_id == visit_id).order_by(Task.task_id)
        actors = [actor_by_id(uow, person_id) for person_id in uow.session.scalars(team)]
        for actor in actors:
            tasks.accept_task(uow, actor, visit_id)
        serving.choose_receiver(uow, actors[0], visit_id, "staff")
        serving.excuse_photo(uow, actors[0], visit_id, "演示")
        for actor in actors:
            arrival.note_arrival(uow, actor, visit_id)
            arrival.claim_place(uow, actor, visit_id, Claim("shared", *HERE, 12.0, uow.now, 0))
        for actor in actors:
            arrival.start_section(uow, actor, visit_id)
        uow.take_events()
    return visit_id


def fresh_visit(town: Town, like: str = "017-03") -> str:
    """Enter a further visit of the same object and team, and return its number.

    What was under way before is handed over to nobody, pointers and chats of the team are emptied: in a town that
    several tests share, each begins alike.
    """
    # What comes of earlier photographs must not fall into the emptied chats.
    town.works_off_jobs()
    for phone in cast(town, None).all:
        phone.settles()
    with town.changing() as uow:
        session = uow.session
        model = session.scalars(select(Visit).where(Visit.number == like)).one()
        running = select(Visit.visit_id).where(Visit.state == "running")
        session.execute(update(Task).where(Task.visit_id.in_(running)).values(state="replaced"))
        session.execute(delete(PointerRow))
        number = f"018-{session.scalars(select(func.count()).select_from(Visit)).one():02}"
        visit = Visit(**_copied(model, number=number, state="assigned", started_at=None, submitted_at=None))
        notice = session.scalars(select(Notice).where(Notice.visit_id == model.visit_id)).one()
        serial = session.scalars(select(func.max(Notice.serial))).one() + 1
        session.add(visit)
        session.flush()
        session.add(Notice(visit_id=visit.visit_id, year=notice.year, serial=serial, planned_on=notice.planned_on))
        for section in session.scalars(select(Section).where(Section.visit_id == model.visit_id)).all():
            begun = {"state": "waiting", "results": [], "remarks": "", "start_reasons": {}}
            ended = {"started_at": None, "concluded_at": None, "concluded_by": None, "filled": None}
            anew = Section(**_copied(section, visit_id=visit.visit_id, **begun, **ended))
            session.add(anew)
            session.flush()
            for task in session.scalars(select(Task).where(Task.section_id == section.section_id)).all():
                session.add(
                    Task(visit_id=visit.visit_id, section_id=anew.section_id, person_id=task.person_id, seat=task.seat)
                )
        session.flush()
    for phone in cast(town, None).all:
        for message in phone.messages():
            phone.deletes(message.message_id)
    return number


def _copied(row: Table, **changed: Any) -> dict[str, Any]:
    """Return the columns of a row but its number."""
    columns = row.__table__.columns
    return {c.name: getattr(row, c.name) for c in columns if not c.primary_key} | changed


def on_the_page(town: Town, language: str) -> tuple[Cast, int]:
    """Take a fresh visit to where the checklists begin, with the first page on the phone of `chen`."""
    number = fresh_visit(town)
    people = cast(town, language)
    visit_id = on_site(town, number)
    people.chen.types("继续")
    return people, visit_id


def current_answers(town: Town, visit_id: int) -> dict[str, str]:
    """Return the answers that stand in a visit, by the names of their questions; those taken back left out."""
    chosen = (
        select(Answer.question, Answer.value)
        .join(Section, Section.section_id == Answer.section_id)
        .where(Section.visit_id == visit_id, Answer.is_current, Answer.value != "")
        .order_by(Answer.answer_id)
    )
    with town.reading() as session:
        rows = [(question, value) for question, value in session.execute(chosen)]
    assert len(rows) == len({question for question, _ in rows}), f"an answer stands twice: {rows}"
    return dict(rows)


def written_answers(town: Town, visit_id: int) -> int:
    """Return how many answers a visit ever got, revised and undone ones included."""
    chosen = select(func.count(Answer.answer_id)).join(Section, Section.section_id == Answer.section_id)
    with town.reading() as session:
        return session.scalars(chosen.where(Section.visit_id == visit_id)).one()


def wipe_pointers(town: Town) -> None:
    """Lose where every conversation stands."""
    with town.changing() as uow:
        uow.session.execute(delete(PointerRow))


def find_button(phone: Phone, label: str) -> tuple[int, int, int, str]:
    """Return message number, row, column and wire data of the newest button whose label holds these words."""
    phone.settles()
    for card in reversed(phone.messages()):
        stored = phone.town.sandbox.world.find(phone.number, card.message_id)
        for row, keys in enumerate(stored.keyboard() if stored else ()):
            for column, key in enumerate(keys):
                if label in key["text"]:
                    return card.message_id, row, column, key["callback_data"]
    raise AssertionError(f"no button {label!r}\n{phone.screen()}")
