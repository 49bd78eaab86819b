"""Official papers in the chat: the button that asks for one, and the paper itself."""

from handlers.buttons_papers import PaperButton
from handlers.words import Html, Words
from rules.errors import Told, describe
from rules.events import PaperPrinted
from rules.messages import Button, Document, Message, Picture

REMARKS_SHOWN = 3


def paper_button(words: Words, of: int, paper: str, format_: str = "pdf") -> Button:
    """Return the button that has a paper printed, of the visit or campaign whose row is named."""
    key = f"button-paper-{paper}" if format_ == "pdf" else f"button-paper-{format_}"
    return Button(words.plain(key), PaperButton(paper=paper, of=of, format=format_).pack(), steady=True)


def paper_said(words: Words, printed: PaperPrinted, *, is_void: bool = False) -> list[Message]:
    """Return a printed paper: its first page to look at, and the file; with a PDF the way to the same as DOCX. That it
    `is_void` stands above both.
    """
    name = words.plain("paper-file", paper=printed.paper, number=printed.number)
    remarks = [Words.escape("⚠️ " + describe(Told(*each), words.language)) for each in printed.remarks[:REMARKS_SHOWN]]
    if is_void:
        remarks.insert(0, words("paper-void"))
    if printed.first_page is None:
        caption = Html("\n".join([words("paper-docx"), *remarks]))
        return [Document(f"sha256:{printed.sha256}", f"{name}.{printed.format}", caption)]
    title = Html("\n".join([words("paper-printed", paper=printed.paper, number=printed.number), *remarks]))
    ways = [(paper_button(words, printed.of, printed.paper, "docx"),)]
    if printed.address:
        ways.append((Button(words.plain("button-paper-verify"), url=printed.address),))
    seal = words("paper-sha256", sha256=printed.sha256)
    return [
        Picture(f"sha256:{printed.first_page}", title),
        Document(f"sha256:{printed.sha256}", f"{name}.{printed.format}", seal, tuple(ways)),
    ]
