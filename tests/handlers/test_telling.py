"""Every message to a person leads on, and takes the course that the person chose: proved for all tellers at once."""

import ast
from pathlib import Path

import pytest

from handlers import notices
from handlers.buttons import HomeButton
from handlers.telling import leading_button, with_next_step
from handlers.words import LANGUAGES, words_of
from rules.messages import Button, Card, Document, Message, Picture, Text, Withdraw

HANDLERS = Path(notices.__file__).parent
LOOK = Button("look", "task:open:1", style="primary")
HOME = HomeButton(view="open").pack()

# Those who write into a chat themselves: they bring up to date what somebody looks at, answer an act of the person's
# own, or ask what only this person can say.
THEMSELVES = {
    "notices_addenda.on_paper_printed": "below the paper, for those who look at the addendum",
    "notices_addenda.on_addendum_page_signed": "asks whether one signed; with its buttons",
    "notices_after._say": "the card that one looks at",
    "notices_after.on_sheet_signed": "asks whether one signed; with its buttons",
    "notices_after.forget_denials": "takes away",
    "notices_after.on_visit_submitted": "the receipt of the team's own act; with its buttons",
    "notices_evidence.on_lost": "an answer to one's own file; with its button",
    "notices_evidence.on_quarantined": "an answer to one's own file; with its button",
    "notices_evidence._update_receipt": "the receipt of one's own files",
    "notices_evidence.on_submission_settled": "the receipt of one's own files",
    "notices_evidence.on_code_sought": "an answer to one's own photograph, below the question's card",
    "notices_groups.tell_groups": "no person; with its button",
    "notices_pads.on_pad_signed": "where one is led on",
    "notices_publication._renew": "cards that stand, without a sound",
    "telling.to_person": "is the way",
    "telling.update_each": "cards that stand, without a sound",
    "onlookers.refresh": "cards that stand, without a sound",
}


def writers() -> set[str]:
    """Every function of those who tell that writes into a chat without `to_person`."""
    found = set()
    for path in [*HANDLERS.glob("notices*.py"), HANDLERS / "telling.py", HANDLERS / "onlookers.py"]:
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            calls = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
            if any(call.endswith(("mailbox.say", "mailbox.amend")) for call in calls):
                found.add(f"{path.stem}.{function.name}")
    return found


def test_nobody_is_told_past_the_way_on_which_every_message_gets_its_next_step() -> None:
    assert writers() == set(THEMSELVES)


def test_words_that_are_written_past_it_have_their_buttons() -> None:
    for path in HANDLERS.glob("notices*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef) or f"{path.stem}.{function.name}" not in THEMSELVES:
                continue
            texts = [
                node
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Text", "Document")
            ]
            bare = [ast.unparse(node) for node in texts if len(node.args) + len(node.keywords) < 2]
            assert bare in ([], ["Text(hint)"]), f"{path.name}: {bare}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "said",
    [
        [Text("x")],
        [Card("k", "x")],
        [Picture("qr:x")],
        [Document("sha256:x", "x.pdf")],
        [Withdraw("k", "✓"), Text("x")],
        [Text("x"), Withdraw("k", "✓")],
    ],
    ids=["text", "card", "picture", "document", "after-a-withdrawal", "before-a-withdrawal"],
)
def test_what_leads_nowhere_is_led_on(language: str, said: list[Message]) -> None:
    led = with_next_step(words_of(language), said)
    assert len(led) == len(said)
    buttons = [button.data for each in led for row in getattr(each, "buttons", ()) for button in row]
    assert buttons == [HOME]


def test_what_leads_on_already_is_left_alone() -> None:
    said: list[Message] = [Text("x"), Card("k", "x", ((Button("other", "home:open:1"), LOOK),))]
    assert with_next_step(words_of("en"), said) == said
    assert leading_button(said[1]) == LOOK  # type: ignore[arg-type]
    assert with_next_step(words_of("en"), []) == []
    assert with_next_step(words_of("en"), [Withdraw("k", "✓")]) == [Withdraw("k", "✓")]
