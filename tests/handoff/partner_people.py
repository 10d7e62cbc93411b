"""An advisor who has a request, the partner that is asked, and the entrepreneur who decides."""

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.handoffs import Handoff
from conversations.mail import Mail
from handoff.advisors import Advisor
from handoff.moves import Moves
from handoff.partners import NewShare, PartnerShare, Purpose
from handoff.visiting import Visiting
from storage.store import SqlStore
from tests.handoff import pool_people
from tests.handoff.people import advisor, waiting
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
SITE = "https://schakel.example.org"
MOVES = Moves(CONTENT, SITE)
VISITING = Visiting(CONTENT)
WORDS = CONTENT.desk.partners
YES, NO = WORDS.yes_button, WORDS.no_button
PARTNER = "qredits"
NAME = CONTENT.partners[PARTNER].name
EMAIL = "anna@qredits.example.org"


def wanted(purpose: Purpose = Purpose.ALONG, **changes: object) -> NewShare:
    """Return what an advisor wants, differing in `changes`."""
    return structs.replace(
        NewShare(uuid4(), PARTNER, EMAIL, purpose, "Kijk jij eens naar de lening?"), **changes
    )


async def taken(store: SqlStore, clock: HandClock) -> Handoff:
    """Let an advisor have the request of an entrepreneur."""
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, uuid4().hex)
    async with store.transaction() as work:
        return await MOVES.take(work, handoff.id, sanne, clock())


async def who_has(store: SqlStore, handoff: Handoff) -> Advisor:
    async with store.reading() as work:
        who = await work.advisor(handoff.advisor or uuid4())
    assert who is not None
    return who


async def ask(
    store: SqlStore, clock: HandClock, handoff: Handoff, share: NewShare, moves: Moves = MOVES
) -> UUID:
    """Ask the entrepreneur, by who has the request; return the id of the share."""
    who = await who_has(store, handoff)
    async with store.transaction() as work:
        await moves.share(work, handoff.id, who, share, clock())
    return share.id


async def press(store: SqlStore, clock: HandClock, handoff: Handoff, title: str) -> bool:
    return await pool_people.press(store, clock, handoff.conversation, title, MOVES)


async def shared(
    store: SqlStore, clock: HandClock, handoff: Handoff, purpose: Purpose = Purpose.ALONG
) -> str:
    """Let the entrepreneur say yes; return the code in the letter to the partner."""
    await ask(store, clock, handoff, wanted(purpose))
    await press(store, clock, handoff, YES)
    (letter,) = await letters(store, clock)
    return code_in(letter)


async def letters(store: SqlStore, clock: HandClock) -> Sequence[Mail]:
    """Return the letters that wait, and send them."""
    async with store.transaction() as work:
        claimed = await work.claim_mails(now=clock(), until=clock(), limit=9)
        for letter in claimed:
            await work.drop_mail(letter)
    return [letter.mail for letter in claimed]


def code_in(letter: Mail) -> str:
    (found,) = re.findall(rf"{SITE}/partner/([\w-]{{43}})\b", letter.text)
    return str(found)


async def share(store: SqlStore, id: UUID) -> PartnerShare:
    async with store.reading() as work:
        kept = await work.share(id)
    assert kept is not None
    return kept


async def only_share(store: SqlStore, handoff: Handoff) -> PartnerShare:
    async with store.reading() as work:
        (one,) = await work.shares(handoff.id)
    return one


async def withdraw(store: SqlStore, clock: HandClock, handoff: Handoff, id: UUID) -> None:
    """Withdraw a share, by who has the request."""
    who = await who_has(store, handoff)
    async with store.transaction() as work:
        await MOVES.sharing.withdraw(work, await work.handoff(handoff.id), id, who, clock())


async def notes(store: SqlStore, handoff: Handoff) -> list[str]:
    async with store.reading() as work:
        return [note.text for note in await work.notes(handoff.id)]
