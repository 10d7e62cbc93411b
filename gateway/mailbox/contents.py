"""What is in a mail: its words, and the files that somebody meant to send."""

from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default

from gateway.mailbox.html_text import text_of

# Names of what browsers and programs treat as this one: https://encoding.spec.whatwg.org
_WINDOWS = frozenset(("ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii"))
# Logos below a name come along with every mail; who sends a photo sends more bytes.
_LARGEST_LOGO = 50_000
_WAYS, _WITH_PAGE = "multipart/alternative", "multipart/related"
# A proof of who sent it, the business card of a program: nothing to read for people.
_FOR_MACHINES = frozenset(
    ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
)


def parsed(raw: bytes) -> EmailMessage:
    """Return a mail; what Python makes of an odd one may raise nearly anything when it is read."""
    return BytesParser(EmailMessage, policy=default).parsebytes(raw)


def words(mail: MIMEPart) -> str:
    """Return its words, from the plain text if it has one; signs that cannot be read are "�"."""
    return "\n".join(_words(mail))


def files(mail: MIMEPart) -> Iterator[MIMEPart]:
    """Return what was sent along, in order; not what only adorns the text."""
    for part, within in _leaves(mail, ()):
        is_file = not _is_text(part) and part.get_content_type() not in _FOR_MACHINES
        # One more way to show the text, such as an invitation that a calendar can read.
        is_way = within[-1:] == (_WAYS,)
        is_adornment = _WITH_PAGE in within and _is_logo(part)
        if is_file and not is_way and not is_adornment:
            yield part


def bytes_of(part: MIMEPart) -> bytes:
    """Return what is in a file; of a mail within a mail, that mail."""
    if part.get_content_maintype() == "message":
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _words(part: MIMEPart) -> Iterator[str]:
    if _is_text(part):
        yield _read(part)
    elif part.get_content_type() == _WAYS:
        yield _best(list(part.iter_parts()))
    elif part.get_content_maintype() == "multipart":
        # A photo in the middle of a text makes two texts of it.
        for inner in part.iter_parts():
            yield from _words(inner)


def _best(ways: list[MIMEPart]) -> str:
    """Return the plain text; some programs leave it empty, and then the page."""
    plain_first = sorted(ways, key=lambda way: way.get_content_type() != "text/plain")
    said = ("\n".join(_words(way)) for way in plain_first)
    return next((text for text in said if text.strip()), "")


def _leaves(part: MIMEPart, within: tuple[str, ...]) -> Iterator[tuple[MIMEPart, tuple[str, ...]]]:
    """Return all parts that hold no parts, and in what each is; a mail within a mail is one."""
    if part.get_content_maintype() != "multipart":
        yield part, within
        return
    for inner in part.iter_parts():
        yield from _leaves(inner, (*within, part.get_content_type()))


def _is_text(part: MIMEPart) -> bool:
    is_named = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not is_named


def _is_logo(part: MIMEPart) -> bool:
    is_picture = part.get_content_maintype() == "image"
    is_sent = part.get_content_disposition() == "attachment"
    return is_picture and not is_sent and len(bytes_of(part)) <= _LARGEST_LOGO


def _read(part: MIMEPart) -> str:
    text = _decoded(bytes_of(part), (part.get_content_charset() or "utf-8").strip())
    return text_of(text) if part.get_content_type() == "text/html" else text


def _decoded(data: bytes, charset: str) -> str:
    """Return the text, also where the mail says it wrongly; Windows is what is wrong most often."""
    for name in ("utf-8", "cp1252") if charset in _WINDOWS else (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")
