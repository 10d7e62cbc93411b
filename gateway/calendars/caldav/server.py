"""The one place that speaks to a calendar server, over CalDAV."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import SplitResult, quote, unquote, urlsplit
from uuid import UUID

import structlog
from caldav.async_davclient import AsyncDAVClient
from msgspec import Struct

from gateway.calendars.caldav.answers import mark, named, ours, taken
from gateway.calendars.caldav.events import Unreadable, busy_in, standing_in, written
from handoff.appointments.agendas import Span
from handoff.appointments.calendars import (
    CalendarAbilities,
    CalendarRefused,
    Changes,
    Entry,
    Standing,
    StandsOtherwise,
)

_SECONDS = 10
_SECURE, _PLAIN = "https", "http"
_THIS_MACHINE = ("localhost", "127.0.0.1")
# Servers take whole days for days in another zone.
_MARGIN = timedelta(days=1)
_MARK = "{DAV:}getetag"

log = structlog.get_logger()


class BadCalendarServer(ValueError):
    """The address of the calendar server cannot be read."""


class _Listed(Struct, frozen=True):
    """What of ours a calendar has, by mark; None was taken out. `is_whole`: and nothing else."""

    token: str
    marks: dict[UUID, str | None]
    is_whole: bool


class CalDavServer:
    """All calendars on one server, with one account for all of them.

    `url` is `https://user:password@agenda.example.org/dav`; raises `BadCalendarServer`. The path of
    a calendar goes on from there. A call may take `seconds`.
    """

    def __init__(self, url: str, seconds: int = _SECONDS) -> None:
        server = _server(url)
        port = f":{server.port}" if server.port else ""
        self._base = f"{server.scheme}://{server.hostname}{port}{server.path.rstrip('/')}"
        self._client = AsyncDAVClient(
            self._base,
            username=unquote(server.username or ""),
            password=unquote(server.password or ""),
            # Not asked for first: who sends much is cut off before hearing the question.
            auth_type="basic" if server.username else None,
            timeout=seconds,
            # Neither looked for elsewhere, nor tried in other ways.
            enable_rfc6764=False,
            features={"http.multiplexing": False},
        )
        self._tells_changes = True

    @property
    def abilities(self) -> CalendarAbilities:
        return CalendarAbilities(self._tells_changes)

    async def busy(self, path: str, span: Span) -> Sequence[Span]:
        since, until = span.start - _MARGIN, span.end + _MARGIN
        asked = self._client.calendar_query(self._at(path), start=since, end=until, event=True)
        answer = taken(await named(asked))
        texts = [one.calendar_data for one in answer.parse_calendar_query() if one.calendar_data]
        # To count what is repeated takes time, and others wait in the loop.
        return await asyncio.to_thread(_busy, texts, span)

    async def standing(self, path: str, appointment: UUID) -> Standing | None:
        answer = await named(self._client.request(self._place(path, appointment)))
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return standing_in(taken(answer).raw, mark(answer))

    async def put(self, path: str, entry: Entry, expect: str | None) -> str:
        place = self._place(path, entry.appointment)
        only = {"If-None-Match": "*"} if expect is None else {"If-Match": expect}
        head = {"Content-Type": "text/calendar; charset=utf-8", **only}
        answer = taken(await named(self._client.put(place, written(entry), head)))
        if "ETag" in answer.headers:
            return mark(answer)
        # It was changed on the way in, and only what stands there now has a mark.
        return mark(taken(await named(self._client.request(place))))

    async def remove(self, path: str, appointment: UUID, expect: str) -> None:
        place = self._place(path, appointment)
        answer = await named(self._client.delete(place, {"If-Match": expect}))
        if answer.status not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            taken(answer)

    async def changes(self, path: str, token: str, known: Mapping[UUID, str]) -> Changes:
        listed = await self._listed(path, token)
        found: dict[UUID, Standing | None] = {}
        for id, known_mark in known.items():
            is_told = listed.is_whole or id in listed.marks
            if is_told and listed.marks.get(id) != known_mark:
                # Only the event itself is believed when it says that it is gone.
                standing = await self.standing(path, id)
                if standing is None or standing.mark != known_mark:
                    found[id] = standing
        return Changes(listed.token, found)

    async def close(self) -> None:
        await self._client.close()

    async def _listed(self, path: str, token: str) -> _Listed:
        if not self._tells_changes:
            return await self._all(path)
        try:
            return await self._synced(path, token)
        except (CalendarRefused, StandsOtherwise):
            # A token is forgotten after a while, in as many words as there are servers.
            if token:
                return await self._listed(path, "")
        whole = await self._all(path)
        self._tells_changes = False
        return whole

    async def _synced(self, path: str, token: str) -> _Listed:
        marks: dict[UUID, str | None] = {}
        asked_from, is_all = token, False
        while not is_all:
            asked = self._client.sync_collection(self._at(path), asked_from, props=["getetag"])
            answer = taken(await named(asked))
            page = answer.parse_sync_collection()
            marks |= ours((one.href, one.etag) for one in page.changed)
            marks |= ours((href, None) for href in page.deleted)
            if not page.sync_token:
                raise CalendarRefused("no token")
            is_all = not page.truncated or page.sync_token == asked_from
            asked_from = page.sync_token
        return _Listed(asked_from, marks, is_whole=not token)

    async def _all(self, path: str) -> _Listed:
        asked = self._client.propfind(self._at(path), depth=1, props=["getetag"])
        results = taken(await named(asked)).parse_propfind()
        if not any(one.status == HTTPStatus.OK for one in results):
            raise CalendarRefused("nothing there")
        marks = ours((one.href, one.properties.get(_MARK)) for one in results)
        return _Listed("", marks, is_whole=True)

    def _at(self, path: str) -> str:
        return f"{self._base}/{quote(unquote(path.strip('/')))}/"

    def _place(self, path: str, appointment: UUID) -> str:
        return f"{self._at(path)}{appointment}.ics"


def _busy(texts: Iterable[str], span: Span) -> Sequence[Span]:
    found: set[Span] = set()
    for text in texts:
        try:
            found.update(busy_in(text, span))
        except Unreadable as error:
            log.warning("calendar.unreadable_event", reason=str(error))
    return sorted(found)


def _server(url: str) -> SplitResult:
    try:
        server = urlsplit(url)
        # Without https anybody on the way could read the password; on this machine there is no way.
        is_safe = server.scheme == _SECURE or (
            server.scheme == _PLAIN and server.hostname in _THIS_MACHINE
        )
        is_right = is_safe and server.hostname and server.port != 0
    except ValueError:
        is_right = False
    if not is_right:
        # The address may hold a password, so it is not repeated.
        raise BadCalendarServer("write it as https://user:password@agenda.example.org")
    return server
