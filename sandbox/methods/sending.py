"""sendMessage, sendLocation, sendVenue, sendChatAction."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.messages import Json
from sandbox.methods.call import Call, deliver

MAX_TEXT = 4096
FOREVER = 0x7FFFFFFF
_ACTION_WORDS = """
    typing upload_photo record_video upload_video record_voice upload_voice record_audio upload_audio upload_document
    choose_sticker find_location pick_up_location record_video_note upload_video_note cancel
"""
ACTIONS = frozenset(_ACTION_WORDS.split())


def send_message(call: Call) -> Json:
    """sendMessage: 1–4096 characters after the formatting is taken out."""
    if not call.args.text("text"):
        raise bad_request("message text is empty")
    text = call.formatted("text", "entities")
    if text.is_blank:
        raise bad_request("text must be non-empty")
    if text.length > MAX_TEXT:
        raise bad_request("message is too long")
    content = text.fields("text", "entities")
    if preview := preview_options(call):
        content["link_preview_options"] = preview
    return deliver(call, lambda _: content)


def preview_options(call: Call) -> Json:
    """LinkPreviewOptions that come back: only a preview that was switched off."""
    raw = call.args.text("link_preview_options")
    if raw:
        sent = call.args.load("link_preview_options", "can't parse link preview options JSON object")
        if not isinstance(sent, dict):
            raise bad_request("object expected as link preview options")
        disabled = sent.get("is_disabled") is True
    else:
        disabled = call.args.flag("disable_web_page_preview")
    return {"is_disabled": True} if disabled else {}


def send_location(call: Call) -> Json:
    """sendLocation: a place, or a live one for 60 seconds to a day."""
    place = _place(call)
    live = call.args.integer("live_period")
    if live and live != FOREVER and not 60 <= live <= 86_400:
        raise bad_request("wrong live location period specified")
    accuracy = call.args.number("horizontal_accuracy")
    if accuracy:
        if not 0 <= accuracy <= 1500:
            raise bad_request("wrong horizontal accuracy specified")
        place["horizontal_accuracy"] = accuracy
    if live:
        place["live_period"] = live
        _live_extras(call, place)
    return deliver(call, lambda _: {"location": place})


def _live_extras(call: Call, place: Json) -> None:
    heading = call.args.integer("heading")
    if heading:
        if not 1 <= heading <= 360:
            raise bad_request("wrong live location heading specified")
        place["heading"] = heading
    radius = call.args.integer("proximity_alert_radius")
    if radius:
        if not 1 <= radius <= 100_000:
            raise bad_request("wrong live location proximity alert radius specified")
        place["proximity_alert_radius"] = radius


def send_venue(call: Call) -> Json:
    """sendVenue: a place with a title and an address."""
    place = _place(call)
    title, address = call.args.text("title").strip(), call.args.text("address").strip()
    if not title:
        raise bad_request("VENUE_TITLE_EMPTY")
    if not address:
        raise bad_request("VENUE_ADDRESS_EMPTY")
    venue: Json = {"location": place, "title": title, "address": address}
    pairs = (("foursquare_id", "foursquare_type"), ("google_place_id", "google_place_type"))
    for names in pairs:
        if call.args.text(names[0]):
            venue.update({name: call.args.text(name) for name in names if call.args.text(name)})
            break
    return deliver(call, lambda _: {"location": place, "venue": venue})


def _place(call: Call) -> dict[str, Any]:
    for name in ("latitude", "longitude"):
        if not call.args.text(name):
            raise bad_request(f"{name} is empty")
    latitude, longitude = call.args.number("latitude"), call.args.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def send_chat_action(call: Call) -> bool:
    """sendChatAction: shown to the person, never kept."""
    action = call.args.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    with call.world.acting:
        chat = call.chat()
        chat.ensure_writable()
        call.world.events.emit("action", chat.id, action=action)
    return True
