"""The names of our mails, by which we know our own again when one comes back."""

import hmac
import re
from hashlib import sha256

_HEX = 16


class MessageIds:
    """Makes and reads the Message-IDs of one mailbox.

    `key` makes that nobody else can: who could, would have us believe that a mail did not arrive.
    Raises `ValueError` without.
    """

    def __init__(self, domain: str, key: bytes) -> None:
        if not key:
            raise ValueError("the names of mails need a key")
        self._domain = domain
        self._key = key
        self._ours = re.compile(
            rf"<(?P<named>(?P<tag>\d+-\d+)\.[0-9a-f]{{{_HEX}}})\.(?P<seal>[0-9a-f]{{{_HEX}}})"
            rf"@{re.escape(domain)}>"
        )

    def of(self, tag: str, to: str, content: str) -> str:
        """Return the name of a part: the same for the same part, and never that of another.

        Tags begin at 1 again with a new database, and most programs hide a second mail of one name.
        """
        named = f"{tag}.{self._digest('content', tag, to, content)}"
        return f"<{named}.{self._digest('seal', named)}@{self._domain}>"

    def thread(self, to: str) -> str:
        """Return the name of a mail that never was, which all mails to somebody answer."""
        return f"<gesprek.{self._digest('thread', to)}@{self._domain}>"

    def tag(self, message_id: str) -> str | None:
        """Return the tag of a mail of ours; None of all others."""
        found = self._ours.fullmatch(message_id)
        if found is None:
            return None
        is_ours = hmac.compare_digest(self._digest("seal", found["named"]), found["seal"])
        return found["tag"] if is_ours else None

    def _digest(self, *what: str) -> str:
        message = "\0".join(what).encode()
        return hmac.new(self._key, message, sha256).hexdigest()[:_HEX]
