"""Someone who does the made-up scan, message by message."""

from typing import Any

from tests.actions.rasa import Talk, rendered

Said = list[dict[str, Any]]


async def start(talk: Talk, text: str = "doe de scan") -> Said:
    return await talk.turn("action_start_scan", intent="start_scan", text=text)


async def answer(talk: Talk, text: str, **understood: Any) -> Said:
    """Type something while a question is open."""
    return await talk.turn("action_take_answer", text=text, **{"intent": "inform", **understood})


async def press(talk: Talk, said: Said, title: str) -> Said:
    """Press a button under the last message."""
    (payload,) = [b["payload"] for b in said[-1]["buttons"] if b["title"] == title]
    feit = payload.partition(': "')[2].rstrip('"}')
    return await talk.turn(
        "action_take_answer",
        intent="inform",
        text="/inform",
        confidence=1.0,
        values={"feit": feit},
    )


async def begun(talk: Talk, consent: str = "nee") -> Said:
    """Start and answer what may be done with the answers; return the first question."""
    await start(talk)
    return await answer(talk, consent)


def asked(said: Said) -> str:
    """Return which question the last message asks."""
    assert said[-1]["meta"]["kind"] == "scan"
    (id,) = said[-1]["meta"]["ids"]
    return str(id)


async def finished(
    talk: Talk,
    answers: str = "Een beetje",
    *,
    consent: str = "nee",
    own_words: str = "Ik wil praten over mijn dochter die de zaak overneemt",
) -> Said:
    """Do the whole scan with the same answer everywhere; return the outcome."""
    await begun(talk, consent)
    await answer(talk, "in Urk")
    said = await answer(talk, "2 mensen")
    while asked(said) != "eigen_woorden":
        said = await answer(talk, answers)
    return await answer(talk, own_words)


def text(said: dict[str, Any]) -> str:
    """Return a message as an entrepreneur reads it."""
    return rendered(said)[0]
