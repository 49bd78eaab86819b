"""What stands in the tables after the whole visit of the script, however it was played."""

from sqlalchemy import func, select

from rules.chains import faults_of
from sandbox.driver import Town
from storage.ledger import links_of
from storage.tables import Answer, Evidence, Finding, Section, Signature, Visit

NUMBER = "017-03"
NOTE = "2号灭火器压力不足"


def ensure_submitted(town: Town, code: str) -> None:
    """Raise `AssertionError` unless all of the visit stands there, under the code of its receipt."""
    with town.reading() as session:
        visit = session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        assert (visit.state, visit.receipt) == ("submitted", code)
        of_visit = select(Section.section_id).where(Section.visit_id == visit.visit_id)
        current = select(func.count()).select_from(Answer).where(Answer.section_id.in_(of_visit), Answer.is_current)
        assert session.scalar(current.where(Answer.value != "")) == 33
        assert session.scalar(current) == 33
        finding = session.scalars(select(Finding).where(Finding.section_id.in_(of_visit))).one()
        assert (finding.question, finding.note, finding.how) == ("equipment_intact", NOTE, "site")
        files = session.scalars(select(Evidence).where(Evidence.visit_id == visit.visit_id)).all()
        assert sorted((row.purpose, row.state) for row in files) == [
            ("item", "secured"),
            ("item", "secured"),
            ("notice", "secured"),
            ("signature", "secured"),
        ]
        assert [row.section_id for row in files if row.question == finding.question] == [finding.section_id]
        assert all(row.sha256 and row.recompressed for row in files)
        signed = select(Signature.role).where(Signature.visit_id == visit.visit_id, Signature.state == "standing")
        assert sorted(session.scalars(signed)) == ["officer"] * 4 + ["party"]
        links = list(links_of(session, f"visit:{NUMBER}"))
        assert list(faults_of(links)) == []
        types = [link["type"] for link in links]
        assert types[0] == "assigned"
        assert types.count("submitted") == 1
        assert types.count("evidence_secured") == 4
