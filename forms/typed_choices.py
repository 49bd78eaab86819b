"""Reads typed verdicts and choices: 符合, 否 and a note, numbers such as `1 3`, labels in any language."""

import re

from forms.checklist import Question, in_language
from forms.typed import Answer, plain, refused
from rules.errors import answers as problems
from rules.errors import answers_by_kind as kinds

_COMPLIES = ("符合", "合格", "是", "对", "通过", "√", "✓", "✔", "yes", "y", "ok", "complies")
_PROBLEM = ("不符合", "不合格", "否", "不是", "有问题", "×", "✗", "✘", "no", "n", "does not comply")
_NOT_APPLICABLE = ("不涉及", "不适用", "无此项", "n/a", "na", "not applicable")
_NOTHING = frozenset({"无", "没有", "都没有", "不选", "none"})

# English denies a fault with the word that also says that there is one: whoever types this is asked.
_FAULTS = (
    "problem|violation|issue|fault|defect|deficienc(?:y|ie)|irregularit(?:y|ie)|non-?complianc[ey]|deviation|breache?|"
    "finding|concern|damage|hazard|risk|trouble|complaint|objection|comment|remark"
)
_DENIES_FAULT = re.compile(rf"no(?:\s+[^\W\d]+){{0,2}}?\s+(?:{_FAULTS})s?\b", re.IGNORECASE)
_AFTER_VERDICT = re.compile(r"[\s,.:;、]+")
_BETWEEN_CHOICES = re.compile(r"[,;、]+")


def is_verdict(typed: str) -> bool:
    """Tells whether a text is nothing but a verdict, such as `yes` or `不符合`."""
    return plain(typed).casefold().rstrip(".,!") in {*_COMPLIES, *_PROBLEM, *_NOT_APPLICABLE}


def denies_fault(typed: str) -> bool:
    """Tells whether a text begins as `no problem` or `no visible defects` do, which is no verdict."""
    return _DENIES_FAULT.match(plain(typed)) is not None


def read_verdict(question: Question, typed: str, language: str) -> Answer:
    """Reads the answer to a compliance item: the verdict first, a note after a space or comma.

    Raises:
        AnswerRefused: It begins with no verdict that this item offers.
    """
    text = plain(typed)
    for word, choice in () if denies_fault(text) else _verdicts(question):
        if text[: len(word)].casefold() != word:
            continue
        rest = text[len(word) :]
        if not rest:
            return Answer(choice)
        if gap := _AFTER_VERDICT.match(rest):
            # The note keeps its full-width punctuation: positions are the same as in what was typed.
            return Answer(choice, note=typed.strip()[len(word) + gap.end() :].strip())
    comma = ", " if language.lower().startswith("en") else "、"
    offered = comma.join(in_language(choice.label, language) for choice in question.choices)
    raise refused(problems.NOT_A_VERDICT, typed=typed.strip(), choices=offered)


def _verdicts(question: Question) -> list[tuple[str, str]]:
    """Gives each word with the choice it stands for, long words first: 不符合 is not 不 and 符合."""
    roles = (
        (question.complies, _COMPLIES),
        (question.problem, _PROBLEM),
        (question.not_applicable, _NOT_APPLICABLE),
    )
    words = {word: choice for choice, several in roles if choice for word in several}
    for choice in question.choices:
        words |= {plain(text).casefold(): choice.name for text in (choice.name, *choice.label.values())}
    return sorted(words.items(), key=lambda item: -len(item[0]))


def read_choice(question: Question, typed: str) -> Answer:
    """Reads the answer to a single choice: its number, its label in any language, or its name.

    Raises:
        AnswerRefused: There is no such choice, or several were typed.
    """
    names = _chosen(question, typed)
    if len(names) != 1:
        raise refused(problems.ONE_CHOICE_ONLY)
    return Answer(names[0])


def read_choices(question: Question, typed: str) -> Answer:
    """Reads the answer to a multiple choice: numbers or labels with spaces or commas between.

    Returns:
        The names joined by a space, in the order of the list; empty when none was wanted (无).

    Raises:
        AnswerRefused: There is no such choice, or none was chosen though one is needed.
    """
    if plain(typed).casefold() in _NOTHING and _find(question, typed) is None:
        if question.required:
            raise refused(problems.NOTHING_CHOSEN)
        return Answer("")
    chosen = set(_chosen(question, typed))
    return Answer(" ".join(choice.name for choice in question.choices if choice.name in chosen))


def read_ranking(question: Question, typed: str) -> Answer:
    """Reads the answer to a ranking: every choice once, by number or label, in its order.

    Raises:
        AnswerRefused: There is no such choice, or some are missing.
    """
    names = _chosen(question, typed)
    if len(names) < len(question.choices):
        raise refused(kinds.RANK_ALL, count=len(question.choices))
    return Answer(" ".join(names))


def _chosen(question: Question, typed: str) -> list[str]:
    names: list[str] = []
    for part in _BETWEEN_CHOICES.split(plain(typed)):
        whole = _find(question, part)
        words = [part] if whole else part.split()
        # Where none of the words is a choice, they were meant as one.
        known = whole or any(_find(question, word) for word in words)
        for word in words:
            found = whole or _find(question, word)
            if found is None:
                typed = word if known else part.strip()
                raise refused(problems.NO_SUCH_CHOICE, typed=typed, count=len(question.choices))
            names.append(found)
    return list(dict.fromkeys(names))


def _find(question: Question, typed: str) -> str | None:
    """Labels come before numbers: a list may well have a choice called 2."""
    text = plain(typed).casefold()
    for choice in question.choices:
        if text in {plain(each).casefold() for each in (choice.name, *choice.label.values())}:
            return choice.name
    if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= len(question.choices):
        return question.choices[int(text) - 1].name
    return None
