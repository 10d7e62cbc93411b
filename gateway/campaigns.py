"""Who comes by a link or a QR code of ours is met with what it is about."""

from collections.abc import Sequence

from msgspec import Struct

from advice.content import Content
from advice.invitations import looks_like_code
from conversations.messages import Button, Reply
from gateway.channels.choosing import Command, command_in
from kit.clock import Clock, today_here


class Start(Struct, frozen=True):
    """Somebody came by the link with this code; `reply` is what they then read."""

    code: str
    reply: Reply


class Campaigns:
    """Knows all codes of today."""

    def __init__(self, content: Content, clock: Clock) -> None:
        self._texts = content.invitations
        self._commands = content.channels.commands
        self._fill = content.organisation.fill
        self._places = {place.id for place in content.organisation.municipalities}
        self._clock = clock

    def code_in(self, text: str) -> str | None:
        """Return the code in "START code", known or not; a question about starting has none."""
        match text.split():
            case [start, word] if looks_like_code(word):
                is_start = command_in(start, self._commands) is Command.START
                return word if is_start else None
        return None

    def start(self, code: str) -> Start | None:
        """Return what to say to who brings a code; None for one that is unknown or over."""
        code = code.casefold()
        invitation = self._texts.of_code(code, self._places, today_here(self._clock))
        if invitation is None:
            return None
        button = Button(invitation.button.title, invitation.offer.payload)
        return Start(code, Reply(self._fill(invitation.welcome), (button,)))


def said_at_start(greeting: Reply, start: Start | None) -> Sequence[Reply]:
    """Return what stands first in a conversation."""
    return [greeting, start.reply] if start else [greeting]
