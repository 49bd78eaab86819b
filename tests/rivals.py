"""Somebody else who adds a link to the same chain in the same moment, as only PostgreSQL lets them."""

from datetime import UTC, datetime

import pytest

from sandbox.stock import BOT_ID
from storage.database import Database
from storage.ledger import Ledger
from storage.unit_of_work import unit_of_work


def let_rival_in(monkeypatch: pytest.MonkeyPatch, database: Database, *, times: int = 1) -> list[str]:
    """Let a rival come first each of the next few times that anybody looks for the end of a chain in order to add to
    it; return the chains, which grow as it happens.
    """
    head = Ledger.head
    met: list[str] = []

    def look(ledger: Ledger, chain: str) -> tuple[int, str]:
        found = head(ledger, chain)
        if len(met) < times:
            met.append(chain)
            with monkeypatch.context() as meanwhile:
                meanwhile.setattr(Ledger, "head", head)
                with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC)) as rival:
                    rival.record(chain, "came_first", "SJ-02", {})
        return found

    monkeypatch.setattr(Ledger, "head", look)
    return met
