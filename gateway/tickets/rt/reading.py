"""What happened in Request Tracker, as events in our words."""

from base64 import b64decode
from collections import OrderedDict
from collections.abc import Sequence
from http import HTTPStatus

from conversations.files import NewFile
from gateway.mailbox.quoting import own_words
from gateway.tickets.calls import Calls, parsed
from gateway.tickets.plain import plain
from gateway.tickets.rt.words import (
    CLOSED,
    NOBODY,
    Attachment,
    Named,
    Page,
    Transaction,
    User,
    body_of,
    files_of,
)
from handoff.tickets.port import BridgeError, EventKind, TicketEvent

# Looked at again and again, for what was kept out of order; so each is fetched once.
_MOST_KNOWN = 500
_PER_PAGE = 100
_GONE = str(int(HTTPStatus.NOT_FOUND))
# What comes by mail has history below it; nothing in it is a line of ours.
_NO_LINE_OF_OURS = "boven deze regel staat het antwoord aan schakel"


class Reading:
    """Reads transactions; what was read before is remembered."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._known: OrderedDict[int, TicketEvent | None] = OrderedDict()
        self._users: dict[str, User] = {}
        self._queues: dict[str, str] = {}

    async def event(self, happened: Transaction) -> TicketEvent | None:
        """Return what happened; None if it is nothing for us. Raises a `BridgeError`."""
        if happened.id not in self._known:
            self._known[happened.id] = await self._read_if_there(happened)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return self._known[happened.id]

    async def user(self, id: str) -> User:
        """Return somebody, by name or number; raise a `BridgeError`."""
        if id not in self._users:
            answer = await self._calls.get(f"user/{id}")
            self._users[id] = parsed(answer.content, User)
        return self._users[id]

    async def queue(self, id: str) -> str:
        """Return the name of a queue; raise a `BridgeError`."""
        if id not in self._queues:
            answer = await self._calls.get(f"queue/{id}")
            self._queues[id] = parsed(answer.content, Named).name
        return self._queues[id]

    async def _read_if_there(self, happened: Transaction) -> TicketEvent | None:
        try:
            return await self._read(happened)
        except BridgeError as error:
            # Removed meanwhile; all else that is refused has to be mended, and waits for that.
            if error.code != _GONE:
                raise
            return None

    async def _read(self, happened: Transaction) -> TicketEvent | None:
        match happened.type, happened.changed:
            case "Correspond", _:
                return await self._correspondence(happened)
            case "Comment", _:
                return await self._message(happened, EventKind.NOTE)
            case "Status", _ if happened.new in CLOSED:
                return await self._event(happened, EventKind.CLOSED)
            # The same change a second time, as one of the members of a role.
            case "SetWatcher", _:
                return None
            case _, "Owner":
                return await self._owner(happened)
            case _, "Queue":
                return await self._queue_change(happened)
            case _:
                return None

    async def _owner(self, happened: Transaction) -> TicketEvent | None:
        owner = await self._author(happened.new)
        if owner.name == NOBODY:
            return await self._event(happened, EventKind.RELEASED)
        return await self._event(happened, EventKind.TAKEN, by=happened.new)

    async def _correspondence(self, happened: Transaction) -> TicketEvent:
        """Take what people say who work there for an answer, and what others mail for a note."""
        author = await self._author(str(happened.creator.id))
        kind = EventKind.MESSAGE if author.is_privileged else EventKind.NOTE
        return await self._message(happened, kind)

    async def _queue_change(self, happened: Transaction) -> TicketEvent:
        return await self._event(happened, EventKind.MOVED, group=await self._queue_name(happened))

    async def _queue_name(self, happened: Transaction) -> str:
        try:
            return await self.queue(happened.new)
        except BridgeError as error:
            if not error.is_final:
                raise
            # Moved to where we may not look.
            return happened.new

    async def _message(self, happened: Transaction, kind: EventKind) -> TicketEvent:
        path, fields = f"transaction/{happened.id}/attachments", "ContentType,Filename,Content"
        answer = await self._calls.get(path, fields=fields, per_page=_PER_PAGE)
        pieces = parsed(answer.content, Page[Attachment]).items
        words, is_html = body_of(pieces)
        text = plain(words) if is_html else words.strip()
        if kind is EventKind.MESSAGE:
            text = own_words(text, _NO_LINE_OF_OURS) or text
        return await self._event(happened, kind, text, files=await self._files(pieces))

    async def _files(self, pieces: Sequence[Attachment]) -> tuple[NewFile, ...]:
        found = []
        for one in files_of(pieces):
            # In a list content is decoded as text, which damages everything else.
            answer = await self._calls.get(f"attachment/{one.id}")
            data = b64decode(parsed(answer.content, Attachment).content or "")
            found.append(NewFile(one.title, one.media_type, data))
        return tuple(found)

    async def _event(
        self,
        happened: Transaction,
        kind: EventKind,
        text: str = "",
        *,
        by: str = "",
        group: str | None = None,
        files: tuple[NewFile, ...] = (),
    ) -> TicketEvent:
        author = await self._author(by or str(happened.creator.id))
        return TicketEvent(
            id=str(happened.id),
            ticket=str(happened.ticket),
            kind=kind,
            author=author.real_name or author.name,
            email=author.email or None,
            at=happened.moment,
            text=text,
            files=files,
            group=group,
        )

    async def _author(self, id: str) -> User:
        try:
            return await self.user(id)
        except BridgeError as error:
            if not error.is_final:
                raise
            # Some, such as the system itself, we may not look at.
            return User(id)
