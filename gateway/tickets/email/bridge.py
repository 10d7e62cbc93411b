"""A desk that is a mailbox: a ticket is a thread of mails between it and a mailbox of our own.

A mail server tells nobody what it sent, so it gives each mail to our own mailbox too, in the same
go: what is there was sent, and what is not there was not.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from msgspec import Struct, structs

from gateway.smtp import NEVER, NotTaken, SmtpServer
from gateway.tickets.email import texts
from gateway.tickets.email.box import Box, OpenBox, Place
from gateway.tickets.email.letters import (
    DeskMail,
    Outgoing,
    letter,
    opening,
    passed_on,
    subject,
    told,
)
from gateway.tickets.email.names import Names
from gateway.tickets.email.reading import Reading
from gateway.tickets.email.thread import Thread, erase_all, history, thread_of
from handoff.tickets.port import (
    BridgeAbilities,
    BridgeError,
    DeskAway,
    DeskRefused,
    NewTicket,
    Pulled,
    TicketEvent,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import Clock

SECONDS = 20.0
"""What one question to a mail server may take."""

# What was asked for just before an answer came may be known to us only just after it.
_OVERLAP = 50
_MOST_KNOWN = 500
# Until our own copy of a mail is there.
_SOON = timedelta(seconds=10)


class _Read(Struct, frozen=True):
    events: tuple[TicketEvent, ...]
    place: Place


class EmailBridge:
    """Writes to the mailboxes of a desk, and reads what is answered in ours, by `imap`.

    `smtp` and `imap` are addresses with user and password; raises `BadMailServer`, `BadMailbox`.
    `secret` makes references that nobody can guess.
    """

    # A thread has one reader: what is not said to it would only be one more mail.
    abilities = BridgeAbilities(notes=False)

    def __init__(
        self,
        desk: DeskMail,
        *,
        smtp: str,
        imap: str,
        secret: bytes,
        clock: Clock,
        seconds: float = SECONDS,
    ) -> None:
        self._desk = desk
        self._server = SmtpServer(smtp, seconds)
        self._box = Box(imap, seconds=seconds)
        self._names = Names(desk.address.rpartition("@")[2], secret)
        self._reading = Reading(desk, self._names, clock)
        self._clock = clock
        self._known: OrderedDict[Place, Sequence[TicketEvent]] = OrderedDict()

    async def find(self, key: UUID) -> str | None:
        ticket = self._names.ticket(key)
        return ticket if await self._stands(self._names.beginning(ticket)) else None

    async def open(self, ticket: NewTicket) -> str:
        self._require(ticket.group)
        reference = self._names.ticket(ticket.key)
        first = self._names.beginning(reference)
        mail = Outgoing(
            id=first,
            thread=first,
            to=ticket.group,
            subject=subject(reference, ticket.subject),
            text=opening(ticket),
            files=ticket.files,
        )
        await self._send(mail)
        return reference

    async def has(self, ticket: str, message: UUID) -> bool:
        return await self._stands(self._names.message(ticket, message))

    async def post(self, ticket: str, message: TicketMessage) -> None:
        thread = await self._thread(ticket)
        mail = thread.mail(self._names.message(ticket, message.key), told(message), message.files)
        await self._send(mail)

    async def set_state(self, ticket: str, state: TicketState) -> None:
        thread = await self._thread(ticket)
        if thread.state is not state:
            id = self._names.state(ticket, thread.states + 1, state)
            await self._send(thread.mail(id, texts.STATES[state]))

    async def move(self, ticket: str, group: str) -> None:
        self._require(group)
        thread = await self._thread(ticket)
        if thread.group == group:
            return
        number = thread.moves + 1
        said, files = await self._box.ask(partial(history, ticket, self._names, self._reading))
        # This one first: once the other stands there, the ticket was moved.
        gone = self._names.moved(ticket, number, away=True)
        await self._send(thread.mail(gone, texts.MOVED_AWAY.format(group=group)))
        mail = thread.mail(self._names.moved(ticket, number), passed_on(said), files, to=group)
        await self._send(mail)

    async def forget(self, ticket: str) -> None:
        id = self._names.erased(ticket)
        thread = await self._box.ask(partial(thread_of, ticket, self._names, self._reading))
        if thread is not None and not await self._stands(id):
            asking = structs.replace(
                thread.mail(id, texts.ERASED), subject=subject(ticket, texts.ERASED_SUBJECT)
            )
            await self._send(asking)
        await self._box.ask(partial(erase_all, ticket, self._names))

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        since = _place(cursor) if cursor else None
        read = await self._box.ask(lambda box: self._read(box, since))
        followed = frozenset(open_tickets)
        events = tuple(one for one in read.events if one.ticket in followed)
        return Pulled(events, f"{read.place.validity}:{read.place.last}")

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raise `UnknownSignature`: a mailbox calls nobody."""
        raise UnknownSignature

    async def health(self) -> None:
        await self._box.ask(lambda box: box.place)
        try:
            await self._server.reach()
        except NotTaken as error:
            raise _bridge_error(error) from error

    async def close(self) -> None:
        await self._box.close()

    async def _stands(self, message_id: str) -> bool:
        return await self._box.ask(lambda box: box.has(message_id))

    async def _thread(self, ticket: str) -> Thread:
        thread = await self._box.ask(partial(thread_of, ticket, self._names, self._reading))
        if thread is None:
            raise DeskAway("copy-not-there-yet", _SOON)
        return thread

    async def _send(self, mail: Outgoing) -> None:
        made = letter(self._desk, mail, self._clock())
        try:
            await self._server.take(made, made["From"].addresses[0], mail.to, self._desk.address)
        except NotTaken as error:
            raise _bridge_error(error) from error

    def _read(self, box: OpenBox, since: Place | None) -> _Read:
        """Return what happened after a place, from the beginning if numbers are new there."""
        if since is None:
            return _Read((), box.place)
        is_same = since.validity == box.place.validity
        start = max(0, since.last - _OVERLAP) if is_same else 0
        events, last = list[TicketEvent](), box.place.last
        for uid in box.after(start):
            events += self._events(box, Place(box.place.validity, uid))
            last = max(last, uid)
        return _Read(tuple(events), Place(box.place.validity, last))

    def _events(self, box: OpenBox, place: Place) -> Sequence[TicketEvent]:
        if place not in self._known:
            found = box.letter(place.last)
            self._known[place] = self._reading.events(found) if found else ()
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return self._known[place]

    def _require(self, group: str) -> None:
        if group not in self._desk.groups:
            raise DeskRefused("no-group")


def _bridge_error(error: NotTaken) -> BridgeError:
    """Return what it means for a ticket that a mail was not taken."""
    if not error.code:
        return DeskAway(f"mail-server-{error.step.name.lower()}")
    code = f"{error.code} {error.status}".strip()
    return DeskRefused(code) if error.code in NEVER else DeskAway(code)


def _place(cursor: str) -> Place:
    validity, _, last = cursor.partition(":")
    return Place(int(validity), int(last))
