"""What an entrepreneur does becomes rows, each in one transaction."""

import hashlib
import secrets
from uuid import UUID, uuid4

import structlog
from msgspec import Struct

from conversations.channels import WEBSITE
from conversations.conversation import Conversation
from conversations.messages import Inbound, Reply
from conversations.ports import Store
from conversations.stage import Stage
from conversations.text import clean
from gateway.campaigns import Start, said_at_start
from kit.clock import Clock

# So many turns may wait in one conversation; who sends more is not a person typing.
MAX_PENDING = 500

log = structlog.get_logger()


class NotOffered(ValueError):
    """A payload was sent that no button in this conversation has."""


class TooManyWaiting(Exception):
    """So many messages of this conversation still wait that no more are taken."""


class Opened(Struct, frozen=True):
    """A conversation and the only copy of a new token that opens it."""

    id: UUID
    token: str


def token_hash(token: str) -> bytes:
    """Return what is kept of a token; a token is random, so it needs no slow hash."""
    return hashlib.sha256(token.encode()).digest()


async def open_conversation(
    channel: str, greeting: Reply, *, store: Store, clock: Clock, start: Start | None = None
) -> Opened:
    """Open a conversation; its first message says that a digital assistant answers.

    With `start` somebody came by a link of ours, and the second is about that.
    """
    opened = Opened(uuid4(), secrets.token_urlsafe(32))
    now = clock()
    head = Conversation(opened.id, channel, token_hash(opened.token), Stage.BOT, now)
    async with store.transaction() as work:
        await work.open(head)
        await work.say(opened.id, said_at_start(greeting, start), now)
        if start:
            await work.count_start(start.code)
    log.info("conversation.opened", channel=channel, conversation=str(opened.id))
    return opened


async def receive(
    conversation: Conversation,
    external_id: str,
    *,
    text: str | None,
    payload: str | None,
    store: Store,
    clock: Clock,
) -> int:
    """Keep a message from the website once and ask for a turn; return its place.

    Exactly one of `text` and `payload` is given. Raises `EmptyText`, `TextTooLong`, `NotOffered`,
    `TooManyWaiting` and `UnknownConversation`, and then nothing is kept.
    """
    cleaned = clean(text) if text is not None else ""
    async with store.transaction() as work:
        await work.hold(conversation.id)
        known = await work.seq_of(WEBSITE, external_id)
        if known is not None:
            return known
        if await work.pending(conversation.id) >= MAX_PENDING:
            raise TooManyWaiting
        if payload is not None:
            title = await work.offered(conversation.id, payload)
            if title is None:
                raise NotOffered
            cleaned = title
        await work.come_to_site(conversation.id)
        message = Inbound(external_id, cleaned, payload)
        seq = await work.receive(conversation.id, message, clock())
    log.info(
        "message.received",
        channel=WEBSITE,
        conversation=str(conversation.id),
        seq=seq,
        characters=len(cleaned),
    )
    return seq
