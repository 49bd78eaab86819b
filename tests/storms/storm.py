"""A storm: officers at work while the bot is killed again and again, at random moments and at named points."""

import random
import time
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.forks import PREPARE
from sandbox.visit_script import on_site
from services.access import actor_by_id
from services.answering import answer
from services.checklists import open_sheet
from storage.tables import LedgerLink, Person, Visit
from tests.storms import failpoints
from tests.storms.acts import Made, Officer, in_turns, pursue

RUNNING_VISIT = "017-03"
FIRST_UPDATE_SECONDS = 20.0
POINT_SECONDS = 0.8
LONGEST_LIFE_SECONDS = 0.2
CALLS_MOST = 3
BACKLOG_MOST = 40
STEP_SECONDS = 0.005
COUNTED = """SELECT sum(CASE state WHEN 'done' THEN 1 ELSE 0 END), sum(CASE state WHEN 'done' THEN 0 ELSE 1 END)
    FROM inbox"""
SETTLING_SECONDS = 120.0
# A killed worker's job comes back by its lease; nobody waits a minute for it here.
LEASE = timedelta(seconds=3)


@dataclass(slots=True)
class Outcome:
    """What happened. `points` are the failpoints at which the bot killed itself; `seconds` is the storm alone."""

    landed: int = 0
    lives: int = 0
    seconds: float = 0.0
    points: set[str] = field(default_factory=set)
    made: Made = field(default_factory=Made)


def prepare() -> None:
    """Arm the failpoint and shorten the leases; runs in each forked process."""
    from storage import jobs

    jobs.LEASE = LEASE
    failpoints.arm()


class Storm:
    """One storm over one town, whose bot must not run yet."""

    def __init__(self, town: Town, seed: int, kills: int) -> None:
        self._town, self._kills = town, kills
        self._chance = random.Random(seed)
        self.outcome = Outcome()
        visit_id = on_site(town, RUNNING_VISIT)
        self._officers = self._gather()
        self._share_out(visit_id)
        self._turns = in_turns(self._officers, self._chance)
        self._points = failpoints.all_failpoints()
        self._chance.shuffle(self._points)

    @property
    def phones(self) -> list[Phone]:
        """Everybody's phones."""
        return [officer.phone for officer in self._officers]

    def rage(self) -> Outcome:
        """Kill until enough kills have landed, then let the bot run on until all is quiet."""
        began = time.monotonic()
        while self.outcome.landed < self._kills:
            self._live_and_die()
        self.outcome.seconds = time.monotonic() - began
        self._town.start({PREPARE: "tests.storms.storm:prepare"})
        self._reach_goals()
        for phone in self.phones:
            phone.settles(SETTLING_SECONDS)
        self._town.works_off_jobs(SETTLING_SECONDS)
        for phone in self.phones:
            phone.settles(SETTLING_SECONDS)
        return self.outcome

    def _live_and_die(self) -> None:
        """One life. Its end counts only when it came after the first update that this life handled."""
        before, _ = self._progress()
        point = self._next_point()
        environment = {PREPARE: "tests.storms.storm:prepare", failpoints.VARIABLE: point}
        self._town.start(environment, is_awaited=False)
        self.outcome.lives += 1
        self._go_on(FIRST_UPDATE_SECONDS, until_handled=before)
        self._go_on(POINT_SECONDS if point else self._chance.uniform(0, LONGEST_LIFE_SECONDS))
        if point and self._town.exit_code() is not None:
            self.outcome.points.add(point.rpartition(" ")[0])
        self._town.kill()
        if self._progress()[0] > before:
            self.outcome.landed += 1

    def _reach_goals(self) -> None:
        """Let those who still pursue something get there, with a bot that is left alone."""
        deadline = time.monotonic() + SETTLING_SECONDS
        while busy := [officer for officer in self._officers if officer.has_goals]:
            assert time.monotonic() < deadline, "\n".join(officer.phone.screen() for officer in busy)
            for officer in busy:
                officer.pursues()
                officer.phone.settles(SETTLING_SECONDS)

    def _next_point(self) -> str:
        """Return a failpoint for every other life, each place in its turn."""
        if self.outcome.lives % 2 or not self._points:
            return ""
        place, when = self._points.pop()
        self._points.insert(0, (place, when))
        return str(failpoints.Failpoint(place, when, self._chance.randint(1, CALLS_MOST)))

    def _go_on(self, seconds: float, until_handled: int | None = None) -> None:
        """Let people act for a while, or until the bot has handled something, or has ended."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._town.exit_code() is None:
            handled, waiting = self._progress()
            if until_handled is not None and handled > until_handled:
                return
            if waiting < BACKLOG_MOST:
                next(self._turns).acts()
            time.sleep(STEP_SECONDS)

    def _progress(self) -> tuple[int, int]:
        """Return how many updates were handled so far, and how many are on their way."""
        world = self._town.sandbox.world
        with world.acting:
            unconfirmed = world.updates.count()
        with self._town.reading() as session:
            counted = session.connection().exec_driver_sql(COUNTED).one()
        return counted[0] or 0, unconfirmed + (counted[1] or 0)

    def _gather(self) -> list[Officer]:
        town, chance, made = self._town, self._chance, self.outcome.made
        chen, zhou, zhao, wu, supervisor = (
            Officer(town.phone(code), code, items, question, chance, made)
            for code, items, question in (
                ("SJ-01", [1, 3, 5, 7, 9], None),
                ("SJ-02", [2, 4, 6, 8], None),
                # Not item 5: a problem with it asks one question more, and what is typed for the last meets another.
                ("XF-01", [1, 3], 12),
                # Only one of the two answers by text, for the same reason.
                ("XF-02", [2, 4, 8], None),
                ("SJ-04", [], None),
            )
        )
        self._aim(chen, "017-05", "accepted", "task:accept", "task:open")
        self._aim(zhou, "017-07", "accepted", "task:accept", "task:open")
        self._aim(chen, "017-08", "recusal_asked", "recuse:send", "recuse:kin", "recuse:open", "task:open")
        self._aim(supervisor, "017-08", "replaced", "decide:grant")
        return [chen, zhou, zhao, wu, supervisor]

    def _share_out(self, visit_id: int) -> None:
        """Let everybody have answered their own items: what a colleague has answered, the bot would ask about."""
        with self._town.changing() as uow:
            for officer in self._officers:
                person = select(Person.person_id).where(Person.code == officer.code)
                actor = actor_by_id(uow, uow.session.scalars(person).one())
                for number in officer.items:
                    question = open_sheet(uow, actor, visit_id).numbered(number).question
                    answer(uow, actor, visit_id, question.name, question.problem or "")
            uow.take_events()

    def _aim(self, officer: Officer, number: str, type_: str, *buttons: str) -> None:
        """Let somebody bring a ledger entry about, by buttons of the visit that lead there, the last one first."""
        chain, actor = f"visit:{number}", officer.code
        self.outcome.made.once.append((chain, type_, actor))
        entered = select(LedgerLink.seq).where(
            LedgerLink.chain == chain, LedgerLink.type == type_, LedgerLink.actor == actor
        )
        with self._town.reading() as session:
            visit_id = session.scalars(select(Visit.visit_id).where(Visit.number == number)).one()

        def is_done() -> bool:
            with self._town.reading() as session:
                return session.scalar(entered.limit(1)) is not None

        # The supervisor decides about a task, everybody else acts on the visit.
        steps = [button if button.startswith("decide") else f"{button}:{visit_id}" for button in buttons]
        officer.aims_at(lambda: pursue(officer.phone, steps, is_done))
