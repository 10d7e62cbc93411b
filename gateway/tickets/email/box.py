"""Our own mailbox, with a copy of what we sent and with what colleagues answered."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.message import EmailMessage
from threading import Lock

from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError  # type: ignore[import-untyped]
from msgspec import Struct

from gateway.mailbox.contents import parsed
from gateway.mailbox.imap import (
    INBOX,
    ImapServer,
    Letter,
    LoginRefused,
    MailboxAway,
    erase,
    fetched,
    named_errors,
)
from handoff.tickets.port import DeskAway, DeskRefused

_HEADS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM TO SUBJECT)]"


class Place(Struct, frozen=True):
    """How far a mailbox was read: numbers of mails hold as long as `validity` stays the same.

    https://www.rfc-editor.org/rfc/rfc3501#section-2.3.1.1
    """

    validity: int
    last: int


class OpenBox:
    """The mailbox on a connection; each call raises `MailboxAway`. Not for two threads."""

    def __init__(self, client: IMAPClient) -> None:
        self._client = client
        self.place = Place(0, 0)

    def look(self) -> None:
        """Open the folder as it is now; `place` is its end."""
        with named_errors():
            told = self._client.select_folder(INBOX)
            self.place = Place(int(told[b"UIDVALIDITY"]), int(told[b"UIDNEXT"]) - 1)

    def after(self, uid: int) -> Sequence[int]:
        """Return which mails came after one, in the order in which they came."""
        with named_errors():
            found = self._client.search(["UID", f"{uid + 1}:*"])
        # A server always names its last mail, whatever was asked.
        return sorted(one for one in found if one > uid)

    def letter(self, uid: int) -> Letter | None:
        """Return a mail; None if it is gone."""
        with named_errors():
            return fetched(self._client, uid)

    def has(self, message_id: str) -> bool:
        """Tell whether a mail of that name is there."""
        with named_errors():
            return bool(self._client.search(["HEADER", "Message-ID", message_id]))

    def about(self, ticket: str) -> Sequence[int]:
        """Return which mails are about a ticket, of us or of others, in their order."""
        subject, references = ["SUBJECT", f"S-{ticket}"], ["HEADER", "References", f".{ticket}."]
        with named_errors():
            return sorted(self._client.search(["OR", subject, references]))

    def heads(self, uids: Sequence[int]) -> Sequence[tuple[int, EmailMessage]]:
        """Return mails by their numbers, with only who sent them to whom and how they are named."""
        if not uids:
            return []
        with named_errors():
            found = self._client.fetch(uids, [_HEADS])
        return [(uid, parsed(_header(found[uid]))) for uid in uids if uid in found]

    def erase(self, uids: Sequence[int]) -> None:
        """Erase mails for good."""
        if uids:
            with named_errors():
                erase(self._client, uids)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError, IMAPClientError):
            self._client.shutdown()


class Box:
    """Asks one mailbox things, one after the other, over a connection that stays open.

    `url` is as for `ImapServer`; raises `BadMailbox`.
    """

    def __init__(self, url: str, *, seconds: float) -> None:
        self._server = ImapServer(url, seconds=seconds)
        self._open: OpenBox | None = None
        # Of threads: who is cancelled leaves behind a thread that still asks.
        self._lock = Lock()

    async def ask[T](self, call: Callable[[OpenBox], T]) -> T:
        """Return what `call` finds, which may be called twice; raises a `BridgeError`."""
        try:
            return await asyncio.to_thread(self._asked, call)
        except LoginRefused as error:
            raise DeskRefused("login") from error
        except MailboxAway as error:
            raise DeskAway(str(error)) from error

    async def close(self) -> None:
        await asyncio.to_thread(self._hang_up)

    def _asked[T](self, call: Callable[[OpenBox], T]) -> T:
        with self._lock:
            was_open = self._open is not None
            try:
                return self._looked(call)
            except MailboxAway:
                self._forget()
                # Servers hang up on who was silent for a while.
                if not was_open:
                    raise
                return self._looked(call)

    def _looked[T](self, call: Callable[[OpenBox], T]) -> T:
        if self._open is None:
            with named_errors():
                self._open = OpenBox(self._server.connected())
        self._open.look()
        return call(self._open)

    def _hang_up(self) -> None:
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _header(told: dict[bytes, object]) -> bytes:
    for name, value in told.items():
        if name.startswith(b"BODY[") and isinstance(value, bytes):
            return value
    return b""
