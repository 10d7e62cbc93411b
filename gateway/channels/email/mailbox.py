"""The one place that speaks to an IMAP server. All of it waits, so it belongs in a thread."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from urllib.parse import SplitResult, unquote, urlsplit

from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError, LoginError  # type: ignore[import-untyped]
from msgspec import Struct

from gateway.channels.email.reading import HEAD, LARGEST
from gateway.channels.email.texts import HANDLED

_SECURE, _PLAIN = "imaps", "imap"
_SECONDS = 30.0
_INBOX = "INBOX"
_SEEN, _DELETED = rb"\Seen", rb"\Deleted"


class BadMailbox(ValueError):
    """The address of the mailbox cannot be read."""


class MailboxAway(Exception):
    """The mailbox cannot be reached now."""


class LoginRefused(MailboxAway):
    """The server does not let us in."""


class Letter(Struct, frozen=True):
    """A mail as it came; of one that is too large only the beginning, and its `size`."""

    raw: bytes
    size: int | None = None


class Mailbox:
    """A mailbox of our own: what is done with goes to a folder of it.

    `url` is `imaps://user:password@host` (TLS from the start) or `imap://…` (STARTTLS where the
    server offers it); raises `BadMailbox`. Of a mail of more than `largest` bytes only the
    beginning is fetched.
    """

    def __init__(self, url: str, *, seconds: float = _SECONDS, largest: int = LARGEST) -> None:
        self._server = _server(url)
        self._seconds = seconds
        self._largest = largest

    def open(self) -> "OpenMailbox":
        """Log in; raises `MailboxAway`."""
        with _named_errors():
            client = self._connected()
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

    def _connected(self) -> IMAPClient:
        server, is_secure = self._server, self._server.scheme == _SECURE
        client = IMAPClient(
            server.hostname, server.port, ssl=is_secure, use_uid=True, timeout=self._seconds
        )
        try:
            if not is_secure and client.has_capability("STARTTLS"):
                client.starttls()
            client.login(unquote(server.username or ""), unquote(server.password or ""))
        except BaseException:
            client.shutdown()
            raise
        return client


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
        client.select_folder(_INBOX)

    def new(self) -> Sequence[int]:
        """Return what nobody saw yet, in the order in which it came."""
        with _named_errors():
            return sorted(self._client.search(["UNSEEN"]))

    def letter(self, uid: int) -> Letter | None:
        """Return a mail, without marking it; None if it is gone."""
        with _named_errors():
            size = self._field(uid, "RFC822.SIZE")
            if not isinstance(size, int):
                return None
            is_large = size > self._largest
            raw = self._field(uid, f"BODY.PEEK[]<0.{HEAD}>" if is_large else "BODY.PEEK[]")
            return Letter(raw, size if is_large else None) if isinstance(raw, bytes) else None

    def mark(self, uid: int) -> None:
        """Mark a mail as seen: it is not new any more."""
        with _named_errors():
            self._client.add_flags([uid], [_SEEN])

    def put_away(self, uid: int) -> None:
        """Move a mail to what is done with."""
        with _named_errors():
            if self._client.has_capability("MOVE"):
                self._client.move([uid], self._handled)
            else:
                self._client.copy([uid], self._handled)
                self._erase([uid])

    def erase_handled(self, before: date) -> int:
        """Erase what came before a day and is done with; return how many mails that were."""
        with _named_errors():
            self._client.select_folder(self._handled)
            old = self._client.search(["BEFORE", before])
            if old:
                self._erase(old)
            self._client.select_folder(_INBOX)
            return len(old)

    def find(self, message_id: str) -> bytes | None:
        """Return the mail of that name; afterwards there is no telling which folder is open."""
        with _named_errors():
            # In this order: meanwhile it may go from the one to the other.
            for folder in (_INBOX, self._handled):
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
        with _named_errors():
            self._client.idle()

    def hears(self, seconds: float) -> bool:
        """Wait at most so long, and tell whether something happened."""
        with _named_errors():
            return bool(self._client.idle_check(timeout=seconds))

    def end_waiting(self) -> None:
        with _named_errors():
            self._client.idle_done()

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError, IMAPClientError):
            self._client.shutdown()

    def _field(self, uid: int, name: str) -> object:
        fetched = self._client.fetch([uid], [name]).get(uid, {})
        shown = name.replace(".PEEK", "").replace(f".{HEAD}>", ">").encode()
        return fetched.get(shown)

    def _erase(self, uids: Sequence[int]) -> None:
        self._client.add_flags(uids, [_DELETED, _SEEN])
        # Without this extension it would also erase what others marked.
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(uids)


@contextmanager
def _named_errors() -> Iterator[None]:
    """Raise what goes wrong as `MailboxAway`; what the library says of it may hold an address."""
    try:
        yield
    except LoginError as error:
        raise LoginRefused from error
    except (IMAPClientError, OSError) as error:
        raise MailboxAway(type(error).__name__) from error


def _prefix(client: IMAPClient) -> str:
    """Return what stands before the names of folders, such as "INBOX."."""
    if not client.has_capability("NAMESPACE"):
        return ""
    personal = client.namespace().personal
    return str(personal[0][0]) if personal else ""


def _server(url: str) -> SplitResult:
    try:
        server = urlsplit(url)
        is_known = server.scheme in (_SECURE, _PLAIN) and server.port != 0
        is_right = is_known and server.hostname and server.username
    except ValueError:
        is_right = False
    if not is_right:
        # The address may hold a password, so it is not repeated.
        raise BadMailbox("write it as imaps://user:password@mail.example.org:993")
    return server
