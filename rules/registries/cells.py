"""What a cell of a registry's file holds, read into one way of writing it; raises `EntryInvalid` for what cannot be."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from rules.annual_plan import typed_amount, typed_months, typed_part
from rules.errors import annual_plans as plan_problems
from rules.errors import registry_rows as problems
from rules.errors.registry import EntryInvalid
from rules.invisible_signs import without_invisible
from rules.places import latitude_text, longitude_text
from rules.registries.fields import SEVERAL, YES, Field
from rules.uscc import registration_code

Raw = str | int | float | bool | date | datetime | object
Reader = Callable[[Raw], str]

EXACT_MOST = 10**15  # larger numbers lose digits in a spreadsheet
FIRST_DAY = date(1899, 12, 30)  # of spreadsheets' counting
DAYS_LIKELY = range(20_000, 80_000)  # 1954 to 2119
YES_WORDS = frozenset({"是", "有", "y", "yes", "true", "1", "√", "✓", "对"})
NO_WORDS = frozenset({"", "否", "无", "没有", "n", "no", "false", "0", "×", "-", "—", "/"})
CANCELLED_WORDS = frozenset(
    {"注销", "已注销", "吊销", "已吊销", "吊销未注销", "迁出", "cancelled", "canceled", "revoked"}
)
IN_FORCE_WORDS = frozenset(
    {"存续", "在业", "开业", "正常", "在营", "在册", "存续(在营、开业、在册)", "in force", "active"}
)
KINDS = {
    "officer": ("", "执法人员", "执法", "公务员", "officer", "inspector"),
    "expert": ("专家", "专家学者", "expert"),
    "third_party": ("第三方", "第三方机构", "third party", "third_party"),
}
GRADES = {
    "general": ("", "一般", "一般事项", "一般检查事项", "general"),
    "key": ("重点", "重点事项", "重点检查事项", "key"),
}

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?( 00:00(:00)?)?")
_DAY_IN_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_CODE = re.compile(r"[\w.\-/]+")
_PARTS = re.compile(r"[;；、,，\n]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def reader_of(field: Field) -> Reader:
    """Return what reads the cells of a field."""
    if field.kind == "text":
        return lambda raw: _text(raw, field.most)
    if field.kind == "code":
        return lambda raw: _code(raw, field.most)
    if field.kind == "list":
        return lambda raw: _list(raw, field.most)
    return _READERS[field.kind]


def plain(raw: Raw) -> str:
    """Return a cell as a person would read it: numbers without needless decimals, days as they are written here."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < EXACT_MOST else f"{Decimal(repr(raw)):f}"
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, datetime):
        return raw.date().isoformat() if not (raw.hour or raw.minute or raw.second) else raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def _half(raw: Raw) -> str:
    """Return a cell in half-width signs, for what is a code, a number or a word of a list."""
    text = plain(raw)
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _text(raw: Raw, most: int) -> str:
    text = raw if isinstance(raw, str) else plain(raw)
    text = without_invisible(text).strip()
    if not text.isprintable():
        if _CONTROLS.search(text):
            raise EntryInvalid(problems.CONTROL_SIGNS)
        text = " ".join(text.split())
    if len(text) > most:
        raise EntryInvalid(problems.TOO_LONG, length=len(text), most=most)
    return text


def _code(raw: Raw, most: int) -> str:
    if isinstance(raw, float) and abs(raw) >= EXACT_MOST:
        raise EntryInvalid(problems.DIGITS_LOST)
    text = _half(raw)
    if text and not _CODE.fullmatch(text):
        raise EntryInvalid(problems.NOT_A_CODE, typed=text[:40])
    if len(text) > most:
        raise EntryInvalid(problems.TOO_LONG, length=len(text), most=most)
    return text


def _list(raw: Raw, most: int) -> str:
    return SEVERAL.join(sorted({part.strip() for part in _PARTS.split(_text(raw, most)) if part.strip()}))


def _registration_code(raw: Raw) -> str:
    if isinstance(raw, float):
        if abs(raw) >= EXACT_MOST:
            raise EntryInvalid(problems.DIGITS_LOST)
        raw = plain(raw)
    text = raw if isinstance(raw, str) else plain(raw)
    return registration_code(text) if text.strip() else ""


def read_day(raw: Raw) -> str:
    """Return a day as `2026-03-12`, however people write it; empty for none. Raises `EntryInvalid`."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = _half(raw)
    if not text:
        return ""
    found = _DAY.fullmatch(text) or _DAY_IN_DIGITS.fullmatch(text)
    if found is None:
        if text.isdecimal() and len(text) < 6 and int(text) in DAYS_LIKELY:
            day = FIRST_DAY + timedelta(days=int(text))
            raise EntryInvalid(problems.DAY_AS_NUMBER, typed=text, day=day.isoformat())
        raise EntryInvalid(problems.NOT_A_DAY, typed=text[:40])
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise EntryInvalid(problems.NOT_A_DAY, typed=text[:40]) from None


def _risk(raw: Raw) -> str:
    text = _half(raw).upper().removesuffix("类").removesuffix("级").removeprefix("CLASS ")
    if text not in ("", "A", "B", "C", "D"):
        raise EntryInvalid(problems.NOT_A_RISK, typed=text[:40])
    return text


def _yes_no(raw: Raw) -> str:
    text = _half(raw).casefold()
    if text in NO_WORDS:
        return ""
    if text not in YES_WORDS:
        raise EntryInvalid(problems.NOT_YES_OR_NO, typed=text[:40])
    return YES


def _registration_state(raw: Raw) -> str:
    text = _half(raw).casefold()
    if text in CANCELLED_WORDS or text in YES_WORDS:
        return YES
    if text in IN_FORCE_WORDS or text in NO_WORDS:
        return ""
    raise EntryInvalid(problems.NOT_A_STATE, typed=text[:40])


def _person_kind(raw: Raw) -> str:
    text = _half(raw).casefold()
    for kind, words in KINDS.items():
        if text in words:
            return kind
    raise EntryInvalid(problems.NOT_A_KIND, typed=text[:40])


def _grade(raw: Raw) -> str:
    text = _half(raw).casefold()
    for grade, words in GRADES.items():
        if text in words:
            return grade
    raise EntryInvalid(problems.NOT_A_GRADE, typed=text[:40])


def _ratio(raw: Raw) -> str:
    text = _half(raw)
    if not text:
        return ""
    # A spreadsheet keeps 5 % as 0.05.
    is_share = isinstance(raw, float) and 0 <= raw <= 1
    try:
        permille = Decimal(text.removesuffix("%").removesuffix("‰").strip()) * (
            1000 if is_share else 1 if text.endswith("‰") else 10
        )
    except InvalidOperation:
        raise EntryInvalid(problems.NOT_A_RATIO, typed=text[:40]) from None
    if not 0 <= permille <= 1000 or permille != permille.to_integral_value():
        raise EntryInvalid(problems.NOT_A_RATIO, typed=text[:40])
    return str(int(permille))


def _plan_amount(raw: Raw) -> str:
    # A spreadsheet keeps 5 % as 0.05, and 20 as 20.0.
    text = f"{Decimal(repr(raw)) * 100:f}%" if isinstance(raw, float) and 0 < raw < 1 else _half(raw)
    amount = typed_amount(text) if text else ""
    if amount is None:
        raise EntryInvalid(plan_problems.AMOUNT_UNREADABLE, typed=text[:40])
    return amount


def _plan_months(raw: Raw) -> str:
    text = _half(raw)
    months = typed_months(text) if text else ()
    if months is None:
        raise EntryInvalid(plan_problems.MONTHS_UNREADABLE, typed=text[:40])
    return SEVERAL.join(map(str, months))


def _plan_part(raw: Raw) -> str:
    text = _half(raw)
    part = typed_part(text)
    if part is None:
        raise EntryInvalid(plan_problems.PART_UNREADABLE, typed=text[:40])
    return part


def _year(raw: Raw) -> str:
    text = _half(raw).removesuffix("年").removesuffix("年度")
    if text and not (text.isdecimal() and 2000 <= int(text) <= 2100):
        raise EntryInvalid(plan_problems.YEAR_UNREADABLE, typed=text[:40])
    return text


def _degrees(read: Callable[[str], str]) -> Reader:
    return lambda raw: read(text) if (text := _half(raw)) else ""


_READERS: dict[str, Reader] = {
    "registration_code": _registration_code,
    "day": read_day,
    "risk": _risk,
    "yes_no": _yes_no,
    "registration_state": _registration_state,
    "person_kind": _person_kind,
    "grade": _grade,
    "ratio": _ratio,
    "plan_amount": _plan_amount,
    "plan_months": _plan_months,
    "plan_part": _plan_part,
    "year": _year,
    "latitude": _degrees(latitude_text),
    "longitude": _degrees(longitude_text),
}
