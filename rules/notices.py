"""Kinds of what people are told: what comes at once, what may wait for the day's digest, and what may stay away.

What the law or safety demands always arrives: one's own task and what was sent back, since deadlines run (四(八),
四(九)); refusals on site, for whoever answers for the team (四(八)); clues, which must end (五); draws, which have
witnesses (四(六)). Of these, refusals on site and faults of the program are of use at once only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from rules import (
    events,
    events_access,
    events_addenda,
    events_clues,
    events_deadlines,
    events_doors,
    events_draws,
    events_plans,
    events_publication,
    events_review,
    events_statistics,
)

Way = Literal["now", "digest", "off"]
WAYS: tuple[Way, ...] = ("now", "digest", "off")
Severity = Literal["high", "middle", "low"]
# After days of rest nobody is told at midnight.
MORNING = time(8)
NOON = time(12)
DIGEST_AT = time(17, 30)
# Longer than any holiday.
DAYS_LOOKED_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the roles to which it comes and that choose how (none: nobody does), whether it may be off, and whether
    it is urgent: then it passes quiet hours and waits for no digest.
    """

    name: str
    roles: frozenset[str]
    may_be_off: bool = False
    is_urgent: bool = False

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways among which one may choose."""
        if self.is_urgent:
            return ("now",)
        return WAYS if self.may_be_off else ("now", "digest")


def _kind(name: str, roles: str, *, may_be_off: bool = False, is_urgent: bool = False) -> Kind:
    return Kind(name, frozenset(roles.split()), may_be_off, is_urgent)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind("tasks", "inspector lead"),
        _kind("returned", "inspector lead supervisor clerk"),
        _kind("onsite", "supervisor", is_urgent=True),
        _kind("decide", "supervisor administrator lead clerk"),
        _kind("due", "inspector lead supervisor clerk"),
        _kind("clues", "inspector lead supervisor"),
        _kind("draws", "lead supervisor"),
        _kind("operation", "administrator", is_urgent=True),
        _kind("done", "supervisor lead clerk", may_be_off=True),
        _kind("team", "inspector lead", may_be_off=True),
        _kind("plans", "supervisor", may_be_off=True),
        # Has its hour, and waits where that is quiet.
        _kind("digest", ""),
    )
}

KIND_OF: dict[type[Any], str] = {
    events.TaskSent: "tasks",
    events.RecusalDecided: "tasks",
    events_deadlines.ExtensionDecided: "tasks",
    events_draws.VisitVoided: "tasks",
    events_review.VisitReturned: "returned",
    events_review.ReturnTakenBack: "returned",
    events_review.ReturnDiscussed: "returned",
    events_publication.PublicationReturned: "returned",
    events.SignatureDenied: "returned",
    events_addenda.AddendumDenied: "returned",
    events.NoticeRefused: "onsite",
    events.SignatureRefused: "onsite",
    events.RefusalLifted: "onsite",
    events.VisitStarted: "onsite",
    events.RecusalAsked: "decide",
    events_deadlines.ExtensionAsked: "decide",
    events_deadlines.CampaignNotSent: "decide",
    events_publication.PublicationWished: "decide",
    events_publication.PublicationFailed: "decide",
    events_publication.PublicationOutdated: "decide",
    events_doors.KeyingOutdated: "decide",
    events_doors.ResultToTakeBack: "decide",
    events_review.VisitApproved: "decide",
    events_statistics.BreachUnsettled: "decide",
    events_access.PersonRevoked: "decide",
    events_access.SupervisorGone: "decide",
    events_access.SupervisorJoined: "decide",
    events_access.HandoverDropped: "decide",
    events.PersonUnreachable: "decide",
    events_access.InvitationVoided: "decide",
    events.TaskUnanswered: "due",
    events.WindowClosing: "due",
    events.WindowMissed: "due",
    events_deadlines.TasksStillSilent: "due",
    events_review.ReturnOverdue: "due",
    events_review.ReviewsDue: "due",
    events_clues.CluesDue: "due",
    events_publication.PublicationDue: "due",
    events_plans.PlanLinesMissing: "due",
    events_clues.CluesOpened: "clues",
    events_clues.ClueOffered: "clues",
    events_clues.ClueAnswered: "clues",
    events_clues.ClueTakenBack: "clues",
    events_clues.ClueEnded: "clues",
    events_clues.CluesGiven: "clues",
    events_clues.FollowUpEnded: "clues",
    events_draws.DrawCommitted: "draws",
    events_draws.DiceTyped: "draws",
    events_draws.DrawHeld: "draws",
    events_draws.DrawAbandoned: "draws",
    events_draws.DrawOpened: "draws",
    events_draws.ReserveUsed: "draws",
    events_draws.ReadingWithdrawn: "draws",
    events_draws.ReaderSetAside: "draws",
    events_draws.DrawUnsent: "draws",
    events_draws.DrawnReplaced: "draws",
    events_access.LeadJoined: "draws",
    events.UpdateParked: "operation",
    events.NoticeFailed: "operation",
    events_doors.SubscriberDropped: "operation",
    events_doors.ForwardingGivenUp: "operation",
    events_doors.ForwardedIncomplete: "operation",
    events.WebhookTaken: "operation",
    events.PollingDisputed: "operation",
    events.VisitSubmitted: "done",
    events_addenda.AddendumSigned: "done",
    events_deadlines.CampaignSent: "done",
    events_publication.PublicationSettled: "done",
    events.SectionConcluded: "team",
    events.SectionReopened: "team",
    events.SectionNudged: "team",
    events_plans.PlanLineChanged: "plans",
    events.DigestDue: "digest",
}

# Papers that come to others than whoever asked for them; one that is to be signed now, or was asked for, comes at once.
KIND_OF_PAPER = {"transfer": "clues"}

# What a group hears of a visit: its number, and how much it matters.
SEVERITY_OF: dict[type[Any], Severity] = {
    events.NoticeRefused: "high",
    events.SignatureRefused: "high",
    events.WindowMissed: "high",
    events.VisitStarted: "middle",
    events_review.VisitReturned: "middle",
    events_review.ReturnOverdue: "middle",
    events.WindowClosing: "low",
    events.VisitSubmitted: "low",
}


def kinds_for(roles: frozenset[str]) -> tuple[Kind, ...]:
    """Return the kinds that come to people with these roles, in the order of the settings."""
    return tuple(kind for kind in KINDS.values() if kind.roles & roles)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A person's quiet hours, times of the office's day; with `rests`, days without work are quiet as a whole."""

    begins: time
    ends: time
    rests: bool

    def holds(self, at: time) -> bool:
        """Return whether a time of the day is quiet."""
        if self.begins > self.ends:
            return at >= self.begins or at < self.ends
        return self.begins <= at < self.ends


def quiet_until(quiet: Quiet, local: datetime, works: Callable[[date], bool]) -> datetime | None:
    """Return when the quiet ends in which an instant of the office's clock falls, none where it is not quiet.

    `works` says of a day whether the office works on it.
    """
    at = local
    for _ in range(DAYS_LOOKED_AHEAD):
        if quiet.rests and not works(at.date()):
            morning = quiet.ends if quiet.ends < NOON else MORNING
            at = datetime.combine(at.date() + timedelta(days=1), morning, local.tzinfo)
        elif quiet.holds(at.time()):
            day = at.date() + timedelta(days=at.time() >= quiet.ends)
            at = datetime.combine(day, quiet.ends, local.tzinfo)
        else:
            break
    return at if at != local else None


def latest_hour(last: date, local: datetime, works: Callable[[date], bool]) -> datetime:
    """Return by when to tell of what is of use up to and with a day: when work begins on it, or on the last day of work
    before it; `local` itself, an instant of the office's clock, when that has passed.
    """
    day = last
    while not works(day) and day > local.date():
        day -= timedelta(days=1)
    return max(local, datetime.combine(day, MORNING, local.tzinfo)) if works(day) else local
