"""`schakel channels`: what each channel can do, and which are set up."""

from advice.content import load_content
from apps.channel_settings import channels_in_use, whatsapp_templates
from apps.settings import ROOT, load_settings
from gateway.channels.abilities import abilities
from gateway.channels.table import channels_table


def channels() -> None:
    """Print both; raise `BadSetting` for a channel that is set up by half."""
    settings = load_settings()
    words = load_content(ROOT / settings.content).channels.menu
    print(channels_table(abilities(words, whatsapp_templates(settings))))
    print(f"\nSet up here: {', '.join(['web', *channels_in_use(settings)])}")
