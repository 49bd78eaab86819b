"""answerCallbackQuery."""

from sandbox.errors import bad_request
from sandbox.methods.call import Call

MAX_TEXT = 200


def answer_callback_query(call: Call) -> bool:
    """answerCallbackQuery: once per tap and in time; a text shows as a toast or an alert."""
    text = call.args.text("text")
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    with call.world.acting:
        tap = call.world.taps.answer(call.args.text("callback_query_id"))
        call.world.events.emit(
            "toast", tap.pid, text=text, alert=call.args.flag("show_alert"), callback_query_id=tap.id
        )
    return True
