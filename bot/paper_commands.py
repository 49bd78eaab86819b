"""The command line of papers: `hecha papers check`."""

from cyclopts import App

from bot.console import say

papers = App(name="papers", help="The official papers: whether the office's templates and fonts can print them.")


@papers.command
def check() -> None:
    """Read the templates of HECHA_PAPER_FOLDER and the fonts, and say what is to be mended or that all is well."""
    from bot.settings import PaperSettings
    from forms.papers.checking import check_papers
    from handlers.screens.paper_check import checked_lines

    folders = PaperSettings()
    checked = check_papers(folders.font_folder, folders.paper_folder)
    for line in checked_lines(checked, str(folders.paper_folder or "")):
        say(line)
    if checked.faults:
        raise SystemExit(1)
