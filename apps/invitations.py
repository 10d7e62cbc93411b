"""To whom invitations can be sent and by which links people come, as the settings say."""

from collections.abc import Iterable, Mapping

from apps.channel_settings import channels_in_use, phones, whatsapp_templates
from apps.settings import Settings
from conversations.channels import Abilities
from gateway.console.inviting.links import Doors
from handoff.inviting import Reach


def reach(settings: Settings, abilities: Mapping[str, Abilities]) -> Reach:
    """Return where we can write to people unasked."""
    channels: Iterable[str] = channels_in_use(settings)
    windows = {name: can.window for name, can in abilities.items() if can.window is not None}
    return Reach(frozenset(channels), windows, frozenset(whatsapp_templates(settings)))


def doors(settings: Settings) -> Doors:
    """Return how we are called on each channel."""
    return Doors(phones(settings), settings.site_url)
