"""Chains of the ledger, as journeys look at them."""

from rules.chains import faults_of
from sandbox.driver import Town
from storage.ledger import links_of
from tests.journeys.drawn_forms import number_of


def ensure_whole(town: Town, visit_id: int) -> None:
    """The visit's chain of the ledger has no gap and no foreign link."""
    with town.reading() as session:
        links = list(links_of(session, f"visit:{number_of(town, visit_id)}"))
    assert links
    assert list(faults_of(links)) == []
