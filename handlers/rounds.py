"""Taps at the end of a repeat: another round, no more, one less, and that one back again."""

from collections.abc import Mapping

from handlers.act import Said
from handlers.going_on import open_state, point_at, show_again
from handlers.screens.asking_rounds import round_label
from handlers.screens.item import item_card
from handlers.storing import store
from handlers.tapping import Tap, Tapped
from rules.messages import Toast
from services.checklists import open_sheet
from services.rounds import NO_MORE, add_round, remove_round, restore_round, rounds_of


def add(tapped: Tapped) -> Said:
    """Add a round, and open its first question."""
    act, visit_id = tapped.act, tapped.visit_id
    first = add_round(act.uow, act.actor, visit_id, tapped.question)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return open_state(act, sheet, sheet.of(first or tapped.question.name))


def no_more(tapped: Tapped) -> Said:
    """Say that there is no other, and go on."""
    return store(tapped.act, tapped.visit_id, tapped.question, NO_MORE, seen=tapped.button.revision)


def removing(tapped: Tapped) -> Said:
    """Ask which round shall go."""
    point_at(tapped.act, tapped.sheet, tapped.state, removing=0, list=tapped.button.place)
    return [item_card(tapped.act, tapped.sheet, tapped.state)]


def remove(tapped: Tapped) -> Said:
    """Ask once more before a round goes."""
    point_at(tapped.act, tapped.sheet, tapped.state, removing=tapped.button.place)
    return [item_card(tapped.act, tapped.sheet, tapped.state)]


def removed(tapped: Tapped) -> Said:
    """Remove a round, and say what went with it."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    gone = next((e for e in rounds_of(act.uow, tapped.sheet, question) if e.number == tapped.button.place), None)
    label = round_label(tapped.asking, gone) if gone else ""
    count = remove_round(act.uow, act.actor, visit_id, question, tapped.button.place)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    point_at(act, sheet, sheet.of(question.name))
    said = act.words("rounds-removed", label=label, count=count)
    return [
        Toast(act.words.plain("rounds-removed", label=label, count=count)),
        *show_again(act, visit_id, question.name, said),
    ]


def restore(tapped: Tapped) -> Said:
    """Bring the round back that was removed last."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    count = restore_round(act.uow, act.actor, visit_id)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    point_at(act, sheet, sheet.of(question.name))
    return [
        Toast(act.words.plain("rounds-restored", count=count)),
        *show_again(act, visit_id, question.name, act.words("rounds-restored", count=count)),
    ]


TAPS: Mapping[str, Tap] = {
    "add": add,
    "no_more": no_more,
    "removing": removing,
    "remove": remove,
    "removed": removed,
    "restore": restore,
}
