"""What people write from elsewhere becomes rows: once, in the conversation of their address."""

from datetime import datetime
from uuid import UUID, uuid4

import structlog
from msgspec import structs

from advice.content import Content
from conversations.channels import Arrival, Choice
from conversations.contacts import Contact
from conversations.conversation import Conversation
from conversations.messages import Button, Inbound, Kind, Meta, Reply
from conversations.ports import Store, Work
from conversations.stage import Stage
from conversations.text import EmptyText, clean
from gateway.campaigns import Campaigns
from gateway.channels.choosing import Command, chosen, command_in
from gateway.deliver import choice_id, place_in
from gateway.joining import Joining, code_in
from gateway.receive import MAX_PENDING
from kit.clock import Clock

MAX_LETTER = 20_000
"""Characters of one message that are kept; who types on a phone may write more than on a site."""

_MOST_NAME = 100
_PRIVACY = Meta(Kind.PRIVACY)

log = structlog.get_logger()


class Arriving:
    """Takes what comes in on every channel that carries messages away."""

    def __init__(self, content: Content, *, store: Store, clock: Clock) -> None:
        self._content = content
        self._texts = content.channels
        greeting = content.organisation.fill(content.channels.greeting)
        self._greeting = Reply(greeting, meta=Meta(Kind.GREETING))
        self._campaigns = Campaigns(content, clock)
        self._joining = Joining(content, store, clock)
        self._store = store
        self._clock = clock

    async def __call__(self, arrival: Arrival) -> None:
        """Keep a message once and ask for a turn; commands are done at once."""
        if arrival.choice is None and (code := code_in(arrival.text)):
            await self._joining(arrival, code)
            return
        now = self._clock()
        # What stands on a button is no command.
        command = None if arrival.choice else self._command(arrival.text)
        async with self._store.transaction() as work:
            known = await work.contact(arrival.channel, arrival.address)
            if known is None and command is Command.STOP:
                # Nobody is kept for it, so only the word itself tells that it came before.
                if await work.want_nothing(arrival.channel, arrival.address, now):
                    await self._say_line(work, arrival, self._texts.stopped, now)
                return
            contact = known or await self._meet(work, arrival, now)
            await work.hold(contact.conversation)
            if await work.seq_of(arrival.channel, arrival.key) is not None:
                return
            heard = structs.replace(contact, heard_at=max(now, contact.heard_at))
            await work.hear(structs.replace(heard, name=_name(arrival) or contact.name))
            await self._take(work, arrival, contact.conversation, command, now)
        log.info(
            "message.arrived",
            channel=arrival.channel,
            conversation=str(contact.conversation),
            characters=len(arrival.text),
            files=len(arrival.media),
            command=command,
        )

    async def _meet(self, work: Work, arrival: Arrival, now: datetime) -> Contact:
        """Open a conversation for who is new; it begins with who answers here."""
        head = Conversation(uuid4(), arrival.channel, b"", Stage.BOT, now)
        contact = Contact(arrival.channel, arrival.address, head.id, now, _name(arrival))
        await work.open(head)
        if await work.meet(contact):
            await work.say(head.id, [self._greeting], now)
            return contact
        await work.erase(head.id)
        met = await work.contact(arrival.channel, arrival.address)
        if met is None:
            raise LookupError("an address was met and forgotten at the same moment")
        return met

    async def _take(
        self,
        work: Work,
        arrival: Arrival,
        conversation: UUID,
        command: Command | None,
        now: datetime,
    ) -> None:
        match command:
            case Command.STOP:
                await self._keep_word(work, arrival, conversation, now)
                await self._stop(work, arrival, now)
            case Command.START:
                await self._keep_word(work, arrival, conversation, now)
                await self._start(work, arrival, conversation, now)
            case Command.ERASE:
                await self._keep_word(work, arrival, conversation, now)
                asked = Reply(self._filled(self._texts.erase), meta=_PRIVACY)
                await work.say(conversation, [asked], now)
            case Command.ERASE_SURELY if await self._is_asked_to_erase(work, conversation):
                await work.erase(conversation)
                await self._say_line(work, arrival, self._texts.erased, now)
            case _:
                await self._keep(work, arrival, conversation, now)

    def _command(self, text: str) -> Command | None:
        """Return the command that somebody typed; by a link START comes with a code."""
        if self._campaigns.code_in(text):
            return Command.START
        return command_in(text, self._texts.commands)

    async def _stop(self, work: Work, arrival: Arrival, now: datetime) -> None:
        await work.want_nothing(arrival.channel, arrival.address, now)
        await self._say_line(work, arrival, self._texts.stopped, now)

    async def _start(self, work: Work, arrival: Arrival, conversation: UUID, now: datetime) -> None:
        """Let who had stopped have messages again, and greet who comes back or by a link."""
        has_stopped = await work.want_again(arrival.channel, arrival.address)
        if has_stopped:
            await self._say_line(work, arrival, self._texts.begun, now)
        code = self._campaigns.code_in(arrival.text)
        if start := self._campaigns.start(code) if code else None:
            await work.say(conversation, [start.reply], now)
            await work.count_start(start.code)
            return
        last = await work.last_reply(conversation)
        if not has_stopped and (last is None or last.text != self._greeting.text):
            await work.say(conversation, [self._greeting], now)

    async def _keep(self, work: Work, arrival: Arrival, conversation: UUID, now: datetime) -> None:
        """Keep what was said, and let it be answered. Who writes wants to hear of us again."""
        if await work.pending(conversation) >= MAX_PENDING:
            await self._say_line(work, arrival, self._texts.too_many, now)
            return
        await work.want_again(arrival.channel, arrival.address)
        await work.answers_invitation(arrival.channel, arrival.address, now)
        button = await self._button(work, arrival, conversation)
        if button:
            said = Inbound(arrival.key, button.title, button.payload)
            await work.receive(conversation, said, now)
            return
        text, is_cut = _cleaned(arrival.text)
        if text or arrival.media:
            said = Inbound(arrival.key, text, media=arrival.media)
            await work.receive(conversation, said, now)
        else:
            said = Inbound(arrival.key, self._texts.media.unreadable)
            await work.receive(conversation, said, now, is_turn=False)
            await work.say(conversation, [Reply(self._filled(self._texts.media.unknown))], now)
        if is_cut:
            await work.say(conversation, [Reply(self._filled(self._texts.too_long))], now)

    async def _keep_word(
        self, work: Work, arrival: Arrival, conversation: UUID, now: datetime
    ) -> None:
        """Keep a command where it was typed; nobody answers it but us."""
        said = Inbound(arrival.key, arrival.text.strip())
        await work.receive(conversation, said, now, is_turn=False)

    async def _button(self, work: Work, arrival: Arrival, conversation: UUID) -> Button | None:
        """Return the button that was pressed, or that what was typed stands for."""
        if arrival.choice is not None and (place := place_in(arrival.choice)):
            seq, index = place
            buttons = await work.buttons_of(conversation, seq)
            return buttons[index] if index < len(buttons) else None
        offer = await work.last_offer(conversation) if arrival.text else None
        if offer is None:
            return None
        choices = {
            choice_id(offer.seq, place): button for place, button in enumerate(offer.buttons)
        }
        shown = [Choice(id, button.title) for id, button in choices.items()]
        letters = offer.meta.expects_number is True
        found = chosen(arrival.text, shown, letters=letters)
        return choices[found.id] if found else None

    async def _is_asked_to_erase(self, work: Work, conversation: UUID) -> bool:
        last = await work.last_reply(conversation)
        return last is not None and last.text == self._filled(self._texts.erase)

    async def _say_line(self, work: Work, arrival: Arrival, line: str, now: datetime) -> None:
        await work.say_line(arrival.channel, arrival.address, self._filled(line), now)

    def _filled(self, line: str) -> str:
        return self._content.organisation.fill(line)


def _name(arrival: Arrival) -> str | None:
    """Return what the channel calls somebody, without what no database keeps."""
    name = "".join(sign for sign in arrival.name or "" if sign.isprintable())
    return name[:_MOST_NAME].strip() or None


def _cleaned(raw: str) -> tuple[str, bool]:
    """Return what can be read of a text, and whether it was too long for all of it."""
    is_cut = len(raw) > MAX_LETTER
    try:
        return clean(raw[:MAX_LETTER], most=MAX_LETTER), is_cut
    except EmptyText:
        return "", is_cut
