"""What stands at the head of a mail, checked; and the files that it says it has."""

import re
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart

from email_validator import EmailNotValidError, validate_email

from conversations.files import NewFile
from gateway.mailbox.contents import bytes_of

ODD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What Python raises at mails that are not what they say they are."""

_LONGEST_LINE = 100
_ID = re.compile(r"<[!#-\[\]-~]+>")


def sender(mail: EmailMessage) -> tuple[str, str]:
    """Return address and name of who sent it; "" if nobody can be written back to.

    Not of Reply-To: what is kept for somebody would then go to whomever a mail names there.
    """
    addresses = list(mail["From"].addresses) if mail["From"] else []
    if len(addresses) != 1:
        return "", ""
    try:
        checked = validate_email(
            addresses[0].addr_spec, check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        return "", ""
    return (checked.ascii_email or "").lower(), one_line(addresses[0].display_name)


def message_id(mail: EmailMessage) -> str:
    """Return the name of a mail; "" without one that can be used."""
    id = str(mail.get("Message-ID", "")).strip()
    return id if _ID.fullmatch(id) else ""


def file_of(part: MIMEPart) -> NewFile:
    """Return a part that is a file."""
    return NewFile(title(part), part.get_content_type(), bytes_of(part))


def title(part: MIMEPart) -> str:
    """Return the name that a file was given."""
    return one_line(part.get_filename() or "")


def one_line(raw: str) -> str:
    """Return one line that can be kept: no signs that nobody sees, and not without end."""
    seen = "".join(sign if sign.isprintable() else " " for sign in raw)
    return " ".join(seen.split())[:_LONGEST_LINE]
