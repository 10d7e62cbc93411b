"""Somebody who helps, somebody who asks, and an advisor who would bring them together."""

from uuid import UUID, uuid4

from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.conversation import Conversation
from conversations.fakes import ScriptedEngine
from conversations.handoffs import Handoff
from conversations.helpers import Helper, HelperKind, HelperProfile, PoolMove
from conversations.messages import Reply
from conversations.scans import Given
from conversations.stage import Stage
from gateway.receive import receive
from gateway.turn import TakeTurn
from handoff.moves import Moves
from storage.store import SqlStore
from tests.handoff.people import advisor, opened, texts, waiting
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
MOVES = Moves(CONTENT)
LINES = CONTENT.pool.lines
YES, NO = LINES.yes_button, LINES.no_button
HELPER_CONTACT, ENTREPRENEUR_CONTACT = "fatima@example.org", "jan@example.org"
HELPER_LAST_NAME, ENTREPRENEUR_LAST_NAME = "Amrani", "Jansen"


def profile(clock: HandClock, **changes: object) -> HelperProfile:
    """Return what a helper told, differing in `changes`."""
    told = HelperProfile(
        kind=HelperKind.ENTREPRENEUR,
        name=f"Fatima {HELPER_LAST_NAME}",
        contact=HELPER_CONTACT,
        municipality="urk",
        themes=("financiering",),
        words="Ik weet alles van leningen",
        consent=Given(True, 1, clock()),
    )
    return structs.replace(told, **changes)


async def joins(
    store: SqlStore, clock: HandClock, told: HelperProfile | None = None, where: UUID | None = None
) -> Helper:
    """Let somebody join the pool, in a conversation of their own or where they did before."""
    conversation = where or await opened(store, clock)
    reply = Reply("Welkom", helper=told or profile(clock))
    async with store.transaction() as work:
        await work.say(conversation, [reply], clock())
        everybody = await work.helpers()
    return next(one for one in everybody if one.conversation == conversation)


async def moves_in_pool(
    store: SqlStore, clock: HandClock, conversation: UUID, move: PoolMove
) -> None:
    async with store.transaction() as work:
        await work.say(conversation, [Reply("Goed", pool=move)], clock())


async def taken(store: SqlStore, clock: HandClock) -> Handoff:
    """Let an advisor have the request of an entrepreneur."""
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, uuid4().hex)
    async with store.transaction() as work:
        return await MOVES.take(work, handoff.id, sanne, clock())


async def introduce(store: SqlStore, clock: HandClock, handoff: Handoff, helper: Helper) -> None:
    """Ask both sides, by who has the request."""
    async with store.transaction() as work:
        who = await work.advisor(handoff.advisor or uuid4())
        assert who is not None
        await MOVES.introduce(work, handoff.id, who, helper.id, clock())


async def press(
    store: SqlStore, clock: HandClock, conversation: UUID, title: str, moves: Moves = MOVES
) -> bool:
    """Press the newest button with this title as a browser does, and let a worker take the turn.

    False if there is none.
    """
    async with store.reading() as work:
        messages = (await work.view(conversation, 0)).messages
        head = await work.conversation(conversation)
    offered = [b.payload for m in messages for b in m.buttons if b.title == title]
    if not offered:
        return False
    await _receive(store, clock, head, offered[-1], moves)
    return True


async def _receive(
    store: SqlStore, clock: HandClock, head: Conversation, payload: str, moves: Moves
) -> None:
    await receive(head, uuid4().hex, text=None, payload=payload, store=store, clock=clock)
    engine = ScriptedEngine()
    async with store.transaction() as work:
        turns = await work.claim("w", now=clock(), until=clock(), limit=10)
    for turn in turns:
        take = TakeTurn(
            "w", store=store, engine=engine, clock=clock, apology=Reply("storing"), moves=moves
        )
        await take(turn)
    assert engine.asked == []


async def knows(store: SqlStore, conversation: UUID, *secrets: str) -> bool:
    """Tell whether any of `secrets` was said in a conversation."""
    said = "\n".join(await texts(store, conversation))
    return any(secret in said for secret in secrets)


async def is_with_advisor(store: SqlStore, conversation: UUID) -> bool:
    async with store.reading() as work:
        return (await work.conversation(conversation)).stage is Stage.ADVISOR
