"""Typed questions that wait for an answer: how each is asked again, and how it is put away.

What is typed goes to the question that waits, so it must be the card that the person last saw. `QUESTIONS` have a card
of their own; those `ASKED_AT` a place of a visit are asked by the card of that place.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.act import Act, Said
from handlers.screens.annual_plan import matters_screen, year_ask_screen
from handlers.screens.deadlines import extension_screen
from handlers.screens.declared_recusals import recusals_screen
from handlers.screens.desk import desk_ask_screen
from handlers.screens.dispatch import time_screen
from handlers.screens.draw_readers import aside_reason_screen
from handlers.screens.drawn import out_reason_screen, unfilled_reason_screen
from handlers.screens.draws import abandon_screen, dice_screen, photo_screen
from handlers.screens.evidence import move_screen
from handlers.screens.frequency import ask_cap_screen
from handlers.screens.keying import keying_sheet_screen
from handlers.screens.notice_settings import hours_card
from handlers.screens.object_results import asking_card
from handlers.screens.office_days import office_days_screen
from handlers.screens.people import new_person_screen, people_screen
from handlers.screens.plan import ask_screen
from handlers.screens.plan_line import line_step_screen
from handlers.screens.publication import asking_screen
from handlers.screens.registry_files import first_day_card
from handlers.screens.route import start_screen
from rules.messages import Card, Message
from rules.refusals import Refused
from services.batches import view_batch
from services.draw_view import view_draw
from services.registry_view import own_import_view

Where = dict[str, Any]
Question = Callable[[Act, Where], Said]
"""What asks again, from where the pointer stands."""

QUESTIONS: Mapping[str, Question] = {
    "cap": lambda act, at: ask_cap_screen(act, at["risk"]),
    "desk": lambda act, at: desk_ask_screen(act, at["visit"], at["part"], at["step"]),
    "dice": lambda act, at: dice_screen(act, at["draw"]),
    "dice_photo": lambda act, at: photo_screen(act, at["draw"]),
    "dispatch_time": lambda act, at: time_screen(act, at["campaign"], view_draw(act.uow, act.actor, at["draw"])),
    "draw_reason": lambda act, at: abandon_screen(act, at["draw"]),
    "drawn_out": lambda act, at: out_reason_screen(act, at["draw"], at["of"]),
    "drawn_unfilled": lambda act, at: unfilled_reason_screen(act, at["draw"], at["of"], at["part"]),
    "edition_day": lambda act, at: [first_day_card(act.words, own_import_view(act.uow, act.actor, at["import_id"]))],
    "extension_refusal": lambda act, at: extension_screen(act, at["extension"], asks_why=True),
    "keyed_number": lambda act, at: keying_sheet_screen(act, at["keying"]),
    "object_line": lambda act, at: asking_card(act, at["step"]),
    "office_day": lambda act, at: office_days_screen(act),
    "person_name": lambda act, at: new_person_screen(act),
    "person_sought": lambda act, at: people_screen(act),
    "picture_number": lambda act, at: [move_screen(act, view_batch(act.uow, at["batch"]))],
    "plan": lambda act, at: ask_screen(act, at["part"], at.get("plan", 0)),
    "plan_decline": lambda act, at: year_ask_screen(act, at["year"], "joint-ask-reason"),
    "plan_line": lambda act, at: _line_part(act, at),
    "plan_reason": lambda act, at: year_ask_screen(act, at["year"], "line-ask-reason", at["line"]),
    "publication_clause": lambda act, at: asking_screen(act, at["publishing"], "clause"),
    "publication_reason": lambda act, at: asking_screen(act, at["publishing"], at["part"]),
    "publication_review": lambda act, at: asking_screen(act, at["publishing"], "review"),
    "quiet_hours": lambda act, at: [hours_card(act.words)],
    "reading_aside": lambda act, at: aside_reason_screen(act, at["draw"], at["of"]),
    "recusal_declared": lambda act, at: recusals_screen(act),
    "route_start": lambda act, at: start_screen(act),
}

ASKED_AT: Mapping[str, Sequence[str]] = {
    "addendum_text": ("addendum",),
    "agent_name": ("agent",),
    "clue_line": ("clue",),
    "extension_day": ("extend",),
    "extension_reason": ("extend",),
    "interview_name": ("interview",),
    "interview_statement": ("interview",),
    "location": ("arrive",),
    "no_authorisation": ("agent_none",),
    "no_witness": ("no_witness",),
    "notice_date": ("notice_date",),
    "notice_no_photo": ("notice_no_photo",),
    "notice_no_witness": ("notice_no_witness",),
    "notice_receiver": ("notice_receiver",),
    "notice_said": ("notice_refusal",),
    "notice_witness": ("notice_witness",),
    "recusal_reason": ("recuse",),
    "recusal_refusal": ("decide",),
    "refusal_day": ("refusal_later",),
    "refusal_reason": ("refusal", "refusal_why"),
    "remarks": ("remarks",),
    "return_line": ("say",),
    "return_text": ("return",),
    "review_reopen": ("review_reopen",),
    "seal_reason": ("seal_why",),
    "start_reason": ("gate",),
    "submit_reason": ("submit_reason",),
    "unable_reason": ("item",),
    "waiver": ("finding",),
    "witness": ("witness",),
}


def _line_part(act: Act, at: Where) -> Said:
    if at["part"] == "new":
        return matters_screen(act, at["year"])
    return line_step_screen(act, at["year"], at["line"], at["part"])


def asked_again(act: Act) -> Said:
    """Return the question that waits, where it has a card of its own; nothing otherwise."""
    ask = QUESTIONS.get(act.pointer.get("expects", ""))
    return ask(act, act.pointer) if ask else []


def put_away(act: Act) -> None:
    """Let no question wait any more; the conversation stays where it is."""
    if "expects" in act.pointer:
        act.point(**{name: what for name, what in act.pointer.items() if name != "expects"})


def put_away_elsewhere(act: Act, place: str) -> None:
    """Let no question wait that the place which is shown does not ask."""
    if place not in ASKED_AT.get(act.pointer.get("expects", ""), ()):
        put_away(act)


def put_away_behind(act: Act, said: Sequence[Message]) -> None:
    """Let no question wait behind cards that were shown in its place, and do not ask it. A receipt takes no place."""
    shown = _keys([each for each in said if isinstance(each, Card) and each.follow])
    if not shown or act.pointer.get("expects") not in QUESTIONS:
        return
    try:
        asked = _keys(asked_again(act))
    except Refused:
        asked = set()
    if shown.isdisjoint(asked):
        put_away(act)


def _keys(said: Sequence[Message]) -> set[str]:
    return {each.key for each in said if isinstance(each, Card)}
