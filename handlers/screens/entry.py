"""Entry screens: strangers, the invitation, language, help."""

import re

from handlers.buttons import BindButton, HelpButton, HomeButton, LanguageButton
from handlers.buttons_forms import ShelfButton
from handlers.buttons_notices import NoticesButton
from handlers.screens.format import joined, rows
from handlers.words import LANGUAGES, Html, Words
from rules.messages import Button, Card, Message, Text
from services.access import Actor, OpenInvitation
from services.duties import first_today
from storage.unit_of_work import UnitOfWork

DIGITS_MOST = 8
# A code has 22 signs; one that was copied badly has a few more or less.
CODE = re.compile(r"[\w-]{12,40}", re.ASCII)


def looks_like_code(text: str) -> bool:
    """Return whether a typed text may be an invitation code."""
    return CODE.fullmatch(text) is not None


def welcome(uow: UnitOfWork, words: Words, telegram_user_id: int) -> list[Message]:
    """Answer a stranger once a day: the same words whatever was sent."""
    return [Text(words("stranger"))] if first_today(uow, f"stranger:{telegram_user_id}") else []


def invitation_card(words: Words, invitation: OpenInvitation) -> Card:
    """Ask whether the invitation names the right person."""
    roles = joined(words, (words.plain(f"role-{role}") for role in invitation.roles))
    text = words(
        "invitation",
        name=words.pick(invitation.name),
        department=words.pick(invitation.department) or "-",
        roles=roles,
        proof="certificate" if invitation.needs_certificate else "code",
    )
    other = next(language for language in LANGUAGES if language != words.language)
    buttons = (
        (Button(words.plain("button-not-me"), BindButton(act="reject").pack(), style="danger", steady=True),),
        (Button(words.plain("button-other-language"), LanguageButton(language=other).pack(), steady=True),),
    )
    return Card("bind", text, buttons, anew=True)


def missed(words: Words, left: int) -> Message:
    """Say that the digits did not fit."""
    return Text(words("invitation-missed", left=left)) if left else Text(words("invitation-used-up"))


def rejected_card(words: Words) -> Card:
    """Confirm that the invitation is void."""
    return Card("bind", words("invitation-rejected"))


def bound_card(words: Words, actor: Actor, uow: UnitOfWork) -> Card:
    """Greet a person who is now bound."""
    buttons = (
        (Button(words.plain("button-my-tasks"), HomeButton(view="open").pack(), style="primary", steady=True),),
        (
            Button(words.plain("button-language"), LanguageButton().pack(), steady=True),
            Button(words.plain("button-help"), HelpButton().pack(), steady=True),
        ),
    )
    return Card("bind", words("bound", name=words.pick(actor.name)), buttons, anew=True)


def language_card(words: Words) -> Card:
    """Offer the languages, each in its own words."""
    names = {"zh-CN": "简体中文", "en": "English"}
    buttons = tuple(
        (
            Button(
                ("● " if language == words.language else "") + names[language],
                LanguageButton(language=language).pack(),
                steady=True,
            ),
        )
        for language in LANGUAGES
    )
    back = (Button(words.plain("button-back"), HomeButton(view="resume").pack(), steady=True),)
    return Card("language", words("language-title"), (*buttons, back))


def help_card(words: Words, *, has_running: bool, has_forms: bool, fills: bool) -> Card:
    """Say how it is used, and lead on to the running visit where there is one, and to the forms that one keeps.

    `fills`: whether one answers checklists, or only looks after those who do.
    """
    go_on = Button(words.plain("button-continue"), HomeButton(view="resume").pack(), style="primary", steady=True)
    buttons = rows(
        (go_on,) if has_running else (),
        (
            Button(words.plain("button-my-tasks"), HomeButton(view="open").pack(), steady=True),
            Button(words.plain("button-language"), LanguageButton().pack(), steady=True),
        ),
        (Button(words.plain("button-notices"), NoticesButton(act="show").pack(), steady=True),),
        (Button(words.plain("button-forms"), ShelfButton(act="list").pack(), steady=True),) if has_forms else (),
    )
    text = words("help" if fills else "help-supervising")
    if has_forms:
        text = Html(text + "\n" + words("help-forms"))
    return Card("help", text, buttons, anew=True)
