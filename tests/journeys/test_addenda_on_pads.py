"""An addendum is signed on pads as the record is: in an officer's chat, and by a link on the party's phone."""

import hashlib
from urllib.parse import parse_qs, urlsplit

import httpx

from rules.chains import faults_of
from sandbox.driver import Phone, Town
from storage.files import FileStore
from storage.ledger import links_of
from tests.journeys.addenda_written import confirms, opens_addenda, writes
from tests.journeys.after_the_checklist import NUMBER, on_card, phones, says, submits, taps
from tests.journeys.received_files import received
from tests.journeys.test_addenda import prints_of, signers_of
from tests.journeys.test_pads import link_in, pictures_in
from tests.journeys.test_papers import text_of
from tests.web.pad_desk import MARKS

FIRST = f"{NUMBER}-A1"


class Page:
    """The page of a pad, without a browser: what it asks of the office, and is told."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.path = f"{parts.scheme}://{parts.netloc}{parts.path}"
        launch = parse_qs(parts.fragment).get("tgWebAppData", [""])[0]
        self.told = self._ask("open", launch=launch)

    def _ask(self, what: str, **body: object) -> dict[str, object]:
        answer = httpx.post(f"{self.path}/{what}", json=body, timeout=20)
        return dict(answer.json())

    def reads(self) -> bytes:
        """The PDF that is signed."""
        return httpx.get(f"{self.path.rpartition('/')[0]}/{self.told['pdf']}", timeout=20).content

    def signs(self) -> dict[str, object]:
        self._ask("marks", ticket=self.told["ticket"], first=1, marks=MARKS, size=[358, 298])
        return self._ask("done", ticket=self.told["ticket"])


def signs_for_oneself(phone: Phone) -> Page:
    taps(phone, "button-addendum-mine")
    page = Page(phone.opens(phone.word("button-pad-mine")))
    assert "signed" in page.signs()
    return page


def test_an_addendum_is_signed_on_pads_and_its_paper_shows_what_was_drawn(public_town: Town, language: str) -> None:
    town = public_town
    submits(town)
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    writes(chen)
    confirms(town, chen)
    unsigned = received(chen, f"{chen.word('paper-file', paper='addendum', number=FIRST)}.pdf")
    page = signs_for_oneself(chen)
    # What is signed is that very paper.
    assert (page.told["title"], page.told["number"], page.told["role"]) == ("实地核查记录表更正说明", FIRST, "officer")
    assert page.reads() == unsigned
    assert page.told["record"] == hashlib.sha256(unsigned).hexdigest() == prints_of(town, "addendum")[-1]
    on_card(chen, says(chen, "陈立 ✅手写", "Chen Li ✅ drawn"))
    # Withdrawn it is asked for again.
    taps(chen, "button-drawn")
    taps(chen, "button-withdraw-drawn", who=says(chen, "陈立", "Chen Li"))
    assert signers_of(town) == []
    signs_for_oneself(chen)
    on_card(chen, says(chen, "陈立 ✅手写", "Chen Li ✅ drawn"))
    # The party's agent, on their own phone.
    taps(chen, "button-addendum-party")
    chen.taps(says(chen, "受委托人", "Agent"))
    chen.types("王某")
    on_card(chen, "王某")
    # With the authorisation, as on the record.
    chen.sends_photo()
    on_card(chen, chen.word("agent-photos", count=1))
    taps(chen, "button-addendum-party")
    taps(chen, "button-pad-link")
    theirs = Page(link_in(chen))
    agent = says(chen, "受委托人", "agent")
    assert (theirs.told["name"], theirs.told["role"]) == ("王某", "party")
    assert theirs.told["capacity"] in (agent, "受委托人")
    assert Page(link_in(chen)).told["code"] == "SIGNPAD_004"
    assert "signed" in theirs.signs()
    on_card(chen, says(chen, "受委托人", "agent"))
    # The others sign on paper; the addendum is the team's then.
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    town.works_off_jobs()
    chen.settles()
    assert signers_of(town) == [("officer", "drawn")] + [("officer", "paper")] * 3 + [("party", "drawn")]
    paper = received(chen, f"{chen.word('paper-file', paper='addendum', number=FIRST)}.pdf")
    assert pictures_in(paper)[0] == pictures_in(unsigned)[0] + 2
    assert "王某" in text_of(paper)
    with town.reading() as session:
        links = list(links_of(session, f"visit:{NUMBER}"))
    assert list(faults_of(links)) == []
    drawn = [link for link in links if link["type"] == "addendum_signed" and link["files"]]
    assert [(link["body"]["by"], link["body"]["party_by"]) for link in drawn] == [
        ("chat", ""),
        ("chat", ""),
        ("link", "agent"),
    ]
    files = FileStore(f"file://{town.folder / 'files'}")
    for link in drawn:
        assert files.read(link["body"]["paper"]).startswith(b"%PDF")
        assert files.read(link["body"]["png"]).startswith(b"\x89PNG")
        assert link["body"]["paper"].encode() in files.read(link["body"]["marks"])
