"""Publication in the chat: what is to be published with the days left, one result as it will be public, what to do."""

from typing import Any

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_doors import KeyingButton
from handlers.buttons_publication import PublicationButton
from handlers.screens.addenda import addenda_button
from handlers.screens.format import circled, day, joined, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.errors import publication as problems
from rules.messages import Button, Card, Row, Rows, Style
from rules.publication import GROUNDS
from rules.refusals import Refused
from services.publishing_view import (
    CampaignLine,
    Line,
    Lines,
    PublishingView,
    campaigns_to_do,
    publications,
    view_publishing,
)
from services.visits import may_see

KEY = "publications"
NAME_SHOWN = 12.0
LABEL_SHOWN = 8.0
LINE_SHOWN = 17.0
REASON_SHOWN = 34.0
RESULTS_SHOWN = 2
TITLE_SHOWN = 8.0


def publication_button(words: Words, act: str, key: str, of: int = 0, **more: Any) -> Button:
    """Return a button of publication; `style`, and values of its label, may be among `more`."""
    style: Style | None = more.pop("style", None)
    fields = {name: more.pop(name) for name in ("revision", "page", "part") if name in more}
    data = PublicationButton(act=act, of=of, **fields).pack()
    return Button(words.plain(key, **more), data, style=style, steady=act != "agree", dwell=act == "agree_all")


def publications_button(words: Words) -> Button:
    """Return the button that leads to what is to be published."""
    return publication_button(words, "list", "button-publications")


def publications_screen(act: Act, page: int = 1, *, done: bool = False, anew: bool = False) -> Said:
    """Return what the actor's departments are to publish, or have published."""
    words, found = act.words, publications(act.uow, act.actor, done=done, page=page)
    lines = [_heading(words, found, done=done)]
    for place, line in enumerate(found.lines, 1):
        name = shortened(line.short_name, NAME_SHOWN)
        lines.append(words("publication-line", place=circled(place), name=name, number=line.number))
        lines.append(Html("　" + _state(words, line)))
    if not found.total:
        lines.append(words("publication-none-done" if done else "publication-none"))
    return [Card(KEY, "\n".join(lines), _list_buttons(words, found, done=done), anew=anew)]


def _heading(words: Words, found: Lines, *, done: bool) -> Html:
    if done:
        title = words("publication-done-title", total=found.total)
    else:
        figures = {"total": found.total, "overdue": found.overdue, "waiting": found.waiting}
        title = words("publication-title", **figures)
    if found.pages > 1:
        title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
    return title


def _state(words: Words, line: Line) -> Html:
    if line.is_agreed:
        told = words("publication-making")
    elif line.waits:
        told = words("publication-waits", wish=line.waits)
    elif line.is_outdated:
        told = words("publication-outdated")
    elif line.state == "open":
        return Html(words.escape(words.pick(line.department)) + " · " + days_left(words, line.left))
    elif line.state == "withheld" and line.review_on:
        told = words("publication-review", day=line.review_on.isoformat())
    else:
        told = words("publication-state", state=line.state)
    return Html(words.escape(words.pick(line.department)) + " · " + told)


def days_left(words: Words, left: int) -> Html:
    """Return how long there is to publish, or for how long it is overdue, in working days."""
    return words("publication-overdue", days=-left) if left < 0 else words("publication-left", days=left)


def _list_buttons(words: Words, found: Lines, *, done: bool) -> Rows:
    lines = [
        (
            publication_button(
                words,
                "open",
                "button-publication",
                line.section_id,
                place=circled(place),
                name=shortened(line.short_name, LABEL_SHOWN),
                number=line.number,
            ),
        )
        for place, line in enumerate(found.lines, 1)
    ]
    shown = "done" if done else "list"
    pages = _turning(words, shown, found.page, found.pages)
    if done:
        keying = Button(words.plain("button-keying-list-short"), KeyingButton(act="list").pack(), steady=True)
        other: Row = (publication_button(words, "list", "button-publication-list"), keying)
    else:
        other = (
            publication_button(words, "campaigns", "button-publication-together"),
            publication_button(words, "done", "button-publication-done"),
        )
    home = Button(words.plain("button-back"), HomeButton(view="open").pack(), steady=True)
    return rows(*lines, pages, other, (home,))


def _turning(words: Words, shown: str, page: int, pages: int) -> Row:
    return turning_row(page, pages, lambda key, to: publication_button(words, shown, key, page=to))


def together_screen(act: Act, page: int = 1) -> Said:
    """Return the campaigns in which several results can be prepared or agreed to at once."""
    words = act.words
    found = campaigns_to_do(act.uow, act.actor, page)
    lines = [words("publication-together" if found.lines else "publication-together-none")]
    buttons: list[Row] = []
    for each in found.lines:
        lines.append(_campaign(words, each))
        for key, what, count in (("prepare", "prepare_all", each.to_prepare), ("agree", "agree_all", each.to_agree)):
            if count:
                label = f"button-publication-{key}-all"
                values = {"number": each.number, "count": count}
                buttons.append((publication_button(words, what, label, each.campaign_id, **values),))
    back = publication_button(words, "list", "button-publication-list")
    return [Card(KEY, "\n".join(lines), rows(*buttons, _turning(words, "campaigns", found.page, found.pages), (back,)))]


def _campaign(words: Words, line: CampaignLine) -> Html:
    values = {"prepare": line.to_prepare, "agree": line.to_agree}
    title = shortened(words.pick(line.title), TITLE_SHOWN)
    return words("publication-campaign", number=line.number, title=title, **values)


def publishing_screen(act: Act, section_id: int, *, anew: bool = False) -> Said:
    """Return one result: how it stands, what will be public or is, and what can be done."""
    words, view = act.words, view_publishing(act.uow, act.actor, section_id)
    name = shortened(view.short_name, NAME_SHOWN)
    lines = [words("publishing-title", number=view.number, name=name), *_standing(words, view), *_shown(words, view)]
    if view.has_changed:
        lines.append(words("publishing-changed", has=view.waits or "none"))
    if view.state == "published" and act.public_url:
        lines.append(words("publishing-address", address=f"{act.public_url}/results/{view.number}"))
    return [Card(KEY, "\n".join(lines), _buttons(words, view), anew=anew)]


def _standing(words: Words, view: PublishingView) -> list[Html]:
    if view.is_agreed:
        lines = [words("publication-making")]
    elif view.waits:
        by = words.pick(view.wished_by)
        lines = [words("publishing-waits", wish=view.waits, by=by, own="yes" if view.is_own else "no")]
    elif view.state == "open":
        lines = [Html(words("publishing-due", day=day(words, view.due)) + " · " + days_left(words, view.left))]
    else:
        lines = [words("publication-state", state=view.state), *_settled(words, view)]
    if view.lacks_second:
        lines.append(words("publishing-nobody", own="yes" if view.is_own else "no"))
    if view.reason:
        lines.append(words("publishing-reason", reason=shortened(view.reason, REASON_SHOWN)))
    if view.ground and view.clause and view.review_on:
        clause, until = shortened(view.clause, REASON_SHOWN), view.review_on.isoformat()
        lines.append(words("publishing-ground", ground=view.ground, clause=clause, day=until))
    return lines


def _settled(words: Words, view: PublishingView) -> list[Html]:
    """Return since when it stands, in which edition, and by whom."""
    found = view.settled
    if found is None:
        return []
    values = {"day": found.on.isoformat(), "prepared": words.pick(found.prepared_by)}
    version = view.version if view.state == "published" else 0
    return [words("publishing-settled", version=version, agreed=words.pick(found.agreed_by), **values)]


def _shown(words: Words, view: PublishingView) -> list[Html]:
    """Return what everybody will read, in short; the preview shows all of it."""
    if view.waits == "withhold" or (view.state in ("withheld", "withdrawn") and not view.waits):
        return []
    facts, department = view.facts, shortened(words.pick(view.department), NAME_SHOWN)
    chosen = [each for each in facts["results"] if each["chosen"]]
    # Whoever agrees reads what is agreed to whole.
    names = [words.pick(each) for each in chosen[:RESULTS_SHOWN]]
    if not view.may_agree:
        names = [shortened(each, LINE_SHOWN) for each in names]
    ends = "yes" if view.waits == "withdraw" else "no"
    values = {"department": department, "items": len(facts["items"]), "day": facts["ended_on"]}
    lines = [
        words("publishing-public", ends=ends, **values),
        *(words("publishing-result", result=name) for name in names),
    ]
    if len(chosen) > RESULTS_SHOWN:
        lines.append(words("publishing-more", count=len(chosen) - RESULTS_SHOWN))
    is_told = view.waits == "withdraw" or view.settled is not None
    return lines if is_told else [*lines, words("publishing-nothing-else")]


def _buttons(words: Words, view: PublishingView) -> Rows:
    of, lines = view.section_id, []
    if view.waits and not view.is_agreed:
        if view.waits != "withhold":
            lines.append((publication_button(words, "preview", "button-publication-preview", of),))
        if view.may_agree:
            values = {"revision": view.revision, "style": "success", "wish": view.waits}
            lines.append((publication_button(words, "agree", "button-publication-agree", of, **values),))
        if view.may_agree or view.is_own:
            key = "button-publication-drop" if view.is_own else "button-publication-back"
            lines.append((publication_button(words, "back", key, of),))
    for place, wish in enumerate(view.wishes):
        what = "prepare" if wish == "publish" else wish
        style = "primary" if place == 0 and wish == "publish" else None
        lines.append((publication_button(words, what, f"button-publication-{what}", of, style=style),))
    return rows(*lines, (publication_button(words, "list", "button-publication-list"),))


def asking_screen(act: Act, section_id: int, part: str) -> Said:
    """Ask for a reason (`correct`, `withdraw`, `back`), the `clause` of a withholding, or its day (`review`)."""
    words, view = act.words, view_publishing(act.uow, act.actor, section_id)
    text = words(f"publication-ask-{part}", number=view.number)
    return [Card(KEY, text, ((publication_button(words, "open", "button-back", section_id),),), anew=True)]


def correcting_screen(act: Act, section_id: int) -> Said:
    """Ask why a public result is corrected; where the record says what is public, lead to what changes the record."""
    words, view = act.words, view_publishing(act.uow, act.actor, section_id)
    if "correct" not in view.wishes:
        raise Refused(problems.NOT_POSSIBLE_NOW)
    if view.has_changed:
        act.point(place="publishing", publishing=section_id, expects="publication_reason", part="correct")
        return asking_screen(act, section_id, "correct")
    addenda = addenda_button(words, view.visit_id, "button-publication-addenda")
    back = publication_button(words, "open", "button-back", section_id)
    buttons = rows((addenda,) if may_see(act.uow, act.actor, view.visit_id) else (), (back,))
    return [Card(KEY, words("publication-same", number=view.number), buttons)]


def grounds_screen(act: Act, section_id: int) -> Said:
    """Offer the grounds on which a result may stay unpublished."""
    words, view = act.words, view_publishing(act.uow, act.actor, section_id)
    buttons = [
        (publication_button(words, "ground", f"button-ground-{each}", section_id, part=each),) for each in GROUNDS
    ]
    back = publication_button(words, "open", "button-back", section_id)
    text = words("publication-grounds", number=view.number)
    if view.named_by:
        text = Html(text + "\n" + words("publication-named-by", number=view.named_by))
    return [Card(KEY, text, rows(*buttons, (back,)))]


def asked_card(words: Words, waiting: int, number: str, name: str, wish: str) -> Card:
    """Tell somebody who agrees that something waits; one card, however much does."""
    values = {"count": waiting, "number": number, "name": shortened(name, NAME_SHOWN), "wish": wish}
    button = publication_button(words, "list", "button-publication-see", style="primary")
    return Card("publication-asked", words("publication-asked", **values), ((button,),))


def told_card(words: Words, section_id: int, number: str, name: str, wish: str) -> Card:
    """Tell that a result is public, corrected, withheld or withdrawn; one card, the newest result on it."""
    values = {"number": number, "name": shortened(name, NAME_SHOWN), "wish": wish}
    button = publication_button(words, "open", "button-publication-look", section_id)
    return Card("publication-told", words("publication-told", **values), ((button,),))


def outdated_card(words: Words, section_id: int, number: str, name: str, because: str) -> Card:
    """Tell that a public result is to be corrected, or that its visit is looked at again."""
    values = {"number": number, "name": shortened(name, NAME_SHOWN), "because": because}
    button = publication_button(words, "open", "button-publication-look", section_id, style="primary")
    return Card(
        f"publication-outdated:{section_id}", words("publication-told-outdated", **values), ((button,),), anew=True
    )


def due_card(words: Words, overdue: int, soon: int, again: int, outdated: int) -> Card:
    """Remind of what is to be published or corrected, and of withholdings to be looked at again."""
    values = {"late": overdue, "outdated": outdated, "soon": soon, "again": again}
    told = [words(f"publication-due-{key}", count=count) for key, count in values.items() if count]
    text = words("publication-due", what=Html(joined(words, told)))
    button = publication_button(words, "list", "button-publication-see", style="primary")
    return Card("publication-due", text, ((button,),), anew=True)
