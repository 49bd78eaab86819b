"""What was agreed to comes about, once the page that says it has been made: tables of the public, chains, the proof."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import delete, select

from rules.canonical_json import canonical
from rules.errors import publication as problems
from rules.events_publication import PublicationFailed
from rules.publication import BECOMES, folded, suffixes
from services.access import actor_by_id
from services.publishing import CHAIN, come_about, is_as_prepared, locked, said
from storage.tables import PublicName, PublicOutcome, PublicResult, PublicVersion, Publishing, Visit
from storage.tables.publication import SUFFIX_MOST
from storage.unit_of_work import UnitOfWork

PROOF = "publication_proof"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as it was made and kept: the hash of its bytes, its day, and its address (empty for none)."""

    sha256: str
    on: date
    address: str


def publish(uow: UnitOfWork, publishing_id: int, revision: int, page: MadePage) -> None:
    """Let a wish come about whose page was made; of another revision nothing comes.

    When its record has changed meanwhile, it waits for agreement again and whoever agreed hears of it.
    """
    row = locked(uow, publishing_id)
    if row.revision != revision or row.agreed_by is None or row.wish is None:
        return
    if not is_as_prepared(uow, row):
        fail(uow, publishing_id, revision, problems.CHANGED_SINCE.code)
        return
    by, prepared_by = actor_by_id(uow, row.agreed_by).code, actor_by_id(uow, row.wished_by or 0).code
    public = _changed(uow, row, page)
    body = {
        "number": row.number,
        "version": public.version,
        "page": page.sha256,
        "facts": sha256(canonical(row.wish_facts)).hexdigest() if row.wish_facts else None,
        "prepared_by": prepared_by,
        **said(row),
    }
    link = uow.record(CHAIN, public.state if row.wish != "correct" else "corrected", by, body, [page.sha256])
    proof = {
        "number": row.number,
        "version": public.version,
        "state": public.state,
        "page": page.sha256,
        "address": page.address,
        "on": page.on.isoformat(),
        "link": link,
        "prepared_by": prepared_by,
    }
    uow.record(f"visit:{uow.session.get_one(Visit, row.visit_id).number}", PROOF, by, proof, [page.sha256])
    come_about(uow, row, by)


def fail(uow: UnitOfWork, publishing_id: int, revision: int, code: str) -> None:
    """Note that what was agreed to did not come about: it waits for agreement again, and whoever agreed hears why."""
    row = locked(uow, publishing_id)
    if row.revision != revision or row.agreed_by is None:
        return
    uow.emit(PublicationFailed(publishing_id, row.agreed_by, code))
    row.agreed_by = None
    row.revision += 1


def _changed(uow: UnitOfWork, row: Publishing, page: MadePage) -> PublicResult:
    assert row.wish is not None
    public = uow.session.scalar(select(PublicResult).where(PublicResult.number == row.number))
    if public is None:
        assert row.wish_facts is not None
        facts = row.wish_facts
        visit_number = uow.session.get_one(Visit, row.visit_id).number
        public = PublicResult(
            number=row.number,
            visit_number=visit_number,
            campaign_number=facts["campaign"],
            registration_code=facts["registration_code"],
            name=facts["object"],
            folded=folded(facts["object"]),
            department=facts["department"],
            state="published",
            version=0,
            published_on=page.on,
            changed_at=uow.now,
        )
        uow.session.add(public)
    public.version += 1
    public.state, public.changed_at = BECOMES[row.wish], uow.now
    public.facts = row.wish_facts
    if row.wish_facts is not None:
        public.name, public.department = row.wish_facts["object"], row.wish_facts["department"]
        public.folded, public.registration_code = folded(public.name), row.wish_facts["registration_code"]
    elif public.state == "withheld":
        # On a legal ground, perhaps a secret: not even whose result it is stays with the public.
        public.name = public.folded = public.registration_code = ""
    uow.session.flush()
    uow.session.add(
        PublicVersion(
            public_result_id=public.public_result_id,
            version=public.version,
            kind=row.wish,
            reason=row.wish_reason,
            page_sha256=page.sha256,
            on=page.on,
        )
    )
    make_findable(uow, public)
    return public


def make_findable(uow: UnitOfWork, public: PublicResult) -> None:
    """Enter anew by what a result is found: its name, its code and, while it is public, what was found."""
    of = public.public_result_id
    for table in (PublicName, PublicOutcome):
        uow.session.execute(delete(table).where(table.public_result_id == of))
    ends = (suffixes(public.folded, SUFFIX_MOST) | {folded(public.registration_code)}) - {""}
    uow.session.add_all(PublicName(suffix=suffix, public_result_id=of) for suffix in sorted(ends))
    chosen = [each["key"] for each in public.facts["results"] if each["chosen"]] if public.facts else []
    uow.session.add_all(PublicOutcome(result=key, public_result_id=of) for key in chosen)
    uow.session.flush()
