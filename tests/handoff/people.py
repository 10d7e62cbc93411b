"""Advisors and wishes for tests of the handoff."""

from uuid import UUID, uuid4

from msgspec import structs

from conversations.conversation import Conversation
from conversations.handoffs import Handoff, HandoffRequest, Reason, Way
from conversations.messages import Author, Inbound, Reply
from conversations.scans import Given, ScanRecord
from conversations.stage import Stage
from handoff.advisors import Account, Advisor, Role
from storage.store import SqlStore
from tests.support.time import HandClock


def wish(clock: HandClock, way: Way = Way.CHAT, group: str | None = "algemeen") -> HandoffRequest:
    return HandoffRequest(
        reason=Reason.ASKED,
        way=way,
        question="Kan ik mijn zaak overdragen aan mijn dochter?",
        consent=Given(True, 1, clock()),
        name="Jan Jansen",
        contact="jan@example.org",
        municipality="urk",
        topics=("slim-regeling",),
        group=group,
    )


async def advisor(
    store: SqlStore,
    clock: HandClock,
    name: str,
    role: Role = Role.ADVISOR,
    *groups: str,
    is_present: bool = True,
) -> Advisor:
    """Add an advisor whose console is open."""
    one = Advisor(uuid4(), name, f"{name.lower()}@example.org", role, groups)
    async with store.transaction() as work:
        await work.add_account(Account(one, "no-hash"))
        if is_present:
            await work.see_presence(one.id, clock(), is_available=True)
    return one


async def opened(store: SqlStore, clock: HandClock) -> UUID:
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with store.transaction() as work:
        await work.open(conversation)
    return conversation.id


async def waiting(
    store: SqlStore, clock: HandClock, request: HandoffRequest | None = None
) -> Handoff:
    """Open a conversation in which somebody wants a person; return the wish."""
    conversation = await opened(store, clock)
    return await ask(store, clock, conversation, request)


async def ask(
    store: SqlStore, clock: HandClock, conversation: UUID, request: HandoffRequest | None = None
) -> Handoff:
    async with store.transaction() as work:
        reply = Reply("Ik zoek een adviseur", handoff=request or wish(clock))
        await work.say(conversation, [reply], clock())
        handoff = await work.open_handoff(conversation)
    assert handoff is not None
    return handoff


async def says(
    store: SqlStore, clock: HandClock, conversation: UUID, text: str, payload: str | None = None
) -> None:
    """Let the entrepreneur say something, or press a button."""
    async with store.transaction() as work:
        await work.receive(conversation, Inbound(uuid4().hex, text, payload), clock())


def finished_scan(clock: HandClock) -> ScanRecord:
    return ScanRecord(
        id=uuid4(),
        business=uuid4(),
        code=uuid4().hex,
        version=1,
        answers={},
        levels={},
        schemes={},
        consents={},
        may_be_seen=False,
        may_be_counted=False,
        walk={},
        finished_at=clock(),
    )


async def stage(store: SqlStore, conversation: UUID) -> Stage:
    async with store.reading() as work:
        return (await work.conversation(conversation)).stage


async def texts(store: SqlStore, conversation: UUID, *authors: Author) -> list[str]:
    """Return what was said, by some or by all."""
    async with store.reading() as work:
        view = await work.view(conversation, 0)
    return [m.text for m in view.messages if not authors or m.author in authors]


async def handoff(store: SqlStore, id: UUID) -> Handoff:
    async with store.reading() as work:
        return await work.handoff(id)


def in_group(advisor: Advisor, *groups: str) -> Advisor:
    return structs.replace(advisor, groups=groups)
