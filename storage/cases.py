"""What the team works on, as rows: lists, messages of advisors, notes and presence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    update,
)

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.files import NewFile
from conversations.handoffs import Handoff
from conversations.messages import Author, Reply
from handoff.cases import Case, Note
from storage.conversations import ConversationRows
from storage.handoffs import HANDOFFS, PRESENT_FOR, as_handoff
from storage.search import conversations_with
from storage.tables import conversations, files, messages, resume_codes
from storage.team_tables import handoffs, notes, presence

CONSOLE = "console"
"""The channel of what advisors write, so that a message that is sent twice is one message."""


class CaseRows(ConversationRows):
    """The part of a transaction that concerns the team's requests."""

    async def open_cases(self) -> Sequence[Case]:
        return await self._cases(_OPEN)

    async def cases_to_follow(self) -> Sequence[Case]:
        return await self._cases(_OPEN_TO_FOLLOW)

    async def closed_cases(self, *, limit: int) -> Sequence[Case]:
        return await self._cases(_CLOSED, most=limit)

    async def cases_of(self, conversation: UUID) -> Sequence[Case]:
        return await self._cases(_OF_CONVERSATION, of=conversation)

    async def search_cases(self, words: str, *, limit: int) -> Sequence[Case]:
        found = conversations_with(words)
        if found is None:
            return ()
        here = handoffs.c.conversation_id.in_(found)
        newest = select(handoffs.c.id).where(here).order_by(_newest).limit(limit)
        return await self._cases(_CASES.where(handoffs.c.id.in_(newest)).order_by(_newest))

    async def handoffs_of_file(self, file: str) -> Sequence[Handoff]:
        rows = await self._connection.execute(_OF_FILE, {"file": file})
        return tuple(as_handoff(row) for row in rows)

    async def write(
        self,
        handoff: Handoff,
        client_id: UUID,
        text: str,
        at: datetime,
        *,
        files: Sequence[NewFile] = (),
    ) -> int:
        await self.hold(handoff.conversation)
        before = await self.seq_of(CONSOLE, str(client_id))
        if before is not None:
            return before
        said = Reply(text, files=tuple(files))
        await self.say(handoff.conversation, [said], at, author=Author.ADVISOR)
        newest = (await self._connection.execute(_NEWEST, {"of": handoff.conversation})).scalar()
        mark = {"of": handoff.conversation, "at_seq": newest, "message": str(client_id)}
        await self._connection.execute(_MARK, mark)
        return int(newest or 0)

    async def read_case(self, id: UUID, seq: int) -> None:
        await self._connection.execute(_READ, {"which": id, "seq": seq})

    async def add_note(self, note: Note) -> None:
        row = {("handoff_id" if k == "handoff" else k): v for k, v in structs.asdict(note).items()}
        await self._connection.execute(_ADD_NOTE, row)

    async def notes(self, handoff: UUID) -> Sequence[Note]:
        rows = await self._connection.execute(_NOTES, {"of": handoff})
        return tuple(Note(*row) for row in rows)

    async def told(self, id: UUID, at: datetime) -> None:
        await self._connection.execute(_TOLD, {"which": id, "now": at})

    async def escalated(self, id: UUID, at: datetime) -> None:
        await self._connection.execute(_ESCALATED, {"which": id, "now": at})

    async def given(self, id: UUID, at: datetime) -> None:
        await self._connection.execute(_GIVEN, {"which": id, "now": at})

    async def told_of_giving(self, id: UUID) -> None:
        await self._connection.execute(_TOLD_OF_GIVING, {"which": id})

    async def see_presence(self, advisor: UUID, at: datetime, *, is_available: bool) -> None:
        row = {"advisor": advisor, "is_available": is_available, "seen_at": at}
        await self._connection.execute(_SEE, row)

    async def takes_requests(self, advisor: UUID) -> bool:
        chosen = await self._connection.execute(_CHOSEN, {"of": advisor})
        return bool(chosen.scalar())

    async def present(self, now: datetime) -> frozenset[UUID]:
        found = await self._connection.execute(_PRESENT, {"since": now - PRESENT_FOR})
        return frozenset(found.scalars())

    async def _cases(self, query: Executable, **values: object) -> Sequence[Case]:
        rows = await self._connection.execute(query, values)
        return tuple(_case(row) for row in rows)


_OF_CASE = (
    "unread",
    "last_at",
    "fetched_to",
    "unanswered_since",
    "unseen_since",
    "written_at",
    "told_at",
    "escalated_at",
    "given_at",
)


def _case(row: Row[*tuple[Any, ...]]) -> Case:
    values = {name: row._mapping[name] for name in _OF_CASE if name in row._mapping}
    return Case(as_handoff(row), **values)


_is_it = handoffs.c.id == bindparam("which")
_newest = handoffs.c.asked_at.desc()
_said_since_read = (
    select(func.count())
    .select_from(messages)
    .where(
        messages.c.conversation_id == handoffs.c.conversation_id,
        messages.c.author == Author.ENTREPRENEUR,
        messages.c.seq > handoffs.c.read_seq,
    )
    .scalar_subquery()
)
_later = messages.alias("later")


def _said_later_by(*authors: Author) -> ColumnElement[bool]:
    """Whether somebody said something after the message at hand."""
    return (
        select(literal(1))
        .where(
            _later.c.conversation_id == messages.c.conversation_id,
            _later.c.author.in_(authors),
            _later.c.seq > messages.c.seq,
        )
        .exists()
    )


_unanswered_since = (
    select(func.min(messages.c.at))
    .where(
        messages.c.conversation_id == handoffs.c.conversation_id,
        messages.c.author == Author.ENTREPRENEUR,
        messages.c.at >= handoffs.c.taken_at,
        # The scan on loan, and what was pressed about a partner: there the bot answers.
        ~_said_later_by(Author.ADVISOR, Author.BOT),
    )
    .scalar_subquery()
)
_is_written_to = (
    select(literal(1))
    .where(
        resume_codes.c.conversation_id == conversations.c.id,
        resume_codes.c.read_seq == conversations.c.read_seq,
    )
    .exists()
)
_unseen_since = (
    select(func.min(messages.c.at))
    .where(
        messages.c.conversation_id == conversations.c.id,
        messages.c.author == Author.ADVISOR,
        messages.c.at >= handoffs.c.taken_at,
        messages.c.seq > conversations.c.read_seq,
        ~_said_later_by(Author.ENTREPRENEUR),
        ~_is_written_to,
    )
    .scalar_subquery()
)
_written_at = (
    select(func.max(messages.c.at))
    .where(
        messages.c.conversation_id == handoffs.c.conversation_id,
        messages.c.author == Author.ADVISOR,
    )
    .scalar_subquery()
)
_given_at = case((handoffs.c.read_seq <= handoffs.c.given_seq, handoffs.c.given_at))
_CASES = HANDOFFS.add_columns(
    _said_since_read.label("unread"),
    conversations.c.changed_at.label("last_at"),
    conversations.c.read_seq.label("fetched_to"),
    handoffs.c.told_at,
    handoffs.c.escalated_at,
)
# What nobody answered or read yet is dear to find, and shown in no list.
_TO_FOLLOW = _CASES.add_columns(
    _unanswered_since.label("unanswered_since"),
    _unseen_since.label("unseen_since"),
    _written_at.label("written_at"),
    _given_at.label("given_at"),
)
_is_open = handoffs.c.closed_at.is_(None)
_OPEN = _CASES.where(_is_open).order_by(handoffs.c.asked_at)
_OPEN_TO_FOLLOW = _TO_FOLLOW.where(_is_open).order_by(handoffs.c.asked_at)
_CLOSED = (
    _CASES.where(handoffs.c.closed_at.is_not(None))
    .order_by(handoffs.c.closed_at.desc())
    .limit(bindparam("most"))
)
_OF_CONVERSATION = _TO_FOLLOW.where(handoffs.c.conversation_id == bindparam("of")).order_by(_newest)

_OF_FILE = HANDOFFS.join(files, files.c.conversation_id == handoffs.c.conversation_id).where(
    files.c.id == bindparam("file")
)
_NEWEST = select(conversations.c.last_seq).where(conversations.c.id == bindparam("of"))
_MARK = (
    update(messages)
    .where(messages.c.conversation_id == bindparam("of"), messages.c.seq == bindparam("at_seq"))
    .values(channel=CONSOLE, external_id=bindparam("message"))
)
_READ = (
    update(handoffs)
    .where(_is_it, handoffs.c.read_seq < bindparam("seq"))
    .values(read_seq=bindparam("seq"))
)
_ADD_NOTE = insert(notes).on_conflict_do_nothing(index_elements=[notes.c.id])
_NOTES = (
    select(notes.c.id, notes.c.handoff_id, notes.c.advisor, notes.c.text, notes.c.at)
    .where(notes.c.handoff_id == bindparam("of"))
    .order_by(notes.c.at)
)
_TOLD = update(handoffs).where(_is_it).values(told_at=bindparam("now"))
_ESCALATED = update(handoffs).where(_is_it).values(escalated_at=bindparam("now"))
_GIVEN = (
    update(handoffs)
    .where(_is_it, conversations.c.id == handoffs.c.conversation_id)
    .values(given_at=bindparam("now"), given_seq=conversations.c.last_seq)
)
_TOLD_OF_GIVING = update(handoffs).where(_is_it).values(given_at=None)
_seen = insert(presence)
_SEE = _seen.on_conflict_do_update(
    index_elements=[presence.c.advisor],
    set_={"is_available": _seen.excluded.is_available, "seen_at": _seen.excluded.seen_at},
)
_CHOSEN = select(presence.c.is_available).where(presence.c.advisor == bindparam("of"))
_PRESENT = select(presence.c.advisor).where(
    and_(presence.c.is_available, presence.c.seen_at > bindparam("since"))
)
