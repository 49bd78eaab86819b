"""Buttons of the official papers."""

from handlers.button_data import ButtonData


class PaperButton(ButtonData, prefix="paper"):
    """Have a paper of a visit printed and sent: `notice` or `record`, as `pdf` or `docx`."""

    paper: str
    visit_id: int
    format: str = "pdf"
