"""Whether a call is of Twilio: signed with our secret, for our public address and all fields."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from litestar.datastructures import MultiDict
from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"


class NoSecret(ValueError):
    """Without a secret anybody could say to be Twilio."""


class Signatures:
    """Checks calls to `site`, the public address without a path; raises `NoSecret`.

    `tokens` are the account's token and, while it is being replaced, the one before.
    """

    def __init__(self, tokens: Sequence[str], site: str) -> None:
        if not tokens or not all(tokens):
            raise NoSecret
        self._validators = [RequestValidator(token) for token in tokens]
        self._site = site.rstrip("/")

    def are_right(self, address: str, form: MultiDict[str], signature: str) -> bool:
        """Tell whether `signature` is one of Twilio's; `address` is path and query, as called."""
        url = f"{self._site}{address}"
        # A list, so that all of them are tried: the time it takes tells nothing.
        return any([one.validate(url, form, signature) for one in self._validators])


def fields(body: bytes) -> MultiDict[str]:
    """Read a form; whatever stands there, it is one."""
    text = body.decode("utf-8", "replace")
    # Empty fields are signed too.
    return MultiDict(parse_qsl(text, keep_blank_values=True))
