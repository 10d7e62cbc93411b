"""The table of `docs/channels.md`: what each channel can do."""

from collections.abc import Mapping
from datetime import timedelta

from conversations.channels import Abilities

_HEADINGS = (
    *("channel", "characters in a message", "choices to press", "their length", "files"),
    *("write freely", "told what became of it"),
)
_HOUR = timedelta(hours=1)
# More than this is as many as one likes.
_MANY = 1_000


def channels_table(all_abilities: Mapping[str, Abilities]) -> str:
    """Return one line for each channel, in Markdown."""
    rules = ("---",) * len(_HEADINGS)
    rows = [_HEADINGS, rules, *(_row(name, can) for name, can in all_abilities.items())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, can: Abilities) -> tuple[str, ...]:
    return (
        name,
        f"{can.text:,}",
        _counted(can.buttons) if can.buttons else "numbered menu",
        _counted(can.button_title) if can.buttons else "–",
        "go along" if can.files else "a link",
        f"{can.window // _HOUR} hours" if can.window else "always",
        _told(can),
    )


def _counted(number: int) -> str:
    return "any" if number >= _MANY else str(number)


def _told(can: Abilities) -> str:
    if can.tells_read:
        return "read"
    return "delivered" if can.tells_delivered else "–"
