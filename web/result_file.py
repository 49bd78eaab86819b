"""The page of a result as a file: what is previewed, hashed, kept and given as it was; it needs nothing beside it."""

from services.public_results import ResultView
from services.verification import Office
from web.rendering import rendered


def result_file(view: ResultView, office: Office, language: str, address: str) -> bytes:
    """Return the page of a result, without what only the site has: links and the other language.

    Args:
        view: The result as it is, or as it is to be.
        office: Who is responsible.
        language: `zh-CN` for what is published; the other for reading it before.
        address: Where it stands, empty for an office without a public address.
    """
    return rendered("result.html", language, result=view, office=office, address=address, is_file=True).encode()
