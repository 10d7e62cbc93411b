"""An invitation as people read it on each channel."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from advice.channels import MenuWords
from advice.invitations import Invitation
from advice.organisation import Organisation
from conversations.channels import Abilities, Choice
from gateway.channels.twilio.addresses import SMS, WHATSAPP
from gateway.channels.writing import numbered, segments
from gateway.console.desk.texts import CHANNELS
from gateway.console.inviting import texts
from handoff.inviting import Reach


class Shown(Struct, frozen=True):
    """What people read on a channel; without `button` they type what stands in the text."""

    title: str
    text: str
    button: str = ""
    note: str = ""
    approved: str = ""
    """What a provider is to approve, for who did not write lately."""


class Wording:
    """Knows how invitations look on the channels of `reach`."""

    def __init__(
        self,
        organisation: Organisation,
        words: MenuWords,
        abilities: Mapping[str, Abilities],
        reach: Reach,
    ) -> None:
        self._fill = organisation.fill
        self._words = words
        self._abilities = abilities
        self._reach = reach

    def on_all(self, invitation: Invitation) -> Sequence[Shown]:
        """Return it for each channel that we use."""
        return [self._on(channel, invitation) for channel in sorted(self._reach.channels)]

    def _on(self, channel: str, invitation: Invitation) -> Shown:
        title, button = CHANNELS.get(channel, channel), invitation.button.title
        text = self._fill(invitation.text)
        typed = numbered(text, [Choice("", button)], self._words, letters=False)
        can = self._abilities[channel]
        note = approved = ""
        if channel == SMS:
            count = segments(typed).count
            note = texts.ONE_SEGMENT if count == 1 else texts.SEGMENTS.format(count=count)
        if channel == WHATSAPP:
            is_set = invitation.template in self._reach.templates
            line = texts.TEMPLATE_IS_SET if is_set else texts.NO_TEMPLATE
            note, approved = line.format(key=invitation.template), typed
        if can.buttons and len(button) <= can.button_title:
            return Shown(title, text, button, note, approved)
        return Shown(title, typed, "", note, approved)
