"""The calls by which a conversation of the website goes on on a phone."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import segno
from litestar import get, post
from litestar.datastructures.headers import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from conversations.conversation import Conversation
from gateway.channels.web import texts
from gateway.channels.web.access import opened_conversation
from gateway.channels.web.door import Door
from gateway.joining import code_for

_CACHED_SECONDS = 300


class Channels(Struct, frozen=True):
    """The channels on which one can go on on a phone."""

    phones: Sequence[str]


class Way(Struct, frozen=True):
    """A link that opens a channel with the code in it, and the same as a QR code (SVG)."""

    channel: str
    title: str
    url: str
    qr: str


class Ways(Struct, frozen=True):
    """All ways to go on, and until when the code in them works; null where there is none."""

    ways: Sequence[Way]
    expires_at: datetime | None


@get(
    "/api/v1/channels",
    tags=["conversations"],
    summary="The channels on which one can go on on a phone",
    cache_control=CacheControlHeader(public=True, max_age=_CACHED_SECONDS),
)
async def channels(door: NamedDependency[SkipValidation[Door]]) -> Channels:
    """Tell whether there is somewhere to go on at all."""
    return Channels(door.phones.channels)


@post(
    "/api/v1/conversations/{conversation_id:uuid}/phone",
    status_code=HTTP_200_OK,
    tags=["conversations"],
    security=[{"token": []}],
    dependencies={"conversation": Provide(opened_conversation)},
    summary="Make a code that takes the conversation to a phone, once, within half an hour",
)
async def ways(
    conversation: NamedDependency[SkipValidation[Conversation]],
    door: NamedDependency[SkipValidation[Door]],
) -> Ways:
    """Give the ways to go on; who sends the code can read all that was said."""
    if not door.phones.channels:
        return Ways([], None)
    code = await code_for(conversation.id, door.store, door.clock)
    links = door.phones.links(code.text, code.start)
    return Ways([_way(channel, url) for channel, url in links.items()], code.expires_at)


def _way(channel: str, url: str) -> Way:
    title = texts.PHONES[channel]
    return Way(channel, title, url, _qr_code(url, texts.QR_CODE.format(channel=title)))


def _qr_code(url: str, title: str) -> str:
    file = BytesIO()
    code = segno.make_qr(url)
    code.save(file, kind="svg", xmldecl=False, nl=False, omitsize=True, light="#fff", title=title)
    return file.getvalue().decode()
