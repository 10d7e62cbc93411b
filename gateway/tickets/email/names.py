"""How mails about a ticket are named, so that we know each of them again."""

import hmac
import re
from base64 import b32encode
from hashlib import sha256
from uuid import UUID

from handoff.tickets.port import TicketState

BEGINNING, MESSAGE, STATE, HERE = "begin", "bericht", "stand", "hier"
"""How the kinds of our mails begin, where they matter."""

_AWAY, _ERASED = "elders", "gewist"
_LETTERS = 12
_TICKET = f"[a-z2-7]{{{_LETTERS}}}"
_SUBJECT = re.compile(rf"\[S-({_TICKET})\]", re.IGNORECASE)


class Names:
    """Makes and reads the names of one desk; raises `ValueError` without a `secret`.

    With it nobody can guess the reference of a ticket, by which an answer finds its way.
    """

    def __init__(self, domain: str, secret: bytes) -> None:
        if not secret:
            raise ValueError("the names of tickets need a secret")
        self._domain = domain
        self._secret = secret
        of_us = rf"<balie\.({_TICKET})\.([a-z0-9-]+)@{re.escape(domain)}>"
        self._ours = re.compile(of_us, re.IGNORECASE)

    def ticket(self, key: UUID) -> str:
        """Return the reference of a ticket: the same for the same key."""
        digest = hmac.new(self._secret, key.bytes, sha256).digest()
        return b32encode(digest).decode().lower()[:_LETTERS]

    def beginning(self, ticket: str) -> str:
        """Return the Message-ID of the first mail about a ticket, which all others answer."""
        return self._named(ticket, BEGINNING)

    def message(self, ticket: str, key: UUID) -> str:
        """Return the Message-ID of a message."""
        return self._named(ticket, f"{MESSAGE}-{key.hex}")

    def state(self, ticket: str, number: int, state: TicketState) -> str:
        """Return the Message-ID of the mail with which a state was told; `number` counts from 1."""
        return self._named(ticket, f"{STATE}-{number}-{state}")

    def moved(self, ticket: str, number: int, *, away: bool = False) -> str:
        """Return the Message-ID of what a group reads when a ticket comes to it, or leaves it."""
        return self._named(ticket, f"{_AWAY if away else HERE}-{number}")

    def erased(self, ticket: str) -> str:
        """Return the Message-ID of the request to erase everything."""
        return self._named(ticket, _ERASED)

    def kind(self, message_id: str) -> tuple[str, str] | None:
        """Return ticket and kind of a mail of ours, such as "bericht-…"; None of all others."""
        found = self._ours.fullmatch(message_id)
        return (found[1].lower(), found[2].lower()) if found else None

    def answered(self, references: str, subject: str) -> str | None:
        """Return the ticket that a mail is about; None if it is about none of ours."""
        found = self._ours.search(references) or _SUBJECT.search(subject)
        return found[1].lower() if found else None

    def _named(self, ticket: str, what: str) -> str:
        return f"<balie.{ticket}.{what}@{self._domain}>"
