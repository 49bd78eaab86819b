"""Any of the papers, laid out."""

from forms.papers.addendum import Addendum, compose_addendum
from forms.papers.minute import Minute, compose_minute
from forms.papers.notice import Notice, compose_notice
from forms.papers.page import Paper
from forms.papers.publication import Publication, compose_publication
from forms.papers.record import Record, compose_record
from forms.papers.scheme import Scheme, compose_scheme
from forms.papers.templates import Templates
from forms.papers.transfer import TransferSlip, compose_transfer

Filled = Record | Notice | Scheme | Minute | TransferSlip | Publication | Addendum


def compose(filled: Filled, templates: Templates) -> Paper:
    """Return a paper ready for print, in the words of the templates."""
    match filled:
        case Record():
            return compose_record(filled, templates)
        case Notice():
            return compose_notice(filled, templates)
        case Scheme():
            return compose_scheme(filled, templates)
        case Minute():
            return compose_minute(filled, templates)
        case TransferSlip():
            return compose_transfer(filled, templates)
        case Publication():
            return compose_publication(filled, templates)
        case Addendum():
            return compose_addendum(filled, templates)
