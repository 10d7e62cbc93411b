"""How a message of ours looks on one kind of channel of Twilio's."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from conversations.channels import Abilities, OutboundMessage, Part

LONGEST = 1_600
"""Characters in one message: https://www.twilio.com/docs/api/errors/21617"""


class Outgoing(Struct, frozen=True):
    """What one call to Twilio brings: a text, an address of media or both, or a template.

    `template` is a ContentSid, `variables` is what is filled in there, as JSON.
    """

    body: str = ""
    media: str = ""
    template: str = ""
    variables: str = ""


class Rendering(Protocol):
    """Puts messages in the form of one kind of channel."""

    name: str
    abilities: Abilities

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return what to send, in order: at least one part."""
        ...

    def outgoing(self, part: Part) -> Outgoing:
        """Return the call that sends a part of `parts`."""
        ...

    def template(self, key: str) -> Outgoing:
        """Return the call that sends an approved text; raise `Refused` if it is not set up."""
        ...
