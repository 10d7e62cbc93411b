"""Someone who asks for a person, and a desk that is as a test wants it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from conversations.handoffs import Desk, HandoffRequest, Rating
from tests.actions.rasa import Talk, rendered

HOURS: dict[str, Any] = {
    "zin": "maandag tot en met donderdag van 9.00 tot 17.00 uur en vrijdag van 9.00 tot 13.00 uur",
    "dagen": {
        "maandag": [["09:00", "17:00"]],
        "dinsdag": [["09:00", "17:00"]],
        "woensdag": [["09:00", "17:00"]],
        "donderdag": [["09:00", "17:00"]],
        "vrijdag": [["09:00", "13:00"]],
    },
}

QUESTION = "Mijn oven is stuk en de bank leent mij niets"
CONTACT = "Jan de Vries, 06-12345678"

type Said = Mapping[str, Any]


class HandDesk:
    """A desk with so many people at it."""

    def __init__(self) -> None:
        self.present = 1
        self.waiting = 2
        self.usual_wait: tuple[float, float] | None = (121.0, 480.0)

    async def __call__(self) -> Desk:
        return Desk(self.present, self.waiting, self.usual_wait)


async def wish(talk: Talk, text: str = "ik wil een mens", intent: str = "ask_human") -> Said:
    """Ask for a person; return what is said last."""
    return (await talk.turn("action_ask_human", intent=intent, text=text))[-1]


async def allowed(talk: Talk) -> Said:
    """Ask for a person and consent; return the next question."""
    return await talk.press(await wish(talk), "Ja, dat mag")


async def handed_over(
    talk: Talk, *, question: str = QUESTION, contact: str = CONTACT, place: str = "Urk"
) -> Said:
    """Answer everything that is asked; return the last thing said."""
    answers = {
        "mens:vraag": question,
        "mens:bereikbaar": contact,
        "mens:gemeente": place,
        "mens:toch_bereikbaar": "overslaan",
    }
    said = await allowed(talk)
    while asked(talk):
        said = await talk.say(answers[asked(talk)])
    return said


def asked(talk: Talk) -> str:
    """Return the key of the question that is open, nothing when none is."""
    return talk.slots.get("open_question") or ""


def request(said: Said) -> HandoffRequest | None:
    """Return the request that a message brings along."""
    brought = said.get("handoff")
    return msgspec.convert(brought, HandoffRequest) if brought else None


def brought(said: Said) -> HandoffRequest:
    """Return the request that a message surely brings along."""
    found = request(said)
    assert found is not None
    return found


def ratings(said: Sequence[Said]) -> list[Rating]:
    """Return how somebody says he was helped."""
    return [msgspec.convert(one["rating"], Rating) for one in said if one.get("rating")]


def text(said: Said) -> str:
    """Return a message as an entrepreneur reads it."""
    return rendered(dict(said))[0]
