"""A small engine for tests and for trying the front door: it says what it is told to say."""

import asyncio
from collections.abc import Callable, Sequence

from conversations.conversation import Turn
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
