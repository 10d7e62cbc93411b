"""What the heart asks of the outside: a store, an engine, and news of changes."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import ClassVar, Protocol
from uuid import UUID

from msgspec import Struct

from conversations.contacts import Contacts
from conversations.conversation import Conversation, Turn, View
from conversations.deliveries import Deliveries
from conversations.files import File, NewFile
from conversations.handoffs import Handoffs
from conversations.helpers import Helpers
from conversations.mail import Mails
from conversations.messages import Author, Button, Inbound, Message, Reminder, Reply
from conversations.opt_ins import OptIns
from conversations.scans import CountedScan, KeptScan
from conversations.stage import Stage
from conversations.typing import Typing
from conversations.way_back import WaysBack


class UnknownConversation(Exception):
    """There is no conversation with this id, or it was erased."""


class Scans(Protocol):
    """The part of a transaction that concerns the scans that replies brought along."""

    async def scan_of_code(self, code: str) -> KeptScan | None:
        """Return the scan that a code opens, however it was typed."""
        ...

    async def scan_for_advisor(self, id: UUID) -> KeptScan | None:
        """Return a scan that an advisor may see."""
        ...

    async def scan_of_conversation(self, id: UUID) -> KeptScan | None:
        """Return the newest scan of a conversation, if an advisor may see it."""
        ...

    async def scans_for_advisor(self, *, limit: int) -> Sequence[KeptScan]:
        """Return the scans that an advisor may see, the newest first."""
        ...

    async def counted_scans(self, since: datetime, until: datetime) -> Sequence[CountedScan]:
        """Return what may be counted of the scans that ended from `since` on, before `until`."""
        ...

    async def first_counted(self) -> datetime | None:
        """Return when the first scan ended that may be counted."""
        ...

    async def published(self, quarter: str) -> bytes | None:
        """Return the figures of a quarter as they were published, or None."""
        ...

    async def publish(self, quarter: str, figures: bytes, at: datetime) -> bool:
        """Keep the figures of a quarter for good; False, and nothing changed, if there were any."""
        ...

    async def forget_scans_untouched_since(self, moment: datetime) -> int:
        """Forget whose the scans were that outlived their conversation; return how many.

        What may be counted stays, without code and without anything in own words.
        """
        ...


class Work(
    Scans, Mails, Handoffs, Helpers, WaysBack, Typing, Contacts, OptIns, Deliveries, Protocol
):
    """One transaction; it commits when its block ends well and leaves no trace otherwise."""

    async def open(self, conversation: Conversation) -> None:
        """Keep a new conversation."""
        ...

    async def conversation(self, id: UUID) -> Conversation:
        """Return the conversation's head; raise `UnknownConversation`."""
        ...

    async def hold(self, id: UUID) -> None:
        """Let nobody else change the conversation until this transaction ends.

        Raises `UnknownConversation`.
        """
        ...

    async def move(self, conversation: UUID, expected: Stage, wanted: Stage) -> bool:
        """Let somebody else have it; False, and nothing changed, if `expected` had it not.

        Raises `IllegalStageChange` for a move that does not exist.
        """
        ...

    async def seq_of(self, channel: str, external_id: str) -> int | None:
        """Return the place of a message that was received before, or None."""
        ...

    async def receive(
        self, conversation: UUID, message: Inbound, at: datetime, *, is_turn: bool = True
    ) -> int:
        """Keep an entrepreneur's message, ask for a turn, and return the message's `seq`.

        Without a turn nobody answers: it was meant for us and not for the bot. Raises
        `UnknownConversation`.
        """
        ...

    async def say(
        self,
        conversation: UUID,
        replies: Sequence[Reply],
        at: datetime,
        *,
        author: Author = Author.BOT,
    ) -> None:
        """Keep replies, of the bot or as told, in order, with all they bring along.

        Raises `UnknownConversation`.
        """
        ...

    async def say_what_is_due(self, now: datetime, *, limit: int) -> int:
        """Say at most `limit` reminders whose time has come, each once; return how many.

        Where a person has the conversation they wait.
        """
        ...

    async def say_later(self, conversation: UUID, reminder: Reminder) -> None:
        """Set a reminder, or call it off."""
        ...

    async def file(self, id: str) -> File | None:
        """Return a file of a reply by the id in its address, or None."""
        ...

    async def attach(self, turn: Turn, worker: str, files: Sequence[NewFile], at: datetime) -> bool:
        """Keep what somebody sent with the message of a turn; False if the claim was lost."""
        ...

    async def last_offer(self, conversation: UUID) -> Message | None:
        """Return the message whose buttons one still answers to: nothing was asked or said since.

        None where a person spoke later, or where the newest question expects a number.
        """
        ...

    async def buttons_of(self, conversation: UUID, seq: int) -> Sequence[Button]:
        """Return the buttons of a message of the bot."""
        ...

    async def offered(self, conversation: UUID, payload: str) -> str | None:
        """Return the title of the button with this payload that the bot offered, or None."""
        ...

    async def pending(self, conversation: UUID) -> int:
        """Count the turns that are not yet answered."""
        ...

    async def view(self, conversation: UUID, after: int) -> View:
        """Return what came after message `after`; raise `UnknownConversation`."""
        ...

    async def fetched(self, conversation: UUID, seq: int) -> None:
        """Keep up to where the entrepreneur fetched what was said; it never goes back.

        Kept only while people have the conversation: then somebody waits to be read.
        """
        ...

    async def last_reply(self, conversation: UUID) -> Message | None:
        """Return the last thing the bot said."""
        ...

    async def erase(self, conversation: UUID) -> None:
        """Remove all that belongs to it, and what they wanted to hear of; twice is no error."""
        ...

    async def erase_untouched_since(self, moment: datetime) -> int:
        """Erase the conversations in which nothing happened since `moment`; return how many.

        One with a reminder to come, in which a person is still wanted, or of a helper who is not
        paused, is kept, and so is one with an appointment that was not over at `moment`. Of a
        finished scan stays what was consented to: all of it if an advisor may see it, what can be
        counted if it may be counted.
        """
        ...

    async def claim(
        self, worker: str, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Turn]:
        """Take at most `limit` turns that are due, at most one of each conversation.

        Nobody else gets them before `until`. An older turn of a conversation always goes first.
        """
        ...

    async def finish(self, turn: Turn, worker: str, state: bytes | None) -> bool:
        """Take the turn off the list and keep the engine's state.

        False, and nothing is changed, if the claim was lost or the conversation erased.
        """
        ...

    async def postpone(self, turn: Turn, worker: str, *, until: datetime) -> bool:
        """Put the turn back to be tried again at `until`; False if the claim was lost."""
        ...

    async def give_up(self, turn: Turn, worker: str, *, at: datetime) -> bool:
        """Set the turn aside for a person to look at; False if the claim was lost."""
        ...

    async def backlog(self, now: datetime) -> "Backlog":
        """Count what waits."""
        ...


class Backlog(Struct, frozen=True):
    """How much work waits: turns to take, the age of the oldest in seconds, turns given up."""

    conversations: int
    waiting: int
    oldest_seconds: float
    given_up: int


class Store(Protocol):
    """Where conversations are kept."""

    def transaction(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that may write."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that only reads and holds nobody up."""
        ...


class News(Protocol):
    """Tells a process what other processes have committed."""

    async def wait(self, seconds: float) -> frozenset[UUID]:
        """Return the conversations in which something was said or asked since the last call.

        Returns as soon as there is any, and an empty set after `seconds`.
        """
        ...

    async def close(self) -> None:
        """Stop listening."""
        ...


class EngineError(Exception):
    """The engine gave no answer to a message."""

    is_slow: ClassVar[bool] = False
    """The entrepreneur has waited long already."""
    may_be_the_message: ClassVar[bool] = True
    """The message itself may be the cause, so trying has an end."""


class EngineUnavailable(EngineError):
    """The engine is not there, or has no model yet."""

    may_be_the_message = False


class EngineTooSlow(EngineError):
    """The engine did not answer in time."""

    is_slow = True


class EngineFailed(EngineError):
    """The engine, or an action it called, broke down over this message."""


class Answer(Struct, frozen=True):
    """What the engine says to one message, and the state to give it the next time."""

    replies: tuple[Reply, ...]
    state: bytes


class Engine(Protocol):
    """Understands a message and answers it."""

    async def answer(self, turn: Turn) -> Answer:
        """Return at least one reply, or raise an `EngineError`. Keeps nothing itself."""
        ...

    async def is_ready(self) -> bool:
        """Tell whether a model is loaded; False also when the engine cannot be reached."""
        ...
