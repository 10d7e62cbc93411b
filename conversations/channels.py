"""What carries messages to people elsewhere: WhatsApp, SMS, Telegram, e-mail.

The website needs none of this: a browser comes and reads.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Protocol

from msgspec import Struct

from conversations.files import MediaRef as MediaRef
from conversations.files import NewFile
from conversations.messages import Attachment, Author, Kind

WEBSITE = "web"
"""The channel on which people come and read; on all others messages are carried to them."""


COME_BACK = "terug"
"""The template that says that there is an answer, and asks to write for it."""

_MOST_ID = 120


class Abilities(Struct, frozen=True):
    """What one message of a channel can hold, and when it may be sent."""

    text: int
    """Characters that one message may have; longer texts become several."""
    buttons: int = 0
    """Choices under one message that can be pressed; more than that become a numbered menu."""
    button_title: int = 0
    """Characters on a button; with a longer title it is a numbered menu too."""
    files: bool = False
    """Files go along; otherwise as a link."""
    caption: int = 0
    """Characters of text that may go with a file."""
    window: timedelta | None = None
    """So long after somebody wrote, one may write freely; afterwards only to say that there is
    an answer. None: always."""
    tells_delivered: bool = False
    tells_read: bool = False


class Choice(Struct, frozen=True):
    """Something to press: `id` comes back (at most 64 bytes), `title` is shown."""

    id: str
    title: str


class OutboundFile(Struct, frozen=True):
    """A file to send: its bytes, and the public address from which it can be fetched."""

    title: str
    media_type: str
    data: bytes
    url: str


class OutboundMessage(Struct, frozen=True):
    """A message as a channel gets it, before anything is shortened, split or numbered.

    With `expects_number` a number is an answer of its own, so choices have letters.
    """

    author: Author
    text: str
    choices: tuple[Choice, ...] = ()
    files: tuple[OutboundFile, ...] = ()
    kind: Kind = Kind.OTHER
    expects_number: bool = False


class Part(Struct, frozen=True):
    """What goes out in one call to a provider; a message is one or more of them, in order."""

    text: str
    choices: tuple[Choice, ...] = ()
    """To be pressed; those of a numbered menu stand in the text."""
    file: OutboundFile | None = None
    attached: tuple[OutboundFile, ...] = ()
    """Only where one message can hold several files; there is no `file` then."""
    subject: str = ""
    """Only where the channel has subjects."""


class Arrival(Struct, frozen=True, kw_only=True):
    """A message that came in, in our words: nothing of a vendor is left in it.

    `external_id` is the provider's own id of the message. `choice` is the id of a `Choice` that
    was pressed.
    """

    channel: str
    address: str
    external_id: str
    text: str = ""
    choice: str | None = None
    media: tuple[MediaRef, ...] = ()
    name: str | None = None
    """As the channel calls the sender; shown to advisors, never needed."""

    @property
    def key(self) -> str:
        """By what it is kept once: its id; a provider may write that longer than we keep."""
        id = self.external_id
        is_plain = len(id) <= _MOST_ID and id.isprintable()
        return id if is_plain else sha256(id.encode()).hexdigest()


class DeliveryError(Exception):
    """A part did not go out. The docstring of each says what then happens."""

    is_final: ClassVar[bool] = False
    """Trying again will not help."""
    may_have_arrived: ClassVar[bool] = False

    def __init__(self, code: str = "", retry_after: timedelta | None = None) -> None:
        """`code` is the provider's own; it is kept and logged, so nothing of people is in it."""
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class ProviderAway(DeliveryError):
    """The provider cannot be reached or says it is ill: tried again, for a day."""


class Throttled(DeliveryError):
    """Too fast: tried again after `retry_after`."""


class Unclear(DeliveryError):
    """The line broke before the answer came: first looked whether it arrived, then tried again."""

    may_have_arrived = True


class NotOurs(DeliveryError):
    """The provider does not know us (a wrong secret, no money): logged, and tried for a day."""


class OptedOut(DeliveryError):
    """The person does not want messages of us here: never again, until they write."""

    is_final = True


class Unreachable(DeliveryError):
    """No such address, or it cannot get messages of this kind: given up."""

    is_final = True


class OutsideWindow(DeliveryError):
    """It is too long ago that the person wrote: held until they do."""


class Refused(DeliveryError):
    """The provider does not accept this message whatever happens: given up."""

    is_final = True


class MediaGone(Exception):
    """A file that somebody sent cannot be fetched, now or later."""


class MediaAway(Exception):
    """A file that somebody sent cannot be fetched now."""


class Channel(Protocol):
    """Carries messages to one kind of address. Knows the vendor; keeps nothing; retries nothing."""

    name: str
    abilities: Abilities

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return what to send, in order: at least one part."""
        ...

    async def send(self, to: str, part: Part, tag: str) -> str:
        """Send one part and return the provider's id of it; raise a `DeliveryError`.

        The same `tag` is the same part, tried again; where the provider reports what became of
        it, the report brings the tag.
        """
        ...

    async def sent_before(self, to: str, part: Part, tag: str, since: datetime) -> str | None:
        """Return the provider's id of a part that may have gone out since then, or None.

        Raises a `DeliveryError` if the provider cannot be asked; a provider that cannot tell: None.
        """
        ...

    async def send_template(self, to: str, template: str, tag: str) -> str:
        """Send a text that the provider approved, by our own key; it may go outside the window.

        Returns as `send`; raises `Refused` where the text is not set up, or none is needed.
        """
        ...

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        """Return a file that somebody sent.

        Raises `MediaGone`, also above `limit` bytes, and `MediaAway`.
        """
        ...

    async def close(self) -> None:
        """Close connections."""
        ...


def opened_by(attachment: Attachment, site: str) -> str:
    """Return the public address of a file of a message; `site` is where the public site is."""
    return f"{site.rstrip('/')}{attachment.url}"
