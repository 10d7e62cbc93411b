"""What people, bot and advisors say to each other."""

from datetime import datetime
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from conversations.appointments import Booking
from conversations.files import MediaRef, NewFile
from conversations.handoffs import HandoffRequest, Rating
from conversations.helpers import HelperProfile, PoolMove
from conversations.mail import Mail
from conversations.scans import ScanRecord

MAX_TEXT = 2_000
"""Characters that one message of an entrepreneur may have."""

FILES_PATH = "/api/v1/files"
"""Where the file of an attachment is opened, before its id."""


class Author(StrEnum):
    """Who said it."""

    ENTREPRENEUR = "entrepreneur"
    BOT = "bot"
    ADVISOR = "advisor"
    SYSTEM = "system"


class Kind(StrEnum):
    """What a bot answer is; `docs/glossary.md` explains each."""

    GREETING = "greeting"
    SCHEME = "scheme"
    SCHEMES = "schemes"
    ELIGIBILITY = "eligibility"
    FAQ = "faq"
    SCAN = "scan"
    SCAN_RESULT = "scan_result"
    APPOINTMENT = "appointment"
    HANDOFF = "handoff"
    PRIVACY = "privacy"
    CLARIFICATION = "clarification"
    OUT_OF_SCOPE = "out_of_scope"
    OUTAGE = "outage"
    OTHER = "other"


class Button(Struct, frozen=True):
    """A ready answer: `title` is shown, `payload` is sent back."""

    title: str
    payload: str


class Attachment(Struct, frozen=True):
    """A file that goes with a message."""

    url: str
    media_type: str
    title: str


class Meta(Struct, frozen=True):
    """How a bot answer says what it is, for tests, statistics and the advisor's card.

    What is not set is left out of the JSON.
    """

    kind: Kind = Kind.OTHER
    ids: tuple[str, ...] = ()
    aspect: str | None = None
    reasons: tuple[str, ...] | UnsetType = UNSET
    """For each of `ids`, in their order, why it was named; the text of the answer says it too."""
    verdict: str | UnsetType = UNSET
    """How the one scheme of `ids` was judged, in words."""
    expects_number: bool | UnsetType = UNSET
    """A number is an answer of its own, so it must not choose a button by its place."""


class Reminder(Struct, frozen=True):
    """Something to say later, unasked; the same `key` again replaces it, without `at` it is off.

    From `until` on it is not said any more.
    """

    key: str
    at: datetime | None = None
    text: str = ""
    buttons: tuple[Button, ...] = ()
    meta: Meta = Meta()
    until: datetime | None = None


class Reply(Struct, frozen=True):
    """One thing the bot says, before it has a place in a conversation, and what to keep with it.

    Whatever a reply brings along is kept in the transaction that keeps the reply.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    meta: Meta = Meta()
    files: tuple[NewFile, ...] = ()
    """In the message they are attachments."""
    scan: ScanRecord | None = None
    reminders: tuple[Reminder, ...] = ()
    mails: tuple[Mail, ...] = ()
    handoff: HandoffRequest | None = None
    handoff_cancelled: bool = False
    appointment: Booking | None = None
    """Booked, or instead of what the conversation has booked."""
    appointment_cancelled: bool = False
    rating: Rating | None = None
    helper: HelperProfile | None = None
    pool: PoolMove | None = None


class Message(Struct, frozen=True):
    """One message at its place (`seq`, from 1) in a conversation; also its JSON in the web API."""

    seq: int
    author: Author
    text: str
    buttons: tuple[Button, ...]
    attachments: tuple[Attachment, ...]
    meta: Meta
    at: datetime


class Inbound(Struct, frozen=True):
    """What an entrepreneur sends: text, or the payload of a button with its title as text.

    `external_id` is the channel's own id of the message, unique in that channel; the same id
    twice is the same message. `media` are fetched when the turn is taken; `text` may then be empty.
    """

    external_id: str
    text: str
    payload: str | None = None
    media: tuple[MediaRef, ...] = ()
