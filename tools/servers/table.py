"""Which servers there are, how each is started, and how the product is told to use it.

They are started by what the tests start theirs with, each in a folder that is thrown away. Redis is
not among them: nothing of ours uses it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Callable, ContextManager, Iterator

from tests.support import calendar_servers, imap, postgres, provider, rt
from tests.support.calendars import CalendarServer

from tools.debian import DATABASE, MAILBOX, TICKETS

_SOMEBODY = "demo"


class NotHere(Exception):
    """A server that this machine does not have, and what would bring it."""


@dataclass(frozen=True)
class Server:
    """One server; what `start` gives says how to use it. It raises `NotHere`."""

    name: str
    start: Callable[[], ContextManager[tuple[str, ...]]]


@contextmanager
def _postgresql() -> Iterator[tuple[str, ...]]:
    programs = postgres.programs()
    if programs is None:
        raise NotHere(DATABASE.not_here)
    with postgres.running_server(programs) as url:
        yield (f"SCHAKEL_DATABASE_URL={url}",)


@contextmanager
def _dovecot() -> Iterator[tuple[str, ...]]:
    program = imap.program()
    if program is None:
        raise NotHere(MAILBOX.not_here)
    with imap.running_imap(program) as server:
        yield (f"SCHAKEL_IMAP_URL={server.url('vraag@example.org')}",)


@contextmanager
def _request_tracker() -> Iterator[tuple[str, ...]]:
    if not rt.is_here():
        raise NotHere(TICKETS.not_here)
    with rt.running_rt() as server:
        tokens = (f"token of {name}: {token}" for name, token in server.tokens.items())
        yield (server.url, *tokens)


@contextmanager
def _radicale() -> Iterator[tuple[str, ...]]:
    with calendar_servers.running_radicale() as server:
        yield _of_calendars(server)


@contextmanager
def _xandikos() -> Iterator[tuple[str, ...]]:
    with calendar_servers.running_xandikos() as server:
        yield _of_calendars(server)


@contextmanager
def _davical() -> Iterator[tuple[str, ...]]:
    reason = calendar_servers.davical_not_here()
    if reason:
        raise NotHere(reason)
    with calendar_servers.running_davical() as server:
        yield _of_calendars(server)


@contextmanager
def _login() -> Iterator[tuple[str, ...]]:
    with provider.running_provider() as server:
        yield (
            f"SCHAKEL_OIDC_ISSUER={server.url}",
            f"SCHAKEL_OIDC_CLIENT_ID={provider.CLIENT_ID}",
            f"SCHAKEL_OIDC_CLIENT_SECRET={provider.CLIENT_SECRET}",
        )


def _of_calendars(server: CalendarServer) -> tuple[str, ...]:
    desktop = server.advisor(_SOMEBODY)
    desktop.http.close()
    return (f"SCHAKEL_CALDAV_URL={server.url}", f"path of a calendar: {desktop.path}")


SERVERS = (
    Server("PostgreSQL", _postgresql),
    Server("dovecot", _dovecot),
    Server("Request Tracker 5", _request_tracker),
    Server("Radicale", _radicale),
    Server("Xandikos", _xandikos),
    Server("DAViCal", _davical),
    Server("OpenID provider", _login),
)
