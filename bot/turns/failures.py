"""Why a turn can fail, each with the code the caller gets to see."""

from __future__ import annotations

from typing import ClassVar


class BadTurn(ValueError):
    """The caller asked for something that is not a turn; says what, never quotes it."""


class TurnFailed(Exception):
    """The turn ended without an answer that may be given."""

    code: ClassVar[str] = "turn_failed"


class NothingSaid(TurnFailed):
    """The dialogue ran to its end and said nothing."""

    code = "no_reply"


class TooManyActions(TurnFailed):
    """The rules kept predicting actions and never came back to listening."""

    code = "too_many_actions"


class ActionFailed(BaseException):
    """A custom action raised, could not be reached, or answered nonsense.

    Not an `Exception` on purpose: Rasa catches those around every action, logs them with all they
    carry (the person's words included) and answers as if nothing had happened.
    """

    code: ClassVar[str] = "action_failed"

    def __init__(self, action: str) -> None:
        """Remember which action it was."""
        super().__init__(action)
        self.action = action
