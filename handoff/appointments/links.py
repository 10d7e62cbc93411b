"""The link by which an entrepreneur changes an appointment: signed, so that nobody guesses one."""

import hashlib
from uuid import UUID

from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, base64_encode

PAGE = "afspraak"
"""Where on the site the page behind the link is."""


class BadLink(Exception):
    """A link was not made here, or was altered."""


class AppointmentLinks:
    """Makes links and reads them back.

    `site` is where the page is. A link works while its appointment is ahead, and as long as
    `secret` stays what it is.
    """

    def __init__(self, site: str, secret: str) -> None:
        self._site = site.rstrip("/")
        # What is signed for another page does not open this one.
        self._signer = Signer(secret, salt=PAGE, digest_method=hashlib.sha256)

    def link(self, appointment: UUID) -> str:
        """Return the address of the page about an appointment."""
        return f"{self._site}/{PAGE}/{self._token(appointment)}"

    def opened(self, token: str) -> UUID:
        """Return the appointment that the last part of a link is about; raise `BadLink`."""
        try:
            appointment = UUID(bytes=base64_decode(self._signer.unsign(token)))
        except (BadData, ValueError) as error:
            raise BadLink from error
        # The last sign of base64 has bits to spare: only one way of writing it is ours.
        if token != self._token(appointment):
            raise BadLink
        return appointment

    def _token(self, appointment: UUID) -> str:
        return self._signer.sign(base64_encode(appointment.bytes)).decode()
