"""A conversation of the website goes on elsewhere: by a code, from whoever has it.

Who asks for the code reads that sending it is the consent: from then on all that was said there
can be read here.
"""

import re
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec import Struct

from advice.content import Content
from conversations.channels import Arrival
from conversations.contacts import Contact
from conversations.messages import Author, Inbound, Kind, Meta, Reply
from conversations.ports import Store, Work
from conversations.stage import Stage
from conversations.way_back import LinkCode, LinkLapsed
from gateway.receive import token_hash
from kit.clock import Clock

WORD = "verder"
"""What stands before the code; Telegram puts START before both."""

_VALID = timedelta(minutes=30)
_BYTES = 12
_CODE = re.compile(rf"(?:start[ _-])?{WORD}[ _-]([A-Za-z0-9_-]{{16}})", re.IGNORECASE)
_WITH_PEOPLE = (Stage.WAITING, Stage.ADVISOR)

log = structlog.get_logger()


class Code(Struct, frozen=True):
    """The only copy of a code, and until when it works."""

    code: str
    expires_at: datetime

    @property
    def text(self) -> str:
        """What one sends."""
        return f"{WORD.upper()} {self.code}"

    @property
    def start(self) -> str:
        """The same where no space may be, for what Telegram puts START before."""
        return f"{WORD}-{self.code}"


async def code_for(conversation: UUID, store: Store, clock: Clock) -> Code:
    """Return a code that takes a conversation elsewhere, once, within half an hour."""
    made = Code(secrets.token_urlsafe(_BYTES), clock() + _VALID)
    link = LinkCode(token_hash(made.code), made.expires_at)
    async with store.transaction() as work:
        await work.keep_link(conversation, link, is_about_answer=False)
    return made


def code_in(text: str) -> str | None:
    """Return the code that somebody sent, with nothing around it."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else None


class Joining:
    """Lets an address go on with a conversation that began on the website."""

    def __init__(self, content: Content, store: Store, clock: Clock) -> None:
        self._lines = content.channels.join
        self._fill = content.organisation.fill
        self._store = store
        self._clock = clock

    async def __call__(self, arrival: Arrival, code: str) -> None:
        """Take a code; one that does not work any more is told so, and nothing is kept of it."""
        now = self._clock()
        async with self._store.transaction() as work:
            if await work.seq_of(arrival.channel, arrival.key) is not None:
                return
            known = await work.contact(arrival.channel, arrival.address)
            if known and (await work.conversation(known.conversation)).stage in _WITH_PEOPLE:
                await _keep_word(work, arrival, known.conversation, now)
                await self._say_line(work, arrival, self._lines.busy)
                return
            try:
                nobodys = token_hash(secrets.token_urlsafe())
                conversation = await work.use_link(token_hash(code), nobodys, now)
            except LinkLapsed:
                # The same message may have come a second time while this one waited its turn.
                if await work.seq_of(arrival.channel, arrival.key) is None:
                    await self._say_line(work, arrival, self._lines.lapsed)
                return
            for one in sorted({conversation, known.conversation if known else conversation}):
                await work.hold(one)
            name = known.name if known else None
            here = Contact(arrival.channel, arrival.address, conversation, now, name)
            await work.join(here)
            await _keep_word(work, arrival, conversation, now)
            await work.want_again(arrival.channel, arrival.address)
            if known and known.conversation != conversation:
                await _forget_if_unused(work, known.conversation)
            await self._go_on(work, conversation)
        log.info("contact.joined", channel=arrival.channel, conversation=str(conversation))

    async def _go_on(self, work: Work, conversation: UUID) -> None:
        """Say where they are, and once more what was asked last."""
        said = [Reply(self._fill(self._lines.joined), meta=Meta(Kind.PRIVACY))]
        head = await work.conversation(conversation)
        last = await work.last_reply(conversation)
        if last and head.stage not in _WITH_PEOPLE:
            said.append(Reply(last.text, last.buttons, meta=last.meta))
        await work.say(conversation, said, self._clock())

    async def _say_line(self, work: Work, arrival: Arrival, line: str) -> None:
        await work.say_line(arrival.channel, arrival.address, self._fill(line), self._clock())


async def _keep_word(work: Work, arrival: Arrival, conversation: UUID, now: datetime) -> None:
    """Keep that it was sent, so that it is taken once; without the code, which opens something."""
    said = Inbound(arrival.key, WORD.upper())
    await work.receive(conversation, said, now, is_turn=False)


async def _forget_if_unused(work: Work, conversation: UUID) -> None:
    """Erase what was begun here, if nothing was said in it but who answers."""
    view = await work.view(conversation, 0)
    if all(message.author is not Author.ENTREPRENEUR for message in view.messages):
        await work.erase(conversation)
