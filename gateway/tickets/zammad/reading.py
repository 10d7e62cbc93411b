"""What happened in Zammad, as events in our words."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from conversations.files import NewFile
from gateway.mailbox.quoting import own_words
from gateway.tickets.calls import Calls, parsed
from gateway.tickets.plain import plain
from gateway.tickets.zammad.words import (
    AGENT,
    CLOSED,
    NOBODY,
    Article,
    Change,
    History,
    User,
)
from handoff.tickets.port import EventKind, TicketEvent

_MOST_KNOWN = 500
# Zammad changes a ticket before it keeps what was said with it.
_IN_ONE_GO = timedelta(seconds=2)
# What comes by mail has history below it; nothing in it is a line of ours.
_NO_LINE_OF_OURS = "boven deze regel staat het antwoord aan schakel"


class Reading:
    """Reads tickets in which something happened; people and articles are fetched once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._users: dict[int, User] = {}
        self._us: int | None = None
        self._known: OrderedDict[str, TicketEvent] = OrderedDict()

    async def us(self) -> int:
        """Return who we are there; raise a `BridgeError`."""
        if self._us is None:
            self._us = parsed((await self._calls.get("users/me")).content, User).id
        return self._us

    async def articles(self, ticket: int) -> list[Article]:
        """Return all that was said in a ticket; raise a `BridgeError`."""
        answer = await self._calls.get(f"ticket_articles/by_ticket/{ticket}")
        return parsed(answer.content, list[Article])

    async def events(self, ticket: int, since: datetime) -> Sequence[TicketEvent]:
        """Return what others did in a ticket since then, in order; raise a `BridgeError`."""
        found, us = list[TicketEvent](), await self.us()
        for article in await self.articles(ticket):
            # What of the customer comes, by mail to Zammad itself, is no answer to them.
            is_theirs = article.sender == AGENT and article.created_by_id not in (us, NOBODY)
            if is_theirs and article.updated_at >= since:
                found.append(await self._said(ticket, article))
        answer = await self._calls.get(f"ticket_history/{ticket}")
        for change, kind in _of_interest(parsed(answer.content, History).history):
            if change.created_by_id != us and change.created_at >= since:
                found.append(await self._changed(ticket, change, kind))
        return sorted(found, key=_moment)

    async def _said(self, ticket: int, article: Article) -> TicketEvent:
        kind = EventKind.NOTE if article.internal else EventKind.MESSAGE
        # A note that is shown to the customer later on is a message from then on.
        id = f"{kind}-{article.id}"
        if id not in self._known:
            self._known[id] = await self._read(id, ticket, article, kind)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return self._known[id]

    async def _read(self, id: str, ticket: int, article: Article, kind: EventKind) -> TicketEvent:
        body = article.body or ""
        text = plain(body) if article.is_html else body.strip()
        if kind is EventKind.MESSAGE:
            text = own_words(text, _NO_LINE_OF_OURS) or text
        author = await self._user(article.created_by_id)
        return TicketEvent(
            id=id,
            ticket=str(ticket),
            kind=kind,
            author=author.name,
            email=author.email or None,
            at=article.created_at,
            text=text,
            files=await self._files(ticket, article),
        )

    async def _files(self, ticket: int, article: Article) -> tuple[NewFile, ...]:
        found = []
        for one in article.attachments:
            answer = await self._calls.get(f"ticket_attachment/{ticket}/{article.id}/{one.id}")
            found.append(NewFile(one.filename, one.media_type, answer.content))
        return tuple(found)

    async def _changed(self, ticket: int, change: Change, kind: EventKind) -> TicketEvent:
        # Who was given a ticket has it, whoever gave it.
        holder = change.id_to if kind is EventKind.TAKEN else None
        author = await self._user(holder or change.created_by_id)
        return TicketEvent(
            id=f"{kind}-{change.id}",
            ticket=str(ticket),
            kind=kind,
            author=author.name,
            email=author.email or None,
            at=change.created_at,
            group=change.value_to if kind is EventKind.MOVED else None,
        )

    async def _user(self, id: int) -> User:
        if id not in self._users:
            self._users[id] = parsed((await self._calls.get(f"users/{id}")).content, User)
        return self._users[id]


def _moment(event: TicketEvent) -> datetime:
    """Return by when an event is put in order: who says something and closes, said it first."""
    return event.at + _IN_ONE_GO if event.kind is EventKind.CLOSED else event.at


def _of_interest(changes: Sequence[Change]) -> Iterator[tuple[Change, EventKind]]:
    for change in changes:
        kind = _kind(change)
        if change.is_of_ticket and kind:
            yield change, kind


def _kind(change: Change) -> EventKind | None:
    match change.attribute:
        case "owner":
            return EventKind.RELEASED if change.id_to == NOBODY else EventKind.TAKEN
        case "group":
            return EventKind.MOVED
        case "state" if change.value_to in CLOSED:
            return EventKind.CLOSED
        case _:
            return None
