"""What people did at a desk happens here as well: our own record is what the entrepreneur sees.

Each event is taken in the caller's transaction, once, however often it is told.
"""

from datetime import datetime
from uuid import UUID, uuid5

from msgspec import Struct, structs

from advice.content import Content
from conversations.handoffs import Handoff, Outcome, UnknownHandoff
from conversations.messages import Author, Kind, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.text import EmptyText, clean
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.cases import Note
from handoff.moves import Closing, Moves
from handoff.ports import TeamWork
from handoff.tickets import texts
from handoff.tickets.people import holder, is_desk, somebody_at
from handoff.tickets.port import EventKind, TicketEvent, TicketState
from handoff.tickets.ports import Groups, Ticket

_MOST_TEXT = 20_000
_EVENTS = UUID("0a6c9c1e-5d7e-4f0a-8d65-3d5a0b9e8f21")


class _Happening(Struct, frozen=True):
    """An event, with all that it is about; the conversation is held."""

    event: TicketEvent
    ticket: Ticket
    handoff: Handoff
    person: Advisor
    now: datetime


class Applying:
    """Takes what happened at one desk; `groups` are those of ours that it gets."""

    def __init__(self, content: Content, moves: Moves, bridge: str, groups: Groups) -> None:
        self._content = content
        self._moves = moves
        self._bridge = bridge
        self._ours = {name: id for id, name in groups.items() if content.desk.group(id)}

    async def take(self, work: TeamWork, event: TicketEvent, now: datetime) -> bool:
        """Let it happen here; False, and nothing changed, if it did before or is none of ours."""
        ticket = await work.ticket_of(self._bridge, event.ticket)
        if ticket is None or ticket.handoff is None:
            return False
        try:
            await work.hold((await work.handoff(ticket.handoff)).conversation)
            handoff = await work.handoff(ticket.handoff)
        except (UnknownHandoff, UnknownConversation):
            return False
        if not await work.take_event(ticket, event.id):
            return False
        person = await somebody_at(work, self._bridge, event, handoff)
        await self._let_happen(work, _Happening(event, ticket, handoff, person, now))
        return True

    async def _let_happen(self, work: TeamWork, one: _Happening) -> None:
        match one.event.kind:
            case EventKind.MESSAGE:
                await self._message(work, one)
            case EventKind.NOTE:
                await self._note(work, one, texts.NOTE_OF, one.event.text)
            case EventKind.TAKEN:
                await self._taken(work, one)
            case EventKind.RELEASED:
                await self._released(work, one)
            case EventKind.MOVED:
                await self._moved(work, one)
            case EventKind.CLOSED:
                await self._closed(work, one)

    async def _message(self, work: TeamWork, one: _Happening) -> None:
        """Let the entrepreneur read it as a message of who has the conversation."""
        words = _words(one.event.text)
        if not words and not one.event.files:
            return
        if not one.handoff.is_open:
            await self._say(work, one, self._content.desk.lines.came_later, words)
            return
        one = await self._taken_if_free(work, one)
        has_it = await holder(work, self._bridge, one.handoff, one.person)
        if has_it is None and one.handoff.is_lent:
            await self._say(work, one, self._content.desk.lines.colleague, words)
            return
        if has_it is None or not self._is_known(one):
            words = self._named(self._content.desk.lines.colleague, one, words)
        place = uuid5(_EVENTS, f"{self._bridge} {one.event.id}")
        seq = await work.write(one.handoff, place, words, one.now, files=one.event.files)
        await work.event_became(one.ticket, one.event.id, seq)
        # Who answered has read what it answers.
        await work.read_case(one.handoff.id, seq)

    async def _taken(self, work: TeamWork, one: _Happening) -> None:
        if not one.handoff.is_open:
            return
        one = await self._taken_if_free(work, one)
        await self._heard(work, one, state=TicketState.TAKEN)
        if await holder(work, self._bridge, one.handoff, one.person) is None:
            await self._note(work, one, texts.NOTE_TAKEN_BY_OTHER)

    async def _released(self, work: TeamWork, one: _Happening) -> None:
        acting = await self._acting(work, one)
        if acting is None:
            return
        await self._moves.release(work, one.handoff.id, acting, one.now)
        await self._audit(work, one, Deed.HANDOFF_RELEASED)
        await self._heard(work, one, state=TicketState.NEW, talks=None)

    async def _moved(self, work: TeamWork, one: _Happening) -> None:
        """Follow it where we know the group; who has the conversation keeps it."""
        group = self._ours.get(one.event.group or "")
        if group is None:
            await self._note(work, one, texts.NOTE_MOVED_AWAY, group=one.event.group or "")
        elif one.handoff.is_open and one.handoff.group != group:
            await work.change_handoff(structs.replace(one.handoff, group=group))
            await self._audit(work, one, Deed.HANDOFF_TRANSFERRED)
            await self._heard(work, one, group=group)

    async def _closed(self, work: TeamWork, one: _Happening) -> None:
        one = await self._heard(work, one, state=TicketState.CLOSED)
        if not one.handoff.is_open:
            return
        one = await self._taken_if_free(work, one)
        acting = await self._acting(work, one)
        if acting is None:
            await self._note(work, one, texts.NOTE_NOT_CLOSED)
            return
        how = Closing(Outcome.HELPED)
        await self._moves.close(work, one.handoff.id, acting, how, one.now)
        await self._audit(work, one, Deed.HANDOFF_CLOSED)

    async def _taken_if_free(self, work: TeamWork, one: _Happening) -> _Happening:
        """Let who did something have it, unless somebody has; what was lent comes back to them."""
        acting = await holder(work, self._bridge, one.handoff, one.person)
        is_free = one.handoff.advisor is None
        if not is_free and not (acting and one.handoff.is_lent):
            return one
        who = acting or one.person
        handoff = await self._moves.take(work, one.handoff.id, who, one.now)
        if not is_free:
            return structs.replace(one, handoff=handoff)
        await self._audit(work, one, Deed.HANDOFF_TAKEN)
        one = await self._heard(work, one, talks=one.person.name)
        return structs.replace(one, handoff=handoff)

    async def _acting(self, work: TeamWork, one: _Happening) -> Advisor | None:
        """Return as whom to move; None if the desk does not have it, or lent it to the bot."""
        if not one.handoff.is_open or one.handoff.is_lent:
            return None
        return await holder(work, self._bridge, one.handoff, one.person)

    def _is_known(self, one: _Happening) -> bool:
        """Tell whether the entrepreneur was told with whom they talk."""
        is_own = not is_desk(one.handoff.advisor, self._bridge)
        return is_own or one.ticket.talks == one.person.name

    async def _say(self, work: TeamWork, one: _Happening, line: str, words: str) -> None:
        said = Reply(self._named(line, one, words), meta=Meta(Kind.HANDOFF), files=one.event.files)
        await work.say(one.handoff.conversation, [said], one.now, author=Author.SYSTEM)

    def _named(self, line: str, one: _Happening, words: str) -> str:
        """Fill in what is ours before what people wrote: they may write signs of ours."""
        filled = self._content.organisation.fill(line).replace("{adviseur}", one.person.name)
        return filled.replace("{tekst}", words)

    async def _note(
        self, work: TeamWork, one: _Happening, line: str, text: str = "", group: str = ""
    ) -> None:
        id = uuid5(_EVENTS, f"{self._bridge} note {one.event.id}")
        told = line.format(author=one.person.name, text=_words(text), group=group)
        await work.add_note(Note(id, one.handoff.id, one.person.id, told, one.now))
        await work.note_stands(self._bridge, id)

    async def _heard(self, work: TeamWork, one: _Happening, **told: object) -> _Happening:
        """Keep how the ticket is at the desk, so that this is not copied back."""
        now = structs.replace(one.ticket, **told)
        await work.heard(one.ticket, state=now.state, group=now.group, talks=now.talks)
        return structs.replace(one, ticket=now)

    async def _audit(self, work: TeamWork, one: _Happening, deed: Deed) -> None:
        await work.note(AuditLine(one.now, deed, one.person.id, str(one.handoff.id)))


def _words(raw: str) -> str:
    try:
        return clean(raw, most=max(len(raw), 1))[:_MOST_TEXT]
    except EmptyText:
        return ""
