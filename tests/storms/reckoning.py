"""The reckoning after a storm: everything that was done is found exactly once, and the chats show how it stands."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.chains import faults_of
from sandbox.driver import Phone, Town
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Answer, CardRow, Evidence, InboxUpdate, Job, LedgerLink, Opening, OutboxMessage
from tests.storms.acts import Made


@dataclass(slots=True)
class Found:
    """What is missing, what is there more than once, and what else is wrong; all empty when all is well."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, wanted: list[str], found: Counter[str]) -> None:
        """Compare what must be found once each with how often it is."""
        self.lost += [f"{what} {each}" for each in wanted if not found[each]]
        self.duplicated += [f"{what} {each} × {found[each]}" for each in wanted if found[each] > 1]

    @property
    def is_well(self) -> bool:
        """Whether nothing is lost, duplicated or otherwise wrong."""
        return not (self.lost or self.duplicated or self.wrong)


def reckon(town: Town, made: Made, phones: list[Phone]) -> Found:
    """Look through the tables, the evidence store and the chats."""
    found = Found()
    with town.reading() as session:
        _count_acts(session, made, found)
        found.wrong += _unfinished(session)
        found.wrong += _broken_chains(session)
        found.wrong += _broken_revisions(session)
        found.wrong += _unsecured(session, FileStore(f"file://{town.folder / 'files'}"))
        for phone in phones:
            found.wrong += _stale_chat(session, phone)
    return found


def _count_acts(session: Session, made: Made, found: Found) -> None:
    found.count("note", made.notes, Counter(session.scalars(select(Opening.value))))
    found.count("answer", made.answers, Counter(session.scalars(select(Answer.value))))
    files = session.execute(select(Evidence.chat_id, Evidence.telegram_message_id))
    found.count("file", [f"{c}/{m}" for c, m in made.files], Counter(f"{c}/{m}" for c, m in files))
    entries = session.execute(select(LedgerLink.chain, LedgerLink.type, LedgerLink.actor))
    found.count("entry", [" ".join(entry) for entry in made.once], Counter(" ".join(entry) for entry in entries))


def _unfinished(session: Session) -> Iterator[str]:
    for state, count in Counter(session.scalars(select(InboxUpdate.state))).items():
        if state != "done":
            yield f"{count} updates are {state}"
    for state, count in Counter(session.scalars(select(Job.state))).items():
        if state != "done":
            yield f"{count} jobs are {state}"
    rows = session.execute(select(OutboxMessage.kind, OutboxMessage.state, OutboxMessage.error))
    for (kind, end, error), count in Counter(tuple(row) for row in rows).items():
        if end != "sent" and (kind, end) != ("toast", "dropped"):
            yield f"{count} messages of kind {kind} are {end}: {error}"


def _broken_chains(session: Session) -> Iterator[str]:
    for chain in session.scalars(select(LedgerLink.chain).distinct()).all():
        yield from (f"{chain}: {fault}" for fault in faults_of(links_of(session, chain)))


def _broken_revisions(session: Session) -> Iterator[str]:
    """Each answer is a revision of its own, each is entered in the ledger, the newest counts."""
    rows = session.scalars(select(Answer).order_by(Answer.section_id, Answer.question, Answer.revision)).all()
    for (section, question), group in groupby(rows, key=lambda row: (row.section_id, row.question)):
        revisions = list(group)
        if [row.revision for row in revisions] != list(range(1, len(revisions) + 1)):
            yield f"answers to {question} of section {section} are no unbroken row of revisions"
        if [row.is_current for row in revisions] != [False] * (len(revisions) - 1) + [True]:
            yield f"not the newest answer to {question} of section {section} counts, or not it alone"
    entered = Counter(session.scalars(select(LedgerLink.type)))["answered"]
    single = sum(row.mode == "single" for row in rows)
    if entered != single:
        yield f"{single} single answers, {entered} of them entered in the ledger"


def _unsecured(session: Session, files: FileStore) -> Iterator[str]:
    for row in session.scalars(select(Evidence)):
        if row.state != "secured" or row.sha256 is None:
            yield f"file {row.evidence_id} is {row.state}"
        elif row.file_size is not None and len(files.read(row.sha256)) != row.file_size:
            yield f"file {row.evidence_id} is not whole"


def _stale_chat(session: Session, phone: Phone) -> Iterator[str]:
    """Every card stands in the chat once, with its newest words and buttons."""
    there = {message.message_id: message for message in phone.messages() if not message.is_mine}
    for card in session.scalars(select(CardRow).where(CardRow.chat_id == phone.number)):
        if card.wanted["kind"] != "card":
            continue
        message = there.get(card.message_id or 0)
        if message is None:
            yield f"{phone.number}: card {card.key} is not in the chat"
            continue
        labels = tuple(tuple(button["text"] for button in row) for row in card.wanted["buttons"])
        if (message.text.strip(), message.labels) != (_plain(card.wanted["text"]), labels):
            yield f"{phone.number}: card {card.key} shows {message.text!r} instead of {card.wanted['text']!r}"


def _plain(words: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", words)).strip()
