"""Questions and answers in words."""

from forms.checklist import FILE_KINDS, Question
from handlers.screens.marking import plain_in
from handlers.words import Words, words_of
from services.sheets import UNABLE, QuestionState

SHOWN_MOST = 80
DOTS = "••••"


def label_of(language: str, question: Question) -> str:
    """Return what a question asks; of the end of a repeat whether there is another."""
    label = plain_in(question.label, language)
    return words_of(language).plain("more-label", label=label or "-") if question.kind == "more" else label


def shown(words: Words, state: QuestionState) -> str:
    """Return an answer in words."""
    return shown_value(words, state.question, state.value, state.photos)


def shown_value(words: Words, question: Question, value: str, photos: int = 0) -> str:
    """Return a value of a question in words."""
    if value == UNABLE:
        return words.plain("item-unable")
    if question.kind in FILE_KINDS and value:
        return words.plain("item-photos" if question.kind in ("photo", "signature") else "item-files", photos=photos)
    if question.kind in ("compliance", "choice", "choices", "rank") and value:
        return words.plain("list-separator").join(_choice_label(words, question, name) for name in value.split())
    text = _plain_value(words, question, value) if value else value
    return text if len(text) <= SHOWN_MOST else text[: SHOWN_MOST - 1] + "…"


def _choice_label(words: Words, question: Question, name: str) -> str:
    """A list that is too long to stand with its question knows only what was chosen when it was read."""
    label = next((choice.label for choice in question.choices if choice.name == name), {})
    return plain_in(label, words.language) or name


def _plain_value(words: Words, question: Question, value: str) -> str:
    appearance = question.appearance.lower().split()
    match question.kind:
        case "date" if "month-year" in appearance:
            return value[:7]
        case "date" if "year" in appearance:
            return value[:4]
        case "time":
            return value[:5]
        case "datetime":
            return value[:16].replace("T", " ")
        case "geopoint":
            return place_text(value)
        case "geotrace" | "geoshape":
            return words.plain("item-pins", count=pins_in(question, value))
        case "acknowledge":
            return words.plain("item-agreed")
        case "more":
            return words.plain("more-none")
        case "text" if "masked" in appearance:
            return DOTS
    return value


def place_text(pin: str) -> str:
    """Return a point as latitude and longitude to five decimals (about a metre)."""
    latitude, longitude = pin.split()[:2]
    return f"{float(latitude):.5f}, {float(longitude):.5f}"


def pins_in(question: Question, value: str) -> int:
    """Return of how many points a line or shape consists; the last of a shape is its first."""
    count = len([pin for pin in value.split(";") if pin])
    return count - 1 if question.kind == "geoshape" else count
