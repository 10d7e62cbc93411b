"""Our mailbox, as far as the channel uses it. All of it waits, so it belongs in a thread."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError  # type: ignore[import-untyped]

from gateway.channels.email.texts import HANDLED
from gateway.mailbox.imap import (
    INBOX,
    LARGEST,
    SECONDS,
    ImapServer,
    Letter,
    erase,
    fetched,
    mark_seen,
    named_errors,
)


class Mailbox:
    """A mailbox of our own: what is done with goes to a folder of it.

    `url` is as for `ImapServer`; raises `BadMailbox`. Of a mail of more than `largest` bytes only
    the beginning is fetched.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS, largest: int = LARGEST) -> None:
        self._server = ImapServer(url, seconds=seconds)
        self._largest = largest

    def open(self) -> "OpenMailbox":
        """Log in; raises `MailboxAway`."""
        with named_errors():
            client = self._server.connected()
            try:
                return OpenMailbox(client, self._largest)
            except BaseException:
                client.shutdown()
                raise

    def find(self, message_id: str) -> bytes | None:
        """Return a mail that came in, done with or not; raises `MailboxAway`."""
        box = self.open()
        try:
            return box.find(message_id)
        finally:
            box.close()


class OpenMailbox:
    """A connection on which we are logged in; each call raises `MailboxAway`. Not for two threads.

    Mails are known by their UID, which holds for as long as this is open.
    """

    def __init__(self, client: IMAPClient, largest: int) -> None:
        self._client = client
        self._largest = largest
        self._handled = _prefix(client) + HANDLED
        if not client.folder_exists(self._handled):
            client.create_folder(self._handled)
            client.subscribe_folder(self._handled)
        client.select_folder(INBOX)

    def new(self) -> Sequence[int]:
        """Return what nobody saw yet, in the order in which it came."""
        with named_errors():
            return sorted(self._client.search(["UNSEEN"]))

    def letter(self, uid: int) -> Letter | None:
        """Return a mail, without marking it; None if it is gone."""
        with named_errors():
            return fetched(self._client, uid, self._largest)

    def mark(self, uid: int) -> None:
        """Mark a mail as seen: it is not new any more."""
        with named_errors():
            mark_seen(self._client, uid)

    def put_away(self, uid: int) -> None:
        """Move a mail to what is done with."""
        with named_errors():
            if self._client.has_capability("MOVE"):
                self._client.move([uid], self._handled)
            else:
                self._client.copy([uid], self._handled)
                erase(self._client, [uid])

    def erase_handled(self, before: date) -> int:
        """Erase what came before a day and is done with; return how many mails that were."""
        with named_errors():
            self._client.select_folder(self._handled)
            old = self._client.search(["BEFORE", before])
            if old:
                erase(self._client, old)
            self._client.select_folder(INBOX)
            return len(old)

    def find(self, message_id: str) -> bytes | None:
        """Return the mail of that name; afterwards there is no telling which folder is open."""
        with named_errors():
            # In this order: meanwhile it may go from the one to the other.
            for folder in (INBOX, self._handled):
                self._client.select_folder(folder, readonly=True)
                for uid in self._client.search(["HEADER", "Message-ID", message_id]):
                    letter = self.letter(uid)
                    if letter and letter.size is None:
                        return letter.raw
            return None

    @property
    def can_wait(self) -> bool:
        """Whether the server tells by itself that something came."""
        return bool(self._client.has_capability("IDLE"))

    def begin_waiting(self) -> None:
        """Ask to be told; until `end_waiting` nothing else can be asked."""
        with named_errors():
            self._client.idle()

    def hears(self, seconds: float) -> bool:
        """Wait at most so long, and tell whether something happened."""
        with named_errors():
            return bool(self._client.idle_check(timeout=seconds))

    def end_waiting(self) -> None:
        with named_errors():
            self._client.idle_done()

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError, IMAPClientError):
            self._client.shutdown()


def _prefix(client: IMAPClient) -> str:
    """Return what stands before the names of folders, such as "INBOX."."""
    if not client.has_capability("NAMESPACE"):
        return ""
    personal = client.namespace().personal
    return str(personal[0][0]) if personal else ""
