"""People and their access, for administrators: the list, one person, roles, invitation, revocation."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_people import PeopleButton
from handlers.screens.doors import doors_button
from handlers.screens.format import circled, in_rows, joined, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Style
from services.access import ROLES
from services.access_desk import (
    DISTRICT_ROLES,
    PersonLine,
    PersonView,
    departments,
    invite_person,
    view_people,
    view_person,
)

KEY = "people"
NAME_SHOWN = 8.0
TITLE_SHOWN = 12.0
ROLES_SHOWN = 14.0
WHERE_PAGE = 10


def people_button(words: Words) -> Button:
    """Return the button that leads to people and their access."""
    return Button(words.plain("button-people"), PeopleButton(act="list").pack(), steady=True)


def people_screen(act: Act, page: int = 1, *, contains: str = "", anew: bool = False) -> Said:
    """Return a page of people; `contains` narrows it to names and codes that hold a text."""
    words, found = act.words, view_people(act.uow, act.actor, page, contains)
    if not found.total:
        lines = [words("people-not-found", text=contains) if contains else words("people-none")]
    else:
        title = words("people-title", total=found.total)
        if found.pages > 1 and not contains:
            title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
        lines = [title, *(_line(words, line, place) for place, line in enumerate(found.lines, 1)), words("people-hint")]
    people: list[Row] = [
        (
            _button(
                words,
                words.plain("button-task", number=circled(place), name=shortened(words.pick(line.name), NAME_SHOWN)),
                "show",
                line.person_id,
            ),
        )
        for place, line in enumerate(found.lines, 1)
    ]
    turning: Row = ()
    if not contains:
        turning = turning_row(
            found.page,
            found.pages,
            lambda key, to: Button(words.plain(key), PeopleButton(act="list", page=to).pack(), steady=True),
        )
    new: Row = (_button(words, words.plain("button-person-new"), "new", style="primary"),)
    home: Row = (
        doors_button(words, "subscribers", "button-doors"),
        Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),
    )
    everybody: Row = (_button(words, words.plain("button-people-all"), "list"),) if contains else ()
    return [Card(KEY, "\n".join(lines), rows(*people, turning, everybody, new, home), anew=anew)]


def _line(words: Words, line: PersonLine, place: int) -> Html:
    return words(
        "people-line",
        place=circled(place),
        name=shortened(words.pick(line.name), NAME_SHOWN),
        department=words.pick(line.department or {}) or "-",
        state=line.state,
    )


def new_person_screen(act: Act) -> Said:
    """Ask for the name of a new person."""
    back: Row = (_button(act.words, act.words.plain("button-back"), "list"),)
    return [Card(KEY, act.words("person-new-ask"), (back,), anew=True)]


def person_screen(act: Act, person_id: int, *, anew: bool = False) -> Said:
    """Return one person, what they may do, and what can be done about it."""
    words, view = act.words, view_person(act.uow, act.actor, person_id)
    line = view.line
    lines = [*_head(words, view), words("person-state", state=line.state)]
    if view.open_tasks:
        lines.append(words("person-tasks", count=view.open_tasks))
    if view.campaigns:
        lines.append(words("person-campaigns", count=view.campaigns))
    if line.state == "revoked":
        last: Rows = ((_button(words, words.plain("button-restore"), "invite", person_id, style="primary"),),)
    else:
        last = (
            (_button(words, words.plain("button-revoke"), "revoke", person_id),),
            (_button(words, words.plain("button-invite"), "invite", person_id, style="primary"),),
        )
    ways: Row = (
        _button(words, words.plain("button-roles"), "roles", person_id),
        _button(words, words.plain("button-person-where"), "where", person_id),
    )
    back: Row = (_button(words, words.plain("button-back"), "list"),)
    return [Card(KEY, "\n".join(lines), rows(ways, *last, back), anew=anew)]


def _head(words: Words, view: PersonView) -> list[Html]:
    line = view.line
    roles = joined(words, (words.plain(f"role-{role}") for role in line.roles))
    return [
        words("person-title", name=shortened(words.pick(line.name), TITLE_SHOWN), code=line.code),
        words("person-department", department=words.pick(line.department or {}) or "-"),
        words("person-roles", roles=shortened(roles, ROLES_SHOWN * 2) or "-"),
    ]


def roles_screen(act: Act, person_id: int) -> Said:
    """Return the roles, each to be given or taken."""
    words, view = act.words, view_person(act.uow, act.actor, person_id)
    offered = [role for role in ROLES if view.gives_district_roles or role not in DISTRICT_ROLES]
    buttons: list[Row] = []
    for role in offered:
        key = "button-role-held" if role in view.line.roles else "button-role-open"
        label = words.plain(key, role=words.plain(f"role-{role}"))
        data = PeopleButton(act="role", person_id=person_id, part=role).pack()
        buttons.append((Button(label, data),))
    back: Row = (_button(words, words.plain("button-back"), "show", person_id),)
    text = "\n".join([*_head(words, view), words("person-roles-hint")])
    return [Card(KEY, text, rows(*buttons, back))]


def where_screen(act: Act, person_id: int, page: int = 1) -> Said:
    """Return the departments that a person may be put into."""
    words, view = act.words, view_person(act.uow, act.actor, person_id)
    offered = departments(act.uow, act.actor, person_id)
    pages = max(1, -(-len(offered) // WHERE_PAGE))
    page = min(max(page, 1), pages)
    shown = [
        Button(
            ("● " if is_theirs else "") + shortened(words.pick(name), NAME_SHOWN - is_theirs * 2),
            PeopleButton(act="put", person_id=person_id, of=number).pack(),
            steady=True,
        )
        for number, name, is_theirs in offered[(page - 1) * WHERE_PAGE : page * WHERE_PAGE]
    ]
    turning = turning_row(
        page,
        pages,
        lambda key, to: Button(
            words.plain(key), PeopleButton(act="where", person_id=person_id, page=to).pack(), steady=True
        ),
    )
    back: Row = (_button(words, words.plain("button-back"), "show", person_id),)
    text = "\n".join([*_head(words, view), words("person-where-hint")])
    return [Card(KEY, text, rows(*in_rows(shown, 2), turning, back))]


def revoke_screen(act: Act, person_id: int, *, anew: bool = False) -> Said:
    """Ask once more, and say what follows."""
    words, view = act.words, view_person(act.uow, act.actor, person_id)
    if view.line.state == "revoked":
        return person_screen(act, person_id, anew=anew)
    lines = [
        words("revoke-ask", name=shortened(words.pick(view.line.name), TITLE_SHOWN), code=view.line.code),
        words("revoke-follows", tasks=view.open_tasks),
    ]
    if view.campaigns:
        lines.append(words("person-campaigns", count=view.campaigns))
    data = PeopleButton(act="gone", person_id=person_id).pack()
    go = Button(words.plain("button-revoke-go"), data, style="danger", dwell=True)
    back: Row = (_button(words, words.plain("button-back"), "show", person_id),)
    return [Card(KEY, "\n".join(lines), ((go,), back), anew=anew)]


def person_invited(act: Act, person_id: int) -> Said:
    """Make an invitation; its code stands in the chat until the next act only."""
    made = invite_person(act.uow, act.actor, person_id)
    words = act.words
    text = words(
        "person-invited",
        name=words.pick(made.name),
        code=made.code,
        proof="certificate" if made.needs_certificate else "code",
        is_restored="yes" if made.is_restored else "no",
    )
    back: Row = (_button(words, words.plain("button-back"), "show", person_id),)
    return [Card(f"invite-person:{person_id}", text, (back,), vanish=True, anew=True)]


def _button(words: Words, label: str, act: str, person_id: int = 0, *, style: Style | None = None) -> Button:
    return Button(label, PeopleButton(act=act, person_id=person_id).pack(), style=style, steady=True)
