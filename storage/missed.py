"""What the bot did not answer, and what the team proposes to do with it, as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, and_, bindparam, case, delete, func, or_, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from advice.proposals.proposal import NewQuestion, NewSentence
from conversations.messages import Author
from handoff.missed import Said
from handoff.proposals import OpenProposal, Proposal
from storage.database import Connection
from storage.tables import is_miss, messages
from storage.team_tables import proposals

_HIDDEN = "hidden"
# SQLite answers in the event loop (ADR 10): more would hold up the other pages.
_MOST_MISSES = 10_000


class MissedRows:
    """The part of a transaction that concerns what was missed and what is proposed."""

    _connection: Connection

    async def missed(self, since: datetime, *, something_else: str) -> Sequence[Said]:
        asked = {"since": since, "title": something_else}
        return tuple(Said(*row) for row in await self._connection.execute(MISSED, asked))

    async def propose(self, proposal: Proposal) -> bool:
        content = msgspec.to_builtins(proposal.content)
        row = {
            "id": proposal.id,
            "kind": content.pop("kind"),
            "content": content,
            "advisor_id": proposal.advisor,
            "at": proposal.at,
        }
        return (await self._connection.execute(_PROPOSE, row)).scalar() is not None

    async def open_proposals(self) -> Sequence[OpenProposal]:
        return tuple(map(_open, await self._connection.execute(_OPEN)))

    async def handled_sentences(self) -> Sequence[str]:
        found = await self._connection.execute(_HANDLED)
        return tuple(content["sentence"] for content in found.scalars())

    async def withdraw(self, id: UUID) -> bool:
        return (await self._connection.execute(_WITHDRAW, {"which": id})).scalar() is not None

    async def finish_proposals(self, ids: Sequence[UUID], at: datetime) -> None:
        await self._connection.execute(_FINISH, {"which": list(ids), "now": at})


def _open(row: Row[*tuple[Any, ...]]) -> OpenProposal:
    kept = {**row.content, "kind": row.kind}
    wish: NewSentence | NewQuestion = msgspec.convert(kept, NewSentence | NewQuestion)
    return OpenProposal(row.id, wish, row.advisor_id, row.at)


_is_answer = messages.c.author == Author.BOT
_miss = (
    select(
        messages.c.conversation_id,
        # The answer follows at once; "iets anders" is pressed under the answer.
        (messages.c.seq - case((_is_answer, 1), else_=2)).label("asked_seq"),
    )
    .where(
        is_miss(messages),
        messages.c.at >= bindparam("since"),
        or_(_is_answer, messages.c.text == bindparam("title")),
    )
    .order_by(messages.c.at.desc())
    .limit(_MOST_MISSES)
    .subquery("miss")
)
_asked = messages.alias("asked")
_is_what_was_missed = and_(
    _asked.c.conversation_id == _miss.c.conversation_id,
    _asked.c.seq == _miss.c.asked_seq,
    _asked.c.author == Author.ENTREPRENEUR,
    _asked.c.payload.is_(None),
)
_last_at = func.max(_asked.c.at)
MISSED = (
    select(_asked.c.text, func.count(_asked.c.id.distinct()), _last_at)
    .join(_miss, _is_what_was_missed)
    .group_by(_asked.c.text)
    .order_by(_last_at.desc())
)
"""Texts that were not answered, how often and when last; only the index of misses is read."""

_is_open = and_(proposals.c.done_at.is_(None), proposals.c.kind != _HIDDEN)
_PROPOSE = insert(proposals).on_conflict_do_nothing().returning(proposals.c.id)
_OPEN = select(proposals).where(_is_open).order_by(proposals.c.at, proposals.c.id)
_HANDLED = select(proposals.c.content)
_WITHDRAW = (
    delete(proposals)
    .where(proposals.c.id == bindparam("which"), _is_open)
    .returning(proposals.c.id)
)
_FINISH = (
    update(proposals)
    .where(proposals.c.id.in_(bindparam("which", expanding=True)), _is_open)
    .values(done_at=bindparam("now"))
)
