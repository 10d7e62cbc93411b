"""Who people at a desk are here: advisors of ours, or all of them together one that nobody is."""

from contextlib import suppress
from uuid import UUID, uuid5

from msgspec import structs

from conversations.handoffs import Handoff
from handoff.accounts import EmailTaken
from handoff.advisors import Account, Advisor, Role
from handoff.ports import TeamWork
from handoff.tickets import texts
from handoff.tickets.port import TicketEvent

_DESKS = UUID("7b0f0d0e-4f5c-4f52-9d0f-0f6a1f5e3c27")
_MOST_NAME = 100


def is_desk(advisor: UUID | None, bridge: str) -> bool:
    """Tell whether a conversation is with somebody at the desk who has no account here."""
    return advisor == uuid5(_DESKS, bridge)


async def somebody_at(work: TeamWork, bridge: str, event: TicketEvent, handoff: Handoff) -> Advisor:
    """Return who did something there, by the name that the entrepreneur reads.

    What was sent to the desk all who work there may see, so they are of its group here too.
    """
    known = await work.account(event.email.lower()) if event.email else None
    if known and known.advisor.is_active:
        return _in_group(known.advisor, handoff)
    desk = await _desk(work, bridge)
    name = " ".join(event.author.split())[:_MOST_NAME] or desk.name
    return _in_group(structs.replace(desk, name=name), handoff)


async def holder(work: TeamWork, bridge: str, handoff: Handoff, person: Advisor) -> Advisor | None:
    """Return as whom somebody at the desk acts in a conversation; None if a colleague has it.

    Whatever the desk has, each who works there may give back or close.
    """
    if handoff.advisor == person.id:
        return person
    if is_desk(handoff.advisor, bridge):
        return structs.replace(person, id=handoff.advisor)
    return None


async def _desk(work: TeamWork, bridge: str) -> Advisor:
    """Return the one, made at the first time: not active, so that nobody logs in with it."""
    id = uuid5(_DESKS, bridge)
    if kept := await work.advisor(id):
        return kept
    address = texts.DESK_ADDRESS.format(bridge=bridge)
    desk = Advisor(id, texts.DESK_NAME, address, Role.ADVISOR, is_active=False)
    with suppress(EmailTaken):
        # No password has an empty hash.
        await work.add_account(Account(desk, ""))
    return desk


def _in_group(person: Advisor, handoff: Handoff) -> Advisor:
    return structs.replace(person, groups=(*person.groups, handoff.group or ""))
