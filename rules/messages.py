"""What can be said to a person, as plain data; both ends of the chat may change without touching the middle.

Text is Telegram HTML (Bot API, "HTML style"), already in the reader's language. Every message turns into a dict of
JSON values (`to_dict`) for the outbox and back (`from_dict`) for the courier.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Literal

# An address that leads into the presser's own chat with the bot: what follows is what Start then brings.
DEEP_LINK = "start:"

Style = Literal["primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; exactly one of `data`, `url`, `web_app` says what it does.

    `steady` buttons (navigation, toggles that name their outcome) count on any revision of their card; the others
    count only on the newest. `dwell` marks a bulk or final act: it counts only once the card has been on the phone
    for a moment.
    """

    text: str
    data: str | None = None
    url: str | None = None
    web_app: str | None = None
    style: Style | None = None
    steady: bool = False
    dwell: bool = False


Row = tuple[Button, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A new message that stays, such as a receipt. Its buttons stay valid; the rules judge each press."""

    kind: ClassVar[str] = "text"
    text: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A message with a name, edited in place.

    `follow` cards are posted afresh at the bottom when other messages have pushed them up. A `vanish` card is removed
    at the person's next act. `anew` posts it at the bottom in any case. `informs`: only what it tells has changed, not
    what its buttons do, so that a tap on the edition before still counts.
    """

    kind: ClassVar[str] = "card"
    key: str
    text: str
    buttons: Rows = ()
    follow: bool = True
    vanish: bool = False
    anew: bool = False
    informs: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Remove a card from the chat: deleted when Telegram allows it, otherwise emptied to `text`."""

    kind: ClassVar[str] = "withdraw"
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap: at most 200 characters; `alert` asks for one more press (refusals of law only)."""

    kind: ClassVar[str] = "toast"
    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph with a caption; `source` is `sha256:<hex>` of the evidence store, `telegram:<file_id>`, or
    `qr:<address>` for its code.
    """

    kind: ClassVar[str] = "picture"
    source: str
    caption: str = ""
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Album:
    """Two to ten photographs shown together; the caption stands under the first."""

    kind: ClassVar[str] = "album"
    sources: tuple[str, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A file of a form that is shown: `source` is `form:<sha256>`, or what the courier has made of it."""

    what: Literal["photo", "video", "audio"]
    source: str
    name: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Illustrations:
    """Files that belong to a question: one by itself, two to ten of them as an album. Like a card it has a name: it is
    sent once to a chat, however often it is said.
    """

    kind: ClassVar[str] = "illustrations"
    key: str
    items: tuple[Illustration, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep, sent as it is."""

    kind: ClassVar[str] = "document"
    source: str
    name: str
    caption: str = ""
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map (degrees, WGS-84); removed at the person's next act."""

    kind: ClassVar[str] = "venue"
    key: str
    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A prompt with a one-time reply keyboard: share the location, or skip."""

    kind: ClassVar[str] = "ask_location"
    key: str
    text: str
    share: str
    skip: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A new message that takes the reply keyboard away, such as the receipt of a location."""

    kind: ClassVar[str] = "noted"
    text: str


Message = Text | Card | Withdraw | Toast | Picture | Album | Illustrations | Document | Venue | AskLocation | Noted

_KINDS: dict[str, type[Any]] = {
    c.kind: c for c in (Text, Card, Withdraw, Toast, Picture, Album, Illustrations, Document, Venue, AskLocation, Noted)
}


_FIELDS: dict[str, tuple[str, ...]] = {kind: tuple(f.name for f in fields(c)) for kind, c in _KINDS.items()}
_BUTTON_FIELDS = tuple(f.name for f in fields(Button))


def to_dict(message: Message) -> dict[str, Any]:
    """Return the message as JSON values, with its `kind`; defaults of buttons are left out."""
    body: dict[str, Any] = {"kind": message.kind}
    for name in _FIELDS[message.kind]:
        if name == "informs":
            # Says how it came to be, not what it is.
            continue
        value = getattr(message, name)
        if name == "buttons":
            value = [[_button(button) for button in row] for row in value]
        if name == "items":
            value = [asdict(item) for item in value]
        body[name] = list(value) if isinstance(value, tuple) else value
    return body


def _button(button: Button) -> dict[str, Any]:
    named = ((name, getattr(button, name)) for name in _BUTTON_FIELDS)
    return {name: value for name, value in named if value not in (None, False)}


def from_dict(body: dict[str, Any]) -> Message:
    """Return the message that `to_dict` described. Raises `KeyError` for an unknown kind."""
    given = {key: value for key, value in body.items() if key != "kind"}
    if "buttons" in given:
        given["buttons"] = tuple(tuple(Button(**button) for button in row) for row in given["buttons"])
    if "items" in given:
        given["items"] = tuple(Illustration(**item) for item in given["items"])
    if "sources" in given:
        given["sources"] = tuple(given["sources"])
    message: Message = _KINDS[body["kind"]](**given)
    return message
