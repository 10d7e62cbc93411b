"""Mail that nobody waits for an answer to: of machines, of lists, of who says to be another."""

import re
from email.message import EmailMessage

# https://www.rfc-editor.org/rfc/rfc3834#section-2 names what must not be answered.
_LIST_HEADERS = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")
_ANSWERED_BY_ITSELF = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")
_PRECEDENCES = frozenset(("auto_reply", "bulk", "junk", "list"))
_MACHINE = re.compile(
    r"(mailer-daemon|postmaster|bounces?|no-?reply|do-?not-?reply|niet-?beantwoorden|autoreply"
    r"|listserv|majordomo)([+=].*)?|owner-.*|.*-(request|owner|bounces?)"
)
# Of programs that say it nowhere else.
_ABSENT = re.compile(
    r"(automatische? (antwoord|bericht)|auto(matic)?[ -]?reply|out of (the )?office"
    r"|afwezig(heidsbericht|heidsmelding)?|niet aanwezig)\s*(:|$)",
    re.IGNORECASE,
)
# https://www.rfc-editor.org/rfc/rfc8601: only who receives for us can have looked; a word of the
# sender's own that it was not them does no harm.
_FORGED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


def is_from_machine(mail: EmailMessage, sender: str) -> bool:
    """Tell whether a mail was written by a machine, or to many at once."""
    says_auto = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower() != "no"
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return (
        says_auto
        or precedence in _PRECEDENCES
        or any(name in mail for name in (*_LIST_HEADERS, *_ANSWERED_BY_ITSELF))
        or str(mail.get("Return-Path", "")).strip() == "<>"
        or mail.get_content_type() == "multipart/report"
        or _MACHINE.fullmatch(sender.partition("@")[0]) is not None
        or _ABSENT.match(str(mail.get("Subject", "")).strip()) is not None
    )


def is_forged(mail: EmailMessage) -> bool:
    """Tell whether our mail server found that somebody else than the sender sent it."""
    looked = mail.get_all("Authentication-Results", [])
    return any(_FORGED.search(str(one)) for one in looked)
