"""Buttons of the official papers."""

from handlers.button_data import ButtonData


class PaperButton(ButtonData, prefix="paper"):
    """Have a paper printed and sent: its kind, the row of its visit or campaign, `pdf` or `docx`."""

    paper: str
    of: int
    format: str = "pdf"


class CampaignButton(ButtonData, prefix="campaign"):
    """Show the papers of one's campaigns, one campaign a page."""

    page: int = 1
