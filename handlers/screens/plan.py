"""A campaign that is planned here: what it draws from, what is chosen and typed for it, whether it can be drawn."""

from collections.abc import Mapping, Sequence

from handlers.act import Act, Said
from handlers.buttons_draws import DrawButton, PlanButton
from handlers.buttons_papers import CampaignButton
from handlers.buttons_plans import CapButton, YearButton
from handlers.screens.draws import draw_label
from handlers.screens.format import day, in_rows, joined, rows, shortened, turning_row, warning
from handlers.screens.paging import width
from handlers.words import Html, Words
from rules.campaigns import RISKS
from rules.errors import Described, describe
from rules.errors import campaigns as campaign_problems
from rules.errors import draws as draw_problems
from rules.messages import Button, Card, Row, Rows, Style
from services.campaign_plans import PlanView, planned_campaigns, plans_campaigns, view_plan
from services.draw_committing import plan_revision
from services.draw_readiness import readiness
from services.draw_view import draws_watched, view_draw
from services.plan_choices import METHOD_KEYS, Choice, choices_of

KEY = "plan"
TYPED = ("ratios", "window", "officers", "title")
PAGE = 6
LIST_SHOWN = 24.0
DEPARTMENTS_SHOWN = 20.0
INDUSTRIES_SHOWN = 14.0
PLACES_SHOWN = 8.0
GAPS_SHOWN = 40.0
LABEL_SHOWN = 16.0
TITLE_SHOWN = 14.0
FAULTS_SHOWN = 3
MENDING_SHOWN = 2
MENDED_AT: dict[str, tuple[str, ...]] = {
    campaign_problems.NO_DEPARTMENTS.code: ("departments",),
    campaign_problems.NO_INDUSTRIES.code: ("industries",),
    campaign_problems.NO_OBJECTS.code: ("industries", "risks"),
    campaign_problems.NO_MATTERS.code: ("matters",),
    campaign_problems.WINDOW_PAST.code: ("window",),
    draw_problems.CLASS_WITHOUT_PERMILLE.code: ("ratios",),
    draw_problems.TOO_FEW_OFFICERS.code: ("officers", "departments"),
    draw_problems.NOBODY_QUALIFIED.code: ("departments", "industries"),
    draw_problems.LOAD_TOO_SMALL.code: ("officers", "ratios"),
}
"""The parts of a plan by what they mend; the registries are mended elsewhere."""


def plans_screen(act: Act, *, anew: bool = False) -> Said:
    """Return the campaigns that a person plans, and the draws that a lead is to watch."""
    words = act.words
    planned = planned_campaigns(act.uow, act.actor)
    lines: list[Row] = [
        (
            _button(
                words,
                words.plain(_plan_key(each), number=each.number, title=_cut(words, each)),
                "show",
                each.campaign_id,
            ),
        )
        for each in planned
    ]
    watched = [view_draw(act.uow, act.actor, each) for each in draws_watched(act.uow, act.actor)]
    lines += [
        (Button(draw_label(words, each), DrawButton(act="show", draw_id=each.draw_id).pack(), steady=True),)
        for each in watched
        if not each.is_supervisor
    ]
    new: Row = ()
    year: Row = (Button(words.plain("button-year"), YearButton(act="show").pack(), steady=True),)
    if plans_campaigns(act.actor):
        new = (_button(words, words.plain("button-plan-new"), "new", style="primary"),)
    papers: Row = (Button(words.plain("button-campaigns"), CampaignButton().pack(), steady=True),)
    text = words("plans-title" if lines else "plans-none")
    return [Card(KEY, text, rows(*lines, new, year, papers), anew=anew)]


def _plan_key(view: PlanView) -> str:
    """A campaign whose draw waits for its dice is marked as the leads see it."""
    return "button-draw-open" if view.draw_state == "committed" else "button-plan"


def _cut(words: Words, view: PlanView) -> str:
    return shortened(words.pick(view.title), TITLE_SHOWN)


def plan_screen(act: Act, campaign_id: int, *, anew: bool = False) -> Said:
    """Return a planned campaign with everything that can be changed of it."""
    words, view = act.words, view_plan(act.uow, act.actor, campaign_id)
    everywhere = words.plain("plan-everywhere")
    scope = joined(words, view.industries) or words.plain("plan-nothing")
    ratios = [f"{risk} {view.permille[risk] / 10:g}%" for risk in RISKS if risk in view.risks and risk in view.permille]
    lines = [
        words("plan-title", number=view.number, title=_cut(words, view)),
        words("plan-departments", names=_departments(words, view)),
        words("plan-scope", industries=shortened(scope, INDUSTRIES_SHOWN), places=_places(words, view, everywhere)),
        *([] if view.is_drawn else _drawable(words, view)),
        words("plan-matters", count=view.matters),
        words("plan-ratios", ratios=" ".join(ratios) or "-"),
        words("plan-window", first=day(words, view.starts_on), last=day(words, view.ends_on)),
        words("plan-officers", each=view.per_department, most=view.max_load),
    ]
    return [Card(KEY, "\n".join(lines), _plan_buttons(words, view), anew=anew)]


def _drawable(words: Words, view: PlanView) -> Sequence[Html]:
    """Return how many objects may be drawn now; the campaign's own draw would count against them."""
    count, classes = sum(view.objects.values()), _classes(view.objects)
    lines = [words("plan-objects", count=count, classes=classes, excluded=view.excluded)]
    return [*lines, words("plan-capped", count=view.capped)] if view.capped else lines


def _departments(words: Words, view: PlanView) -> str:
    names = joined(words, map(words.pick, view.departments)) or words.plain("plan-nothing")
    return shortened(names, DEPARTMENTS_SHOWN)


def _places(words: Words, view: PlanView, everywhere: str) -> str:
    return shortened(joined(words, view.districts) or everywhere, PLACES_SHOWN)


def _classes(objects: Mapping[str, int]) -> str:
    return " · ".join(f"{risk} {count}" for risk, count in objects.items()) or "-"


def _plan_buttons(words: Words, view: PlanView) -> Rows:
    back: Row = (_button(words, words.plain("button-back"), "list"),)
    data = DrawButton(act="show", draw_id=view.draw_id or 0).pack()
    drawn = Button(words.plain("button-plan-draw"), data, style=None if view.is_open else "primary", steady=True)
    seen: Row = (drawn,) if view.is_supervisor and view.draw_id is not None else ()
    if not view.is_open:
        return rows(seen, back)
    parts = [
        _button(words, words.plain(f"button-plan-{part}"), "pick", view.campaign_id, part)
        for part in ("departments", "industries", "matters", "districts", "risks", "methods", "experts")
    ]
    parts += [_button(words, words.plain(f"button-plan-{part}"), "ask", view.campaign_id, part) for part in TYPED]
    if view.capped:
        label = words.plain("button-plan-capped", count=view.capped)
        parts.append(Button(label, CapButton(act="objects", of=view.campaign_id).pack(), steady=True))
    if view.draw_id is None:
        parts.append(_button(words, words.plain("button-plan-drop"), "drop", view.campaign_id))
    check = _button(words, words.plain("button-plan-check"), "check", view.campaign_id, style="primary")
    return rows(*in_rows(parts, 2), seen, (check,), back)


def choices_screen(act: Act, campaign_id: int, part: str, page: int = 1) -> Said:
    """Return what can be chosen for a part of a campaign, some on a page."""
    words = act.words
    found = choices_of(act.uow, act.actor, campaign_id, part)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    lines: list[Row] = [
        (
            Button(
                shortened(_label(words, each), LABEL_SHOWN),
                PlanButton(act="choose", campaign_id=campaign_id, part=part, of=each.number, page=page).pack(),
                style="success" if each.is_chosen else None,
                steady=True,
            ),
        )
        for each in shown
    ]
    turning = turning_row(
        page,
        pages,
        lambda key, to: Button(
            words.plain(key),
            PlanButton(act="pick", campaign_id=campaign_id, part=part, page=to).pack(),
            steady=True,
        ),
    )
    chosen = [shortened(_name(words, each), LABEL_SHOWN) for each in found if each.is_chosen]
    text = [words(f"choose-{part}"), words("choose-chosen", count=len(chosen), names=_some(words, chosen))]
    if not found:
        text = [words("choose-nothing")]
    back: Row = (_button(words, words.plain("button-plan-back"), "show", campaign_id, style="primary"),)
    return [Card(KEY, "\n".join(text), rows(*lines, turning, back))]


def _label(words: Words, choice: Choice) -> str:
    if choice.of and choice.name.get("zh") in METHOD_KEYS:
        return words.plain("choose-method", of=choice.name["zh"], method=choice.of["zh"])
    mark = "☑" if choice.is_chosen else "☐"
    of = f"{words.pick(choice.of)[:6]}: " if choice.of else ""
    return f"{mark} {of}{words.pick(choice.name)}"


def _name(words: Words, choice: Choice) -> str:
    return _label(words, choice) if choice.name.get("zh") in METHOD_KEYS and choice.of else words.pick(choice.name)


def _whole(words: Words, parts: Sequence[str], most: float) -> str:
    """Return as many parts as fit, each of them whole."""
    fitting = next((count for count in range(len(parts), 1, -1) if width(joined(words, parts[:count])) <= most - 1), 1)
    return shortened(joined(words, parts[:fitting]), most) + ("…" if fitting < len(parts) else "")


def _some(words: Words, chosen: Sequence[str]) -> str:
    return shortened(joined(words, chosen), LIST_SHOWN) or "-"


def ask_screen(act: Act, part: str, campaign_id: int = 0) -> Said:
    """Ask for something of a campaign that is typed."""
    words = act.words
    back = _button(words, words.plain("button-back"), "show" if campaign_id else "list", campaign_id)
    return [Card(KEY, words(f"ask-{part}"), ((back,),), anew=True)]


def check_screen(act: Act, campaign_id: int) -> Said:
    """Return what a draw would be of, the gaps to know of before, and what stands against it."""
    words, view = act.words, view_plan(act.uow, act.actor, campaign_id)
    ready = readiness(act.uow, act.actor, campaign_id)
    lines: list[Html] = [words("check-title", number=view.number, title=_cut(words, view))]
    lines += [
        words("check-class", risk=risk, drawn=drawn, pool=pool) for risk, (pool, drawn) in sorted(ready.numbers.items())
    ]
    lines.append(
        words("check-officers", count=ready.officers, excluded=len(ready.snapshot.exclusions), reserve=view.reserve)
    )
    if ready.gaps and not ready.faults:
        told = [words.plain(f"gap-{kind.replace('_', '-')}", count=count) for kind, count in ready.gaps.items()]
        lines.append(words("check-gaps", gaps=_whole(words, told, GAPS_SHOWN)))
    lines += [warning(describe(each, words.language, words.year)) for each in ready.faults[:FAULTS_SHOWN]]
    acts: list[Row] = [_mending(words, ready.faults[:FAULTS_SHOWN], campaign_id)]
    if not ready.faults:
        lines.append(words("check-ready" if view.is_supervisor else "check-ready-supervisor"))
        if view.is_supervisor:
            revision = plan_revision(act.uow, campaign_id)
            data = PlanButton(act="commit", campaign_id=campaign_id, of=revision).pack()
            acts.append((Button(words.plain("button-plan-commit"), data, style="primary", dwell=True),))
            sealed = PlanButton(act="sealed", campaign_id=campaign_id, of=revision).pack()
            acts.append((Button(words.plain("button-plan-sealed"), sealed, dwell=True),))
        acts.append((_button(words, words.plain("button-plan-rehearse"), "rehearse", campaign_id),))
    back: Row = (_button(words, words.plain("button-plan-back"), "show", campaign_id),)
    return [Card(KEY, "\n".join(lines), rows(*acts, back))]


def _mending(words: Words, faults: Sequence[Described], campaign_id: int) -> Row:
    """Return a button to each part of the plan where what stands against the draw is mended."""
    parts = dict.fromkeys(part for each in faults for part in MENDED_AT.get(each.code, ()))
    return tuple(
        _button(
            words,
            words.plain(f"button-plan-{part}"),
            "ask" if part in TYPED else "pick",
            campaign_id,
            part,
            style="primary",
        )
        for part in list(parts)[:MENDING_SHOWN]
    )


def being_committed_card(words: Words, campaign_id: int, objects: int = 0) -> Card:
    """Say that the lists of a campaign are being frozen; of many objects how many there are, once they were read."""
    look: Row = (_button(words, words.plain("button-plan-look"), "show", campaign_id),)
    return Card(KEY, words("plan-being-committed", objects=objects), (look,))


def refused_late_card(words: Words, campaign_id: int, told: Html) -> Card:
    """Say why a draw could not be prepared or held after all."""
    check: Row = (_button(words, words.plain("button-plan-back"), "show", campaign_id, style="primary"),)
    return Card(KEY, told, (check,), anew=True)


def _button(
    words: Words, label: str, act: str, campaign_id: int = 0, part: str = "", style: Style | None = None
) -> Button:
    data = PlanButton(act=act, campaign_id=campaign_id, part=part).pack()
    return Button(label, data, style=style, steady=True)
