"""The way to an IMAP server. All of it waits, so it belongs in a thread."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import SplitResult, unquote, urlsplit

from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError, LoginError  # type: ignore[import-untyped]
from msgspec import Struct

INBOX = "INBOX"
LARGEST = 25 * 1024 * 1024
"""Bytes of a mail that is read whole; of a larger one only its head is."""
HEAD = 64 * 1024
"""Bytes at the beginning of a mail, in which its words stand."""
SECONDS = 30.0

_SECURE, _PLAIN = "imaps", "imap"
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


class ImapServer:
    """One mailbox on a server.

    `url` is `imaps://user:password@host` (TLS from the start) or `imap://…` (STARTTLS where the
    server offers it); raises `BadMailbox`. One answer may take `seconds`.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        self._server = _server(url)
        self._seconds = seconds

    def connected(self) -> IMAPClient:
        """Return a connection on which we are logged in; raises what the library raises."""
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


@contextmanager
def named_errors() -> Iterator[None]:
    """Raise what goes wrong as `MailboxAway`; what the library says of it may hold an address."""
    try:
        yield
    except LoginError as error:
        raise LoginRefused from error
    except (IMAPClientError, OSError) as error:
        raise MailboxAway(type(error).__name__) from error


def fetched(client: IMAPClient, uid: int, largest: int = LARGEST) -> Letter | None:
    """Return a mail of the open folder, without marking it; None if it is gone."""
    size = _field(client, uid, "RFC822.SIZE")
    if not isinstance(size, int):
        return None
    is_large = size > largest
    raw = _field(client, uid, f"BODY.PEEK[]<0.{HEAD}>" if is_large else "BODY.PEEK[]")
    return Letter(raw, size if is_large else None) if isinstance(raw, bytes) else None


def mark_seen(client: IMAPClient, uid: int) -> None:
    """Mark a mail of the open folder as seen: it is not new any more."""
    client.add_flags([uid], [_SEEN])


def erase(client: IMAPClient, uids: Sequence[int]) -> None:
    """Take mails out of the open folder for good, where the server can do it one by one."""
    client.add_flags(uids, [_DELETED, _SEEN])
    # Without this extension it would also erase what others marked.
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)


def _field(client: IMAPClient, uid: int, name: str) -> object:
    found = client.fetch([uid], [name]).get(uid, {})
    shown = name.replace(".PEEK", "").replace(f".{HEAD}>", ">").encode()
    return found.get(shown)


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
