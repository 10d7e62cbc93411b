"""What is to be done so that a copy at a desk is as our own record: states are compared."""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from msgspec import Struct

from advice.content import Content
from conversations.files import NewFile
from conversations.handoffs import Handoff
from conversations.messages import FILES_PATH, Author, Message
from handoff.cases import Note
from handoff.ports import TeamWork
from handoff.tickets import texts
from handoff.tickets.letter import Letter
from handoff.tickets.port import BridgeAbilities, NewTicket, TicketMessage, TicketState
from handoff.tickets.ports import Groups, Ticket, name_at_desk

# What people send goes along; what the bot makes can be asked of it again.
_SENT_BY_PEOPLE = (Author.ENTREPRENEUR, Author.ADVISOR)


class Post(Struct, frozen=True):
    """A message to add; `seq` or `note` is what it is a copy of."""

    message: TicketMessage
    seq: int | None = None
    note: UUID | None = None


class Difference(Struct, frozen=True, kw_only=True):
    """What a copy lacks, in the order in which it is to be done.

    `opening` is the copy itself, where there is none. `seq` and `version` are up to where it is
    one afterwards, `group` is ours and `name` the desk's for who is to have it.
    """

    opening: NewTicket | None
    posts: tuple[Post, ...]
    group: str | None
    name: str | None
    state: TicketState
    seq: int
    version: int


class Mirroring:
    """Compares."""

    def __init__(self, content: Content) -> None:
        self._content = content

    async def difference(
        self, work: TeamWork, ticket: Ticket, groups: Groups, abilities: BridgeAbilities
    ) -> Difference:
        """Return what a copy lacks; raise `UnknownHandoff` if it was erased meanwhile."""
        handoff = await work.handoff(ticket.key)
        view = await work.view(handoff.conversation, 0)
        # What is said to the bot later on is no part of what was agreed to.
        end = handoff.closed_at
        said = [one for one in view.messages if end is None or one.at <= end]
        letter = Letter(self._content, handoff, abilities)
        name = name_at_desk(groups, handoff.group)
        return Difference(
            opening=await self._opening(work, ticket, letter, name, said),
            posts=await self._posts(work, ticket, letter, abilities, said),
            group=handoff.group,
            name=name,
            state=_state(handoff, name),
            seq=max([ticket.copied_seq, *(one.seq for one in said)]),
            version=handoff.version,
        )

    async def _opening(
        self,
        work: TeamWork,
        ticket: Ticket,
        letter: Letter,
        name: str | None,
        said: Sequence[Message],
    ) -> NewTicket | None:
        """Return the same at every try, or a try that was lost could not be told from another."""
        if ticket.reference or name is None:
            return None
        before = [one for one in said if one.seq <= ticket.copied_seq]
        files = [file for one in before for file in await _files(work, one)]
        return letter.written(name, before, tuple(files))

    async def _posts(
        self,
        work: TeamWork,
        ticket: Ticket,
        letter: Letter,
        abilities: BridgeAbilities,
        said: Sequence[Message],
    ) -> tuple[Post, ...]:
        if not abilities.two_way:
            return ()
        theirs = await work.came_from_desk(ticket)
        new = [one for one in said if one.seq > ticket.copied_seq and one.seq not in theirs]
        posts = [
            Post(await _message(work, ticket, letter, one, abilities), seq=one.seq)
            for one in new
            if _is_told(one, abilities)
        ]
        notes = await work.notes_to_copy(ticket) if abilities.notes else ()
        names = await _names(work, notes)
        return (*posts, *(Post(_note(one, names, letter), note=one.id) for one in notes))


def _state(handoff: Handoff, name: str | None) -> TicketState:
    if not handoff.is_open or name is None:
        return TicketState.CLOSED
    if handoff.advisor is None:
        return TicketState.NEW
    return TicketState.WAITING if handoff.is_lent else TicketState.TAKEN


def _is_told(message: Message, abilities: BridgeAbilities) -> bool:
    """Tell whether a desk hears of it; where all is one thread only of what people say."""
    return abilities.notes or message.author in _SENT_BY_PEOPLE


async def _message(
    work: TeamWork, ticket: Ticket, letter: Letter, said: Message, abilities: BridgeAbilities
) -> TicketMessage:
    is_theirs = said.author is Author.ENTREPRENEUR
    who = texts.AUTHORS[said.author]
    words = letter.clear(said.text) or texts.FILES_ONLY
    text = words if is_theirs else texts.SAID.format(who=who, text=words)
    files = await _files(work, said)
    if files and not abilities.files:
        text = "\n".join([text, *(texts.FILE.format(title=file.title) for file in files)])
    return TicketMessage(
        key=uuid5(ticket.key, f"message {said.seq}"),
        text=text[: abilities.most_text],
        is_internal=not is_theirs and abilities.notes,
        files=tuple(files) if abilities.files else (),
    )


def _note(note: Note, names: dict[UUID, str], letter: Letter) -> TicketMessage:
    text = texts.NOTED.format(who=names.get(note.advisor, ""), text=letter.clear(note.text))
    return TicketMessage(key=note.id, text=text, is_internal=True)


async def _names(work: TeamWork, notes: Iterable[Note]) -> dict[UUID, str]:
    known = {id: await work.advisor(id) for id in {note.advisor for note in notes}}
    return {id: one.name for id, one in known.items() if one}


async def _files(work: TeamWork, message: Message) -> list[NewFile]:
    if message.author not in _SENT_BY_PEOPLE:
        return []
    kept = [await work.file(one.url.removeprefix(f"{FILES_PATH}/")) for one in message.attachments]
    return [NewFile(one.title, one.media_type, one.data) for one in kept if one]
