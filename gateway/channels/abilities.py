"""What each channel can do, in one table: for the console and for `docs/channels.md`.

Imports nothing of a vendor, so that whoever only wants to know pays for none.
"""

from collections.abc import Mapping

from advice.channels import MenuWords
from conversations.channels import WEBSITE, Abilities
from conversations.messages import MAX_TEXT
from gateway.channels.email.abilities import EMAIL
from gateway.channels.telegram.abilities import TELEGRAM
from gateway.channels.twilio.addresses import SMS, WHATSAPP
from gateway.channels.twilio.sms import Sms
from gateway.channels.twilio.whatsapp import WhatsApp

_ANY = 1_000
WEB = Abilities(
    text=MAX_TEXT, buttons=_ANY, button_title=_ANY, files=True, caption=MAX_TEXT, tells_read=True
)
TERMINAL = Abilities(text=MAX_TEXT)


def abilities(words: MenuWords, templates: Mapping[str, str]) -> Mapping[str, Abilities]:
    """Return what each channel can do, by its name; `templates` are those of WhatsApp."""
    return {
        WEBSITE: WEB,
        WHATSAPP: WhatsApp(words, templates).abilities,
        SMS: Sms.abilities,
        "telegram": TELEGRAM,
        "email": EMAIL,
        "terminal": TERMINAL,
    }
