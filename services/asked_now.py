"""What a form with logic asks at present, as a checklist: so that it is asked, shown and answered like any other."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from forms.checklist import Checklist, Choice, Group, Kind, Question
from forms.filling import outline
from forms.filling.tree import FormNode, Range
from forms.languages import language_code
from forms.xform_texts import spoken
from services.filled import FilledForm

NAME_MOST = 80  # characters: as wide as answers keep a question's name
LISTED_MOST = 60  # longer lists are looked up when they are shown
MORE: Kind = "more"


@dataclass(slots=True)
class _Seen:
    """A question, or the end of a repeat, with its texts by language."""

    reference: str
    is_end: bool
    headings: tuple[outline.Heading, ...]
    label: dict[str, str] = field(default_factory=dict)
    hint: dict[str, str] = field(default_factory=dict)
    guidance: dict[str, str] = field(default_factory=dict)
    headed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    value: str = ""
    is_required: bool = False
    is_readonly: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class AskedNow:
    """What is asked at present.

    Attributes:
        checklist: With the questions that are relevant, in their order.
        values: Those that the form holds, by the questions' names.
        looked_up: Names of the questions whose lists are too long to stand here: their choices are those chosen.
    """

    checklist: Checklist
    values: Mapping[str, str] = field(default_factory=dict)
    looked_up: frozenset[str] = frozenset()


def asked_now(checklist: Checklist, form: FilledForm) -> AskedNow:
    """Return what a form asks at present.

    Names are those of the form where they are unique and stand in no repeat, else they say in which round; they last
    as long as the question or its round does. Numbers run on over what is asked.
    """
    questions: list[Question] = []
    looked_up: set[str] = set()
    groups: dict[str, Group] = {}
    values: dict[str, str] = {}
    form.names = {}
    number = 0
    for seen in _look(form, form.filling.outline, lambda each: each.is_relevant):
        group = _group(form, seen, groups)
        if seen.is_end:
            name = _short(f"{form.key_of(seen.reference)}/{MORE}")
            known = Question(name, MORE, None, spoken(seen.label))
            if questions and form.names[questions[-1].name].startswith(f"{seen.reference}["):
                # Whether there is another is asked with the last one.
                group = questions[-1].group
        else:
            try:
                name, known = _named(checklist, form, seen.reference)
            except KeyError:
                continue
            known = _as_seen(known, seen)
            values[name] = seen.value
            if seen.is_long:
                looked_up.add(name)
        form.names[name] = seen.reference
        number += known.is_asked
        questions.append(replace(known, name=name, number=number if known.is_asked else None, group=group))
    used = {question.group for question in questions}
    derived = _checklist(checklist, tuple(g for g in groups.values() if g.name in used), tuple(questions))
    return AskedNow(derived, values, frozenset(looked_up))


def hidden_now(checklist: Checklist, form: FilledForm, names: Collection[str]) -> tuple[Question, ...]:
    """Return those of the named questions that the form has and does not ask at present, without numbers: those that
    do not apply, and those of rounds that a lower count has taken away.
    """
    found: dict[str, Question] = {}

    def is_wanted(each: outline.Question | outline.RoundsEnd) -> bool:
        if isinstance(each, outline.RoundsEnd):
            return False
        try:
            name, known = _named(checklist, form, each.reference)
        except KeyError:
            return False
        if name in names:
            found[name] = known
            form.names[name] = each.reference
        return name in names

    everything = partial(form.filling.outline, with_parked=True)
    by_reference = {seen.reference: seen for seen in _look(form, everything, is_wanted)}
    return tuple(
        replace(_with_round(_as_seen(known, seen), seen), name=name, number=None, group=None)
        for name, known in found.items()
        for seen in [by_reference[form.names[name]]]
    )


def _with_round(question: Question, seen: _Seen) -> Question:
    """Return a question that says in which round it stands: no heading stands over it."""
    rounds = [place for place, heading in enumerate(seen.headings) if heading.position]
    if not rounds:
        return question
    label = {
        code: f"{_heading(labels[rounds[-1]], seen.headings[rounds[-1]])} · {seen.label[code]}"
        for code, labels in seen.headed.items()
    }
    return replace(question, label=spoken(label))


def _named(checklist: Checklist, form: FilledForm, reference: str) -> tuple[str, Question]:
    """Return the lasting name of a question and what the checklist says of it. Raises `KeyError`."""
    known, key = checklist.at(reference), form.key_of(reference)
    return (known.name if known.name in _unique_names(checklist) and "#" not in key else _short(key)), known


def names_in(form: FilledForm, reference: str) -> list[str]:
    """Return the names under which answers of a round are kept, whether its questions are asked at present or not."""
    place = form.filling.tree.find(reference)
    assert isinstance(place, FormNode)
    keys = [form.key_of(node.reference) for node in place.nodes_below()]
    ends = [f"{form.key_of(each.reference)}/{MORE}" for each in place.below() if isinstance(each, Range)]
    return [_short(key) for key in (*keys, *ends)]


def round_group(form: FilledForm, reference: str) -> str:
    """Return the name of the group that a round is shown as."""
    return _short(form.key_of(reference))


def _look(
    form: FilledForm,
    read: Callable[[], Iterator[outline.Question | outline.RoundsEnd]],
    is_wanted: Callable[[outline.Question | outline.RoundsEnd], bool],
) -> Iterator[_Seen]:
    """Yield what is wanted, in order; every language reads it once, because texts depend on the session's."""
    rendering, language = form.filling.rendering, form.filling.language
    found: list[_Seen] = []
    try:
        for turn, name in enumerate(form.filling.form.languages or ("",)):
            rendering.language = name
            code = language_code(name or None)
            wanted = [each for each in read() if is_wanted(each)]
            if not turn:
                found = [_first_look(each) for each in wanted]
            for seen, each in zip(found, wanted, strict=True):
                _read_texts(seen, each, code)
    finally:
        rendering.language = language
    return (seen for seen in found if not seen.is_end or seen.reference)


def _first_look(each: outline.Question | outline.RoundsEnd) -> _Seen:
    if isinstance(each, outline.RoundsEnd):
        # Where the form decides how many there are, nobody is asked.
        return _Seen("" if each.is_counted else each.reference, True, each.headings)
    return _Seen(
        each.reference,
        False,
        each.headings,
        value=each.value,
        is_required=each.is_required,
        is_readonly=each.is_readonly,
    )


def _read_texts(seen: _Seen, each: outline.Question | outline.RoundsEnd, code: str) -> None:
    # The converter sets spaces around what is worked out, at the ends as well.
    seen.label[code] = (each.label or "").strip()
    seen.headed[code] = tuple(heading.label or "" for heading in each.headings)
    if isinstance(each, outline.RoundsEnd):
        return
    seen.hint[code] = (each.hint or "").strip()
    seen.guidance[code] = each.guidance or ""
    if each.takes_choices:
        choices = each.choices
        seen.is_long = len(choices) > LISTED_MOST
        chosen = set(seen.value.split()) if seen.is_long else ()
        for choice in choices:
            if not seen.is_long or choice.value in chosen:
                seen.choices.setdefault(choice.value, {})[code] = choice.label


def _as_seen(question: Question, seen: _Seen) -> Question:
    """Return a question with the words, choices and conditions that it has at present."""
    media = {choice.name: choice.media for choice in question.choices}
    choices = tuple(Choice(value, spoken(label), media.get(value, {})) for value, label in seen.choices.items())
    return replace(
        question,
        label=spoken(seen.label),
        hint=spoken(seen.hint),
        guidance=spoken(seen.guidance),
        choices=choices,
        required=seen.is_required,
        read_only=question.read_only or seen.is_readonly,
    )


def _group(form: FilledForm, seen: _Seen, groups: dict[str, Group]) -> str | None:
    """Return the name of the inmost heading, entering it and its words; rounds say which they are."""
    if not seen.headings:
        return None
    reference = next((heading.reference for heading in reversed(seen.headings) if heading.reference), "")
    name = _short(form.key_of(reference)) if reference else ""
    if name not in groups:
        label: dict[str, str] = {}
        for code, labels in seen.headed.items():
            steps = [_heading(text, heading) for text, heading in zip(labels, seen.headings, strict=True)]
            label[code] = " › ".join(step for step in steps if step)
        inmost = seen.headings[-1]
        groups[name] = Group(name, label, reference, is_repeat=inmost.position > 0, appearance=inmost.appearance)
    return name


def _heading(label: str, heading: outline.Heading) -> str:
    return f"{label} {heading.position}".strip() if heading.position else label


def _short(key: str) -> str:
    return key if len(key) <= NAME_MOST else "~" + hashlib.sha256(key.encode()).hexdigest()[:40]


@lru_cache(maxsize=256)
def _unique_names(checklist: Checklist) -> frozenset[str]:
    counted = Counter(question.name for question in checklist.questions)
    return frozenset(name for name, count in counted.items() if count == 1 and len(name) <= NAME_MOST)


def _checklist(checklist: Checklist, groups: tuple[Group, ...], questions: tuple[Question, ...]) -> Checklist:
    """Return a checklist of its own, whose hash stands for what it asks: pages are laid out once for each."""
    digest = hashlib.sha256(repr((groups, questions)).encode()).hexdigest()
    return replace(checklist, groups=groups, questions=questions, sha256=f"{checklist.sha256}:{digest}")
