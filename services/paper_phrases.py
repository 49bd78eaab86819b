"""How the papers say what several of them say; in Chinese, as papers are."""

from datetime import date

from storage.tables import Person

PAPER_LANGUAGE = "zh"


def day_told(on: date) -> str:
    """Return a day as papers write it."""
    return f"{on.year}年{on.month}月{on.day}日"


def certificate_told(person: Person) -> str:
    """Return the number of an officer's certificate as papers name it, empty for none."""
    return f"执法证号{person.certificate_number}" if person.certificate_number else ""


def matter_named(matter: str) -> str:
    """Return a matter as it follows the form's own 对."""
    return matter.removeprefix("对")
