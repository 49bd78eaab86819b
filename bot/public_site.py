"""The pages at our public address: signing, the API, the dashboard, and what everybody may read."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import structlog
from starlette.routing import BaseRoute

from bot.settings import Settings
from bot.stamp_certificate import read_certificate
from rules.refusals import Refused
from storage.files import FileStore
from storage.unit_of_work import UnitOfWork
from web.api import api
from web.api_operations import Desk
from web.dashboard import dashboard_page
from web.public import public_pages
from web.signing import Office, signing_pages

log = structlog.get_logger()

Opened = Callable[[], AbstractContextManager[UnitOfWork]]


def site_routes(settings: Settings, looking: Opened, acting: Opened) -> list[BaseRoute]:
    """Return the routes below the path of `settings.public_url`; pages read by `looking` and act by `acting`."""
    prefix, files = urlsplit(settings.public_url).path, FileStore(settings.files)
    pads = Office(settings.token.get_secret_value(), looking, acting, files.read, files.keep)
    is_secure = settings.public_url.startswith("https:")
    return [
        *signing_pages(prefix, pads),
        api(prefix, Desk(looking, acting, files.stream)),
        dashboard_page(prefix, looking, acting, is_secure=is_secure),
        *public_pages(prefix, looking, files.read, certificate=_stamp_certificate(settings)),
    ]


def _stamp_certificate(settings: Settings) -> bytes | None:
    """Return the time stamping authority's certificate; roots are published without one that cannot be read."""
    file = settings.tsa_certificate
    try:
        return read_certificate(file) if file else None
    except Refused as refused:
        log.warning("stamp_certificate_unusable", file=str(file), code=refused.code)
        return None
