"""Requests by the words in them and in what was said: kept word by word, found by beginnings.

The words stand in tables of our own, not in the full-text search of either database: so a word is
the same on both, and goes with its conversation like every other row. What FTS5 was told to forget
stays in the file before SQLite 3.42 (https://www.sqlite.org/fts5.html, "secure-delete"), and those
cannot open what newer ones made.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    bindparam,
    delete,
    select,
)

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.database import Connection
from storage.tables import messages
from storage.team_tables import handoffs, search_words, searched
from storage.words import words_in

# Either database has a limit to how much it can be asked at once.
_MOST_WORDS = 100
_OF_REQUEST = ("question", "name", "contact", "municipality", "topics")


class SearchRows:
    """The part of a transaction that concerns the words by which requests are found."""

    _connection: Connection

    async def keep_words(self, conversation: UUID, texts: Sequence[str]) -> None:
        """Let a conversation be found by more words, if there is a request in it."""
        if words := sorted(words_in(*texts)):
            values = {"of": conversation, "words": msgspec.json.encode(words).decode()}
            await self._connection.execute(_KEEP, values)

    async def keep_all_words(self, conversation: UUID) -> None:
        """Let a conversation be found by what is in it now, and by nothing else."""
        of = {"of": conversation}
        await self._connection.execute(_SEARCH, {"conversation_id": conversation})
        await self._connection.execute(_FORGET, of)
        said = (await self._connection.execute(_SAID, of)).scalars().all()
        requests = (await self._connection.execute(_REQUESTS, of)).scalars().all()
        asked = [text for request in requests for text in _texts(request)]
        await self.keep_words(conversation, [*said, *asked])


def conversations_with(wanted: str) -> Select[UUID] | None:
    """Return where all words are the beginning of a word; None if there is no word in `wanted`.

    Of more than a hundred words the longest count.
    """
    words = words_in(wanted)
    # Who has the longer one has the shorter one.
    needed = [word for word in words if not any(word != w and w.startswith(word) for w in words)]
    longest = sorted(needed, key=lambda word: (-len(word), word))[:_MOST_WORDS]
    if not longest:
        return None
    return select(searched.c.conversation_id).where(*map(_has, longest))


def _has(word: str) -> ColumnElement[bool]:
    """Tell whether the first word that does not come before `word` begins with it.

    One look for each conversation, on both databases, however much was said.
    """
    first = (
        select(search_words.c.word)
        .where(search_words.c.searched_id == searched.c.id, search_words.c.word >= word)
        .order_by(search_words.c.word)
        .limit(1)
        .scalar_subquery()
    )
    return first.startswith(word)


def _texts(request: Mapping[str, Any]) -> list[str]:
    return [str(request.get(name) or "") for name in _OF_REQUEST]


class _Each(FunctionElement[str]):
    """The rows of a JSON array: one statement for all words, where each by itself takes longer."""

    inherit_cache = True


@compiles(_Each, "sqlite")
def _(each: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(each.clauses, **options)})"


@compiles(_Each, "postgresql")
def _(each: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(each.clauses, **options)} AS JSON))"


_in_it = searched.c.conversation_id == bindparam("of")
_new = _Each(bindparam("words", type_=Text)).table_valued("value", joins_implicitly=True)
# Also nothing when there is no request; asked after the conversation is held, so that one that
# somebody else keeps at this moment is seen.
_KEEP = (
    insert(search_words)
    .from_select(["word", "searched_id"], select(_new.c.value, searched.c.id).where(_in_it))
    .on_conflict_do_nothing()
)
_SEARCH = insert(searched).on_conflict_do_nothing()
_FORGET = delete(search_words).where(
    search_words.c.searched_id.in_(select(searched.c.id).where(_in_it))
)
_SAID = select(messages.c.text).where(messages.c.conversation_id == bindparam("of"))
_REQUESTS = select(handoffs.c.request).where(handoffs.c.conversation_id == bindparam("of"))
