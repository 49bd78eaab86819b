"""The paper of an addendum that was made void says so, as PDF, as DOCX and in the chat."""

import io
import zipfile

from sandbox.driver import Town
from tests.journeys.addenda_written import confirms, opens_addenda, writes
from tests.journeys.after_the_checklist import NUMBER, phones, says, submits, taps
from tests.journeys.received_files import received
from tests.journeys.test_papers import asks, text_of

VOID = "作废，未经签字，不更正任何内容。作废原因：题号选错了"


def test_the_paper_of_a_void_addendum_says_that_it_is_void(town: Town, language: str) -> None:
    submits(town)
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    writes(chen)
    confirms(town, chen)
    name = chen.word("paper-file", paper="addendum", number=f"{NUMBER}-A1")
    assert "作废" not in text_of(received(chen, f"{name}.pdf"))
    taps(chen, "button-addendum-void")
    chen.types("题号选错了")
    # Whoever had it to be signed has it once more.
    town.works_off_jobs()
    chen.settles()
    chen.sees(says(chen, "已作废，不能再签", "Void; it is not to be signed"))
    paper = text_of(received(chen, f"{name}.pdf"))
    assert VOID in paper
    assert "更正说明（作废）" in paper
    asks(town, chen, "button-paper-addendum")
    asks(town, chen, "button-paper-docx")
    with zipfile.ZipFile(io.BytesIO(received(chen, f"{name}.docx"))) as word:
        assert VOID in word.read("word/document.xml").decode()
