"""The places of a visit after its checklist, and of a supervisor who looks at one."""

from collections.abc import Callable

from handlers.act import Act, Said
from handlers.screens.addenda import addenda_screen, addendum_screen
from handlers.screens.clues import clue_screen
from handlers.screens.conclusion import conclusion_screen, remarks_screen, reopen_screen, waiting_screen, watch_screen
from handlers.screens.pads import drawn_screen, ways_screen
from handlers.screens.refusing import refusal_later_screen, refusal_screen, refusal_who_screen, refusal_why_screen
from handlers.screens.resending import lost_screen, resend_screen
from handlers.screens.returned import returned_screen
from handlers.screens.returning import return_screen, say_screen
from handlers.screens.review import reopen_review_screen
from handlers.screens.review_history import changes_screen, history_screen
from handlers.screens.signed_sheets import sheet_page_screen, sheet_screen
from handlers.screens.signing import agent_none_screen, agent_screen, party_screen, sign_screen
from handlers.screens.submission import gaps_screen, submit_reason_screen, submitted_screen, summary_screen
from handlers.screens.supervision import answers_screen, review_screen
from handlers.screens.witnessing import no_witness_screen, seal_screen, seal_why_screen, witness_screen

PLACES_AFTER: dict[str, Callable[[Act, int], Said]] = {
    "result": conclusion_screen,
    "remarks": remarks_screen,
    "reopen": reopen_screen,
    "waiting": waiting_screen,
    "watch": watch_screen,
    "sign": sign_screen,
    "party": party_screen,
    "agent": agent_screen,
    "agent_none": agent_none_screen,
    "ways": ways_screen,
    "drawn": drawn_screen,
    "sheet": sheet_screen,
    "sheet_page": sheet_page_screen,
    "witness": witness_screen,
    "no_witness": no_witness_screen,
    "seal": seal_screen,
    "seal_why": seal_why_screen,
    "refusal": refusal_screen,
    "refusal_who": refusal_who_screen,
    "refusal_why": refusal_why_screen,
    "refusal_later": refusal_later_screen,
    "summary": summary_screen,
    "gaps": gaps_screen,
    "submit_reason": submit_reason_screen,
    "submitted": submitted_screen,
    "lost": lost_screen,
    "resend": resend_screen,
    "addenda": addenda_screen,
    "addendum": addendum_screen,
    "review": review_screen,
    "review_reopen": reopen_review_screen,
    "history": history_screen,
    "changes": changes_screen,
    "return": return_screen,
    "say": say_screen,
    "clue": clue_screen,
    "returned": returned_screen,
    "answers": answers_screen,
}
