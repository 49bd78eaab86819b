"""The one ordered list of routers."""

from aiogram import Dispatcher, Router

from handlers import (
    addenda,
    annual_plan,
    arrival,
    checklist,
    clues,
    conclusion,
    daily_route,
    deadlines,
    declared_recusals,
    desk,
    dispatch,
    doors,
    draw_readers,
    drawn,
    draws,
    edited,
    evidence,
    fallback,
    findings,
    forms,
    frequency,
    interviews,
    items,
    keying,
    notice_settings,
    object_results,
    office_days,
    pads,
    papers,
    people,
    pins,
    publication,
    recusals,
    refusing,
    registries,
    retry,
    review,
    serving,
    signed_sheets,
    signing,
    start,
    statistics,
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
    interview=interviews.interview_file_arrived,
    resent=submission.resent_photo_arrived,
    clue=clues.clue_file_arrived,
)


ROUTERS: tuple[Router, ...] = (
    start.strangers,
    start.router,
    retry.router,
    people.router,
    tasks.router,
    daily_route.router,
    office_days.router,
    notice_settings.router,
    dispatch.router,
    deadlines.router,
    recusals.router,
    serving.router,
    papers.router,
    forms.router,
    registries.router,
    draws.router,
    publication.router,
    keying.router,
    doors.router,
    statistics.router,
    object_results.router,
    frequency.router,
    annual_plan.router,
    draw_readers.router,
    drawn.router,
    declared_recusals.router,
    evidence.router,
    interviews.router,
    checklist.router,
    pins.router,
    items.router,
    findings.router,
    arrival.router,
    desk.router,
    conclusion.router,
    signing.router,
    signed_sheets.router,
    pads.router,
    refusing.router,
    submission.router,
    addenda.router,
    review.router,
    clues.router,
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
