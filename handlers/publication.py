"""Publication: preparing, agreeing, withholding, correcting, withdrawing."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_publication import PublicationButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.publication import (
    asking_screen,
    correcting_screen,
    grounds_screen,
    publications_screen,
    publishing_screen,
    together_screen,
)
from rules.messages import Toast
from rules.publication import ensure_clause
from services import publishing, publishing_together
from services.publishers import ensure_publisher, publishes
from services.publishing import send_back
from services.publishing_view import ask_preview, review_day

router = Router(name="publication")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


class Publishes(Filter):
    """Somebody who publishes; from anybody else the word is one like any other, such as a note."""

    async def __call__(self, message: Message, act: Act | None = None) -> bool:
        """Return whether the sender does."""
        return act is not None and publishes(act.actor)


@router.message(Says("公示", "publication", "publications", "publish"), Publishes())
async def on_publications(message: Message, act: Act) -> Said:
    """Show what is to be published."""
    act.point()
    return publications_screen(act, anew=True)


@router.callback_query(Pressed(PublicationButton))
async def on_publication_tapped(query: CallbackQuery, callback_data: PublicationButton, act: Act) -> Said:
    """Do what a button of publication says."""
    ensure_publisher(act.actor)
    act.point()
    match callback_data.act:
        case "list" | "done":
            return publications_screen(act, callback_data.page, done=callback_data.act == "done")
        case "campaigns":
            act.point()
            return together_screen(act, callback_data.page)
        case "prepare_all":
            count = publishing_together.prepare_all(act.uow, act.actor, callback_data.of)
            return [Toast(act.words.plain("publication-preparing-all", count=count)), *publications_screen(act)]
        case "agree_all":
            count = publishing_together.agree_to_all(act.uow, act.actor, callback_data.of)
            return [Toast(act.words.plain("publication-agreeing-all", count=count)), *publications_screen(act)]
    act.point(place="publishing", publishing=callback_data.of)
    return _done(act, callback_data)


def _done(act: Act, data: PublicationButton) -> Said:
    of, what = data.of, data.act
    match what:
        case "correct":
            return correcting_screen(act, of)
        case "withdraw":
            act.point(place="publishing", publishing=of, expects="publication_reason", part=what)
            return asking_screen(act, of, what)
        case "withhold":
            return grounds_screen(act, of)
        case "ground":
            act.point(place="publishing", publishing=of, expects="publication_clause", part=data.part)
            return asking_screen(act, of, "clause")
        case "prepare":
            publishing.prepare(act.uow, act.actor, of)
        case "agree":
            publishing.agree_in(act.uow, act.actor, of, data.revision)
        case "preview":
            ask_preview(act.uow, act.actor, of)
            return [Toast(act.words.plain("file-being-made")), *publishing_screen(act, of)]
        case "back":
            if not send_back(act.uow, act.actor, of):
                act.point(place="publishing", publishing=of, expects="publication_reason", part="back")
                return asking_screen(act, of, "back")
    return publishing_screen(act, of)


@router.message(Expects("publication_reason"), HasText())
async def on_publication_reason(message: Message, text: str, act: Act) -> Said:
    """Correct, withdraw or send back for the typed reason."""
    of, part = act.pointer["publishing"], act.pointer["part"]
    if part == "correct":
        publishing.correct(act.uow, act.actor, of, text)
    elif part == "withdraw":
        publishing.withdraw(act.uow, act.actor, of, text)
    else:
        send_back(act.uow, act.actor, of, text)
    act.point(place="publishing", publishing=of)
    return publishing_screen(act, of, anew=True)


@router.message(Expects("publication_clause"), HasText())
async def on_publication_clause(message: Message, text: str, act: Act) -> Said:
    """Take the clause on which a result is withheld, and ask when it is looked at again."""
    of, ground, clause = act.pointer["publishing"], act.pointer["part"], ensure_clause(text)
    act.point(place="publishing", publishing=of, expects="publication_review", part=ground, clause=clause)
    return asking_screen(act, of, "review")


@router.message(Expects("publication_review"), HasText())
async def on_publication_review(message: Message, text: str, act: Act) -> Said:
    """Prepare the withholding until the typed day."""
    of, ground, clause = act.pointer["publishing"], act.pointer["part"], act.pointer["clause"]
    publishing.withhold(act.uow, act.actor, of, ground, clause, review_day(act.uow, text))
    act.point(place="publishing", publishing=of)
    return publishing_screen(act, of, anew=True)
