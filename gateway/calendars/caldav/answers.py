"""What a calendar server answers, in our words."""

from collections.abc import Awaitable, Iterable
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import unquote
from uuid import UUID

from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
from caldav.response import DAVResponse
from httpx2 import HTTPError

from handoff.appointments.calendars import CalendarAway, CalendarRefused, StandsOtherwise


async def named(asked: Awaitable[DAVResponse]) -> DAVResponse:
    """Raise what goes wrong in our words; what the library says of it may hold an address."""
    try:
        return await asked
    except AuthorizationError as error:
        raise CalendarRefused(str(error.status or "login")) from error
    # The last is how lxml says that it is no XML.
    except (HTTPError, OSError, RateLimitError, SyntaxError) as error:
        raise CalendarAway(type(error).__name__) from error
    except DAVError as error:
        raise CalendarRefused(type(error).__name__) from error


def taken(answer: DAVResponse) -> DAVResponse:
    """Return an answer that says yes; raise what it says otherwise."""
    status = answer.status
    if status == HTTPStatus.PRECONDITION_FAILED:
        raise StandsOtherwise
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise CalendarAway(str(status))
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise CalendarRefused(str(status))
    return answer


def mark(answer: DAVResponse) -> str:
    """Return by what it is seen that an event changed."""
    tag = answer.headers.get("ETag")
    if not tag:
        raise CalendarRefused("no ETag")
    return str(tag)


def ours(hrefs: Iterable[tuple[str, str | None]]) -> dict[UUID, str | None]:
    """Return the appointments among events; what is called otherwise is not ours."""
    found: dict[UUID, str | None] = {}
    for href, mark in hrefs:
        name = PurePosixPath(unquote(href))
        if name.suffix == ".ics":
            try:
                found[UUID(name.stem)] = mark
            except ValueError:
                continue
    return found
