"""What someone may say during the scan instead of an answer."""

import re
from enum import StrEnum

from advice.scan.definition import CommandWords


class Command(StrEnum):
    """What can be done with a scan under way; the value is what a button sends."""

    BACK = "terug"
    SKIP = "overslaan"
    PAUSE = "pauze"
    RESTART = "opnieuw"
    CHANGE = "wijzig"
    SAME = "hetzelfde"
    ON = "verder"


def command_in(text: str, words: CommandWords) -> Command | None:
    """Return the command that `text` is, word for word; None when it says anything more."""
    said = " ".join(re.findall(r"\w+", text.casefold()))
    ways = {
        Command.BACK: words.back,
        Command.SKIP: words.skip,
        Command.PAUSE: words.pause,
        Command.RESTART: words.restart,
        Command.CHANGE: words.change,
        Command.SAME: words.same,
    }
    return next((command for command, each in ways.items() if said in each), None)
