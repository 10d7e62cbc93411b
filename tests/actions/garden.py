"""A small garden of schemes to check, and the beginning of a check."""

from typing import Any

from tests.actions.rasa import Talk
from tests.advice.folder import Folder

CONDITIONS = [
    {"feit": "gemeente", "een_van": ["urk", "dronten"]},
    {"feit": "personeel_aantal", "minstens": 1},
    {"feit": "bedrag", "minstens": 5000},
]


def plant(folder: Folder) -> None:
    """Write a scheme with three conditions, one that has ended and one that we doubt."""
    folder.scheme("tuinsubsidie", voorwaarden=CONDITIONS, zelf_nagaan=["Is de grond schoon?"])
    folder.scheme("struiken", status="beeindigd", alternatieven=["boomsubsidie"])
    folder.scheme("gras", zekerheid="laag")


async def begun(talk: Talk, scheme: str = "tuinsubsidie") -> dict[str, Any]:
    """Begin the check of a scheme; return the first question, or the outcome."""
    return await talk.say(
        f"past {scheme} bij mij",
        "action_check_scheme",
        intent="check_scheme",
        named=(scheme,),
    )
