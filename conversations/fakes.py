"""A small engine and a small channel, for tests and for trying the front door."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from conversations.channels import (
    Abilities,
    DeliveryError,
    MediaGone,
    OutboundMessage,
    Part,
    ProviderAway,
)
from conversations.conversation import Turn
from conversations.files import MediaRef, NewFile
from conversations.messages import Reply
from conversations.ports import Answer, EngineError


class ScriptedEngine:
    """Repeats every message, or fails as told; `say` may be changed, `asked` holds its turns."""

    def __init__(self, say: Callable[[Turn], Sequence[Reply]] | None = None) -> None:
        self.say = say or (lambda turn: [Reply(f"U zei: {turn.text}")])
        self.failures: list[EngineError] = []
        self.asked: list[Turn] = []
        self.seconds = 0.0

    async def answer(self, turn: Turn) -> Answer:
        """Raise the next of `failures`, if any; otherwise answer after `seconds`."""
        self.asked.append(turn)
        await asyncio.sleep(self.seconds)
        if self.failures:
            raise self.failures.pop(0)
        turns = int(turn.state or b"0") + 1
        return Answer(tuple(self.say(turn)), str(turns).encode())

    async def is_ready(self) -> bool:
        """Always."""
        return True


class ScriptedChannel:
    """Carries messages nowhere: `sent` has what went out, in order, and `failures` what is to fail;
    None among them is one that does not.

    A failure after which a part may have arrived lets it arrive.
    """

    def __init__(self, name: str = "sms", window: timedelta | None = None) -> None:
        self.name = name
        self.abilities = Abilities(text=1_600, window=window)
        self.failures: list[DeliveryError | None] = []
        self.sent: list[tuple[str, Part]] = []
        self.templates: list[tuple[str, str]] = []
        self.files: dict[str, NewFile] = {}
        self.seconds = 0.0
        self.is_away = False
        self._tags: dict[str, str] = {}

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return one part a line, with the choices under the last."""
        *before, last = [line for line in message.text.splitlines() if line] or [""]
        return [*map(Part, before), Part(last, message.choices)]

    async def send(self, to: str, part: Part, tag: str) -> str:
        """Raise the next of `failures`, if any; otherwise keep the part."""
        await asyncio.sleep(self.seconds)
        if self.is_away:
            raise ProviderAway
        failure = self.failures.pop(0) if self.failures else None
        if failure is None or failure.may_have_arrived:
            self.sent.append((to, part))
            self._tags[tag] = f"id-{len(self.sent)}"
        if failure:
            raise failure
        return self._tags[tag]

    async def sent_before(self, to: str, part: Part, tag: str, since: datetime) -> str | None:
        """Tell of what went out."""
        return self._tags.get(tag)

    async def send_template(self, to: str, template: str, tag: str) -> str:
        """Keep which text went to whom."""
        failure = self.failures.pop(0) if self.failures else None
        if failure:
            raise failure
        self.templates.append((to, template))
        return tag

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        """Return one of `files`."""
        if media.where not in self.files:
            raise MediaGone
        return self.files[media.where]

    async def close(self) -> None:
        """Nothing to close."""
