"""The one ordered list of routers."""

from aiogram import Dispatcher, Router

from handlers import (
    arrival,
    checklist,
    conclusion,
    edited,
    evidence,
    fallback,
    findings,
    forms,
    items,
    papers,
    pins,
    recusals,
    refusing,
    retry,
    serving,
    signed_sheets,
    signing,
    start,
    submission,
    supervision,
    tasks,
)
from handlers.entrance import Entrance
from handlers.taps import Taps

# What follows when a photograph arrived that belongs to none of the items.
evidence.PURPOSES.update(
    notice=serving.notice_photo_arrived,
    signature=signed_sheets.signature_photo_arrived,
    authorisation=signing.authorisation_photo_arrived,
    refusal=refusing.refusal_photo_arrived,
    resent=submission.resent_photo_arrived,
)


ROUTERS: tuple[Router, ...] = (
    start.strangers,
    start.router,
    retry.router,
    tasks.router,
    recusals.router,
    serving.router,
    papers.router,
    forms.router,
    evidence.router,
    checklist.router,
    pins.router,
    items.router,
    findings.router,
    arrival.router,
    conclusion.router,
    signing.router,
    signed_sheets.router,
    refusing.router,
    submission.router,
    supervision.router,
    edited.router,
    fallback.router,
)


def build_dispatcher() -> Dispatcher:
    """Return aiogram's dispatcher with every router, in the order in which they are asked."""
    # The conversation's state is a pointer in our own transaction, so aiogram's is switched off.
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Entrance())
    dispatcher.callback_query.register(Taps(*ROUTERS).on_tapped)
    dispatcher.include_routers(*ROUTERS)
    return dispatcher
