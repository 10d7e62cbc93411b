"""What a person reads in Telegram's menu of commands, and what each command stands for."""

from msgspec import Struct


class Command(Struct, frozen=True):
    """`/name` means that somebody typed `words`; `description` stands in the menu.

    What was typed behind it goes along only where `keeps_rest`.
    """

    name: str
    words: str
    description: str
    keeps_rest: bool = False


COMMANDS = (
    Command("mens", "ik wil een mens spreken", "Ik wil een mens spreken", keeps_rest=True),
    Command("stop", "STOP", "Ik wil geen berichten meer"),
    Command("start", "START", "Ik wil weer berichten", keeps_rest=True),
    Command("verwijder", "VERWIJDER", "Verwijder mijn gegevens"),
)

CHOSEN = "✓ {title}"
