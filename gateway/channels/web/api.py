"""The calls of the public web channel."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.openapi.spec import SecurityRequirement
from litestar.params import (
    FromPath,
    FromQuery,
    HeaderParameter,
    JSONBody,
    QueryParameter,
    SkipValidation,
)
from litestar.response import ServerSentEvent, ServerSentEventMessage
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_201_CREATED,
    HTTP_202_ACCEPTED,
    HTTP_204_NO_CONTENT,
)
from msgspec import Meta, Struct, structs

from conversations.conversation import Conversation, View
from conversations.messages import FILES_PATH, Author
from conversations.ports import Store, UnknownConversation
from conversations.stage import Stage
from gateway.channels.web.access import opened_conversation
from gateway.channels.web.door import Door
from gateway.channels.web.listeners import hears_within
from gateway.channels.web.problems import OneOfTwo
from gateway.channels.web.transcript import FORMATS, Format, transcript
from gateway.files import file_headers
from gateway.receive import Opened, open_conversation, receive
from gateway.way_back import come_back
from kit.clock import AMSTERDAM

CHANNEL = "web"

_LONGEST_WAIT_SECONDS = 25
# That an advisor types makes no news: while one has the conversation it is looked at this often.
_LOOK_SECONDS = 2.0
# A stream that lives for ever is a leak: the client reconnects and goes on where it was.
_STREAM_SECONDS = 600
# Proxies cut a silent connection after a minute; a comment keeps it open.
_HEARTBEAT_SECONDS = 20

_NEEDS_TOKEN = {"conversation": Provide(opened_conversation)}
_TOKEN: Sequence[SecurityRequirement] = [{"token": []}]


class NewConversation(Struct, forbid_unknown_fields=True):
    """Nothing is asked to open a conversation; `start` is the code of a link, if one had any."""

    start: Annotated[str, Meta(max_length=100)] | None = None


class NewMessage(Struct, forbid_unknown_fields=True):
    """A text, or the payload of a button; the same `client_id` twice is one message."""

    client_id: UUID
    text: str | None = None
    payload: str | None = None


class Link(Struct, forbid_unknown_fields=True):
    """The code in the link of a letter."""

    code: Annotated[str, Meta(max_length=100)]


class Received(Struct):
    """The place of the message in the conversation."""

    seq: int


class Status(Struct, frozen=True):
    """Who answers now, how many turns the bot owes, and whether an advisor types."""

    stage: Stage
    pending: int
    typing: bool


TheDoor = NamedDependency[SkipValidation[Door]]
TheConversation = NamedDependency[SkipValidation[Conversation]]
After = Annotated[
    int, QueryParameter(name="after", ge=0, description="Only what came after this message (seq).")
]
Wait = Annotated[
    float,
    QueryParameter(
        name="wait",
        ge=0,
        le=_LONGEST_WAIT_SECONDS,
        description="Wait at most so many seconds for something new.",
    ),
]


Known = Annotated[
    bool | None,
    QueryParameter(
        name="typing", description="Whether an advisor was typing: another answer is new too."
    ),
]


class Conversations(Controller):
    """Conversations of the website: each opened by its own tokens, and by nothing else."""

    path = "/api/v1/conversations"
    tags = ("conversations",)

    @post("/", status_code=HTTP_201_CREATED, summary="Open a conversation")
    async def open(self, data: JSONBody[NewConversation | None], door: TheDoor) -> Opened:
        start = door.campaigns.start(data.start) if data and data.start else None
        return await open_conversation(
            CHANNEL, door.greeting, store=door.store, clock=door.clock, start=start
        )

    @post("/resume", status_code=HTTP_200_OK, summary="Open a conversation again by a link, once")
    async def resume(self, data: JSONBody[Link], door: TheDoor) -> Opened:
        return await come_back(data.code, store=door.store, clock=door.clock)


class OneConversation(Controller):
    """What one conversation can do."""

    path = "/api/v1/conversations/{conversation_id:uuid}"
    tags = ("conversations",)
    security = _TOKEN
    dependencies = _NEEDS_TOKEN

    @post("/messages", status_code=HTTP_202_ACCEPTED, summary="Send a message")
    async def send(
        self,
        data: JSONBody[NewMessage],
        conversation: TheConversation,
        door: TheDoor,
    ) -> Received:
        if (data.text is None) == (data.payload is None):
            raise OneOfTwo
        seq = await receive(
            conversation,
            f"{conversation.id}:{data.client_id}",
            text=data.text,
            payload=data.payload,
            store=door.store,
            clock=door.clock,
        )
        return Received(seq)

    @get("/messages", summary="Read what is new, and wait for it")
    async def read(
        self,
        conversation: TheConversation,
        door: TheDoor,
        after: After = 0,
        wait: Wait = 0,
        typing: Known = None,
    ) -> View:
        await _note_fetched(door.store, conversation.id, conversation.stage, after)
        loop = asyncio.get_running_loop()
        end = loop.time() + wait
        with door.listeners.listening(conversation.id) as heard:
            view = await _view(door, conversation.id, after)
            known = view.typing if typing is None else typing
            while not view.messages and view.typing == known and loop.time() < end:
                await hears_within(heard, min(end - loop.time(), _look_again(view)))
                view = await _view(door, conversation.id, after)
            return view

    @post("/typing", status_code=HTTP_204_NO_CONTENT, summary="Tell that one types")
    async def typing(self, conversation: TheConversation, door: TheDoor) -> None:
        if conversation.stage is Stage.ADVISOR:
            async with door.store.transaction() as work:
                await work.see_typing(conversation.id, Author.ENTREPRENEUR, door.clock())

    @get("/events", summary="The same as server-sent events", media_type="text/event-stream")
    async def events(
        self,
        conversation: TheConversation,
        door: TheDoor,
        last_event_id: Annotated[int, HeaderParameter(name="Last-Event-ID", ge=0)] = 0,
        after: After = 0,
    ) -> ServerSentEvent:
        start = max(after, last_event_id)
        await _note_fetched(door.store, conversation.id, conversation.stage, start)
        return ServerSentEvent(_stream(conversation.id, start, door))

    @get("/transcript", summary="The whole conversation as text, JSON or PDF")
    async def transcript(
        self,
        conversation: TheConversation,
        door: TheDoor,
        accept: Annotated[str, HeaderParameter(name="Accept")] = "",
        format: FromQuery[Format | None] = None,
    ) -> Response[bytes]:
        view = await _view(door, conversation.id, 0)
        chosen = format or _accepted(accept)
        body = await transcript(view, chosen, organisation=door.organisation, saved=door.clock())
        ending = "txt" if chosen == "text" else chosen
        name = f"gesprek-{conversation.opened_at.astimezone(AMSTERDAM):%Y-%m-%d}.{ending}"
        return Response(
            body,
            media_type=FORMATS[chosen],
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    @delete("/", summary="Erase the conversation everywhere")
    async def erase(self, conversation: TheConversation, door: TheDoor) -> None:
        async with door.store.transaction() as work:
            await work.erase(conversation.id)


@get(f"{FILES_PATH}/{{file:str}}", summary="A file of a message")
async def file(file: FromPath[str], door: TheDoor) -> Response[bytes]:
    """Give a file to who has its address."""
    async with door.store.reading() as work:
        kept = await work.file(file)
    if kept is None:
        raise NotFoundException
    return Response(
        kept.data,
        media_type=kept.media_type,
        headers={**file_headers(kept), "Cache-Control": "private, max-age=3600"},
    )


async def _note_fetched(store: Store, conversation: UUID, stage: Stage, after: int) -> None:
    """Who asks what came after a message has it; an advisor likes to know."""
    if after and stage in (Stage.WAITING, Stage.ADVISOR):
        async with store.transaction() as work:
            await work.fetched(conversation, after)


async def _view(door: Door, conversation: UUID, after: int) -> View:
    async with door.store.reading() as work:
        view = await work.view(conversation, after)
        if view.stage is not Stage.ADVISOR:
            return view
        is_typing = await work.is_typing(conversation, Author.ADVISOR, door.clock())
        return structs.replace(view, typing=is_typing)


def _look_again(view: View) -> float:
    """Return after how many seconds to look, also without news."""
    return _LOOK_SECONDS if view.stage is Stage.ADVISOR else _HEARTBEAT_SECONDS


async def _stream(
    conversation: UUID, after: int, door: Door
) -> AsyncIterator[ServerSentEventMessage]:
    """Each message once, in order, and the status whenever it changes.

    A message counts as fetched when a later one or a heartbeat could be written too: that the
    browser went away shows only then.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + _STREAM_SECONDS
    shown: Status | None = None
    last_word = loop.time()
    arrived = noted = after
    with door.listeners.listening(conversation) as heard:
        while loop.time() < end:
            try:
                view = await _view(door, conversation, after)
            except UnknownConversation:
                return
            for message in view.messages:
                arrived, after, last_word = after, message.seq, loop.time()
                data = msgspec.json.encode(message).decode()
                yield ServerSentEventMessage(data, event="message", id=after)
            if (status := Status(view.stage, view.pending, view.typing)) != shown:
                shown, last_word = status, loop.time()
                data = msgspec.json.encode(status).decode()
                yield ServerSentEventMessage(data, event="status")
            if arrived > noted:
                noted = arrived
                await _note_fetched(door.store, conversation, view.stage, arrived)
            await hears_within(heard, _look_again(view))
            if loop.time() - last_word >= _HEARTBEAT_SECONDS:
                last_word = loop.time()
                yield ServerSentEventMessage(None, comment="still here")
                arrived = after


def _accepted(accept: str) -> Format:
    return next((name for name, media in FORMATS.items() if media in accept), "text")
