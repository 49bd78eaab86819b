"""Publication 公示 (rule text 四（九）): what may follow what, by when, on which grounds not; words fit for everybody.

A wish is what somebody prepared; it counts once a second person has agreed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from rules.errors import publication as problems
from rules.reasons import REASON_MOST, ensure_reason
from rules.refusals import Refused
from rules.working_days import Overrides, add_working_days

WISHES: Mapping[str, tuple[str, ...]] = {
    "open": ("publish", "withhold"),
    "published": ("correct", "withdraw", "withhold"),
    "withheld": ("publish", "withhold"),
    "withdrawn": ("publish", "withhold"),
}
"""What may be wished in each state, the usual first."""
BECOMES = {"publish": "published", "correct": "published", "withhold": "withheld", "withdraw": "withdrawn"}
KEPT_BACK = ("withheld", "withdrawn")
"""States in which a result leaves by no door."""
KEEPING_BACK = ("withhold", "withdraw")
"""What leads there: a result is kept back from other systems as soon as it is wished."""
GROUNDS = ("secret", "security", "safety", "other")
"""保密, 国家安全, 公共安全 (四（九）), and what another law says."""
WORKING_DAYS = 20
CLAUSE_MOST = 200
REVIEWED_WITHIN = timedelta(days=366)
"""A withholding is looked at again within so long."""
QUERY_MOST = 100
# A mobile or landline number, a certificate, an identity card: no public reason needs one.
_DIGITS = re.compile(r"(?:\d[\s\-－—.]?){6,}\d")
_HAN_SIGNS = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_HAN_SIGNS}]")
_NO_LAW = "违非合无没想做看方说用语书设司执立守办"
_NO_LAW_BEHIND = "律定人院官规务治"
# Of scripts that write in words: “Li Na” is no part of “disciplinary”.
_LETTER = rf"[^\W\d_{_HAN_SIGNS}]"

# How a legal ground names itself: 《…》, 第…条, a law by its name, Article or §.
_TITLE = re.compile("《[^《》]{2,}》")
_ARTICLE = re.compile(r"第\s*[\d〇零一二三四五六七八九十百千]+\s*条")
# A law ends in 法, 规定 or 办法, and so do 没办法, 想法, 违法, 有关规定.
_LAW = re.compile(
    f"{_HAN.pattern}{{2}}(?:条例|(?<![律按照关])规定|(?<![没无有想])办法"
    f"|(?:(?<![{_NO_LAW}])|(?<=公司)|(?<=建设))法(?![{_NO_LAW_BEHIND}]))"
    f"|(?<!{_HAN.pattern})[宪刑]法(?![{_NO_LAW_BEHIND}])"
)
_ARTICLE_EN = re.compile(r"(?:\b(?:art|article|sec|section|clause)s?\b\.?|§+)\s*\d", re.IGNORECASE)


def due_on(ended_on: date, profile: Mapping[str, Any], department: str, campaign: str, overrides: Overrides) -> date:
    """Return the last day of publication: the platform's for the campaign where the profile tells one, else so many
    working days after the visit ended, by department where they differ.
    """
    if campaign in campaigns_told(profile):
        return told_day(profile, campaign)
    return add_working_days(ended_on, working_days_of(profile, department), overrides)


def campaigns_told(profile: Mapping[str, Any]) -> list[str]:
    """Return the numbers of the campaigns whose last day of publication the platform told."""
    return [campaign for campaign, told in profile.get("publication_until", {}).items() if told is not None]


def told_day(profile: Mapping[str, Any], campaign: str) -> date:
    """Return the last day of publication that the platform told for a campaign."""
    told = profile["publication_until"][campaign]
    return told if isinstance(told, date) else date.fromisoformat(told)


def working_days_of(profile: Mapping[str, Any], department: str) -> int:
    """Return within how many working days a department publishes; of any other one for a code that there is not."""
    usual = int(profile.get("publication_working_days", WORKING_DAYS))
    return profile.get("publication_working_days_of", {}).get(department) or usual


def may_be_wished(state: str, wish: str, *, is_publishable: bool) -> bool:
    """Return whether a result may be brought from a state by a wish: what is or was public is kept back at any time,
    for everything else its visit must be fit to be published.
    """
    return wish in WISHES[state] and (is_publishable or (wish in KEEPING_BACK and state in ("published", "withdrawn")))


def ensure_possible(state: str, wish: str) -> None:
    """Raise `Refused` for a wish that does not fit the state."""
    if wish not in WISHES[state]:
        raise Refused(problems.NOT_POSSIBLE_NOW)


def ensure_public(typed: str, names: Iterable[str] = (), *, most: int = REASON_MOST) -> str:
    """Return words that everybody will read, trimmed.

    Raises `Refused` when there are none, or over `most` characters, for a row of seven digits or more, and for one of
    the names, however it is cased: one in Chinese signs however it is spaced, any other as whole words.
    """
    reason = ensure_reason(typed, most=most)
    if _DIGITS.search(unicodedata.normalize("NFKC", reason)):
        raise Refused(problems.DIGITS_IN_PUBLIC)
    if any(_is_named(name, reason) for name in names):
        raise Refused(problems.NAME_IN_PUBLIC)
    return reason


def _is_named(name: str, text: str) -> bool:
    name, text = (unicodedata.normalize("NFKC", each).casefold() for each in (name, text))
    if _HAN.search(name):
        return "".join(name.split()) in "".join(text.split())
    words = map(re.escape, re.findall(r"[^\W_]+", name))
    together = r"[\W_]*".join(words)
    return bool(together and re.search(f"(?<!{_LETTER}){together}(?!{_LETTER})", text))


def ensure_clause(typed: str) -> str:
    """Return the clause of law on which something is decided. Raises `Refused` without words, over `CLAUSE_MOST`, and
    for words that name neither a law nor a clause.
    """
    clause = ensure_reason(typed, most=CLAUSE_MOST)
    if not any(each.search(unicodedata.normalize("NFKC", clause)) for each in (_TITLE, _ARTICLE, _LAW, _ARTICLE_EN)):
        raise Refused(problems.NO_CLAUSE)
    return clause


def folded(text: str) -> str:
    """Return a text as it is searched: letters and digits alone, whatever their case or width."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())[:200]


def suffixes(name: str, most: int) -> set[str]:
    """Return what follows each place of a folded name, the first `most` signs of it."""
    return {name[at : at + most] for at in range(len(name))}
