"""Which channels the settings set up, and that none is set up by half."""

import re
from collections.abc import Sequence

from apps.settings import BadSetting, Settings
from conversations.addresses import email_in
from gateway.channels.links import Phones

WHATSAPP, SMS, TELEGRAM, EMAIL = "whatsapp", "sms", "telegram", "email"

HOW_TO_CONNECT = """\
  telegram  SCHAKEL_TELEGRAM_TOKEN=…       from @BotFather; that is all
  whatsapp  SCHAKEL_TWILIO_ACCOUNT=AC…     SCHAKEL_TWILIO_TOKEN=…
            SCHAKEL_WHATSAPP_NUMBER=+31…   or SCHAKEL_SMS_NUMBER=+31…
            SCHAKEL_SITE_URL=https://…     there Twilio calls /channels/whatsapp or …/sms
  e-mail    SCHAKEL_SMTP_URL=smtps://…     SCHAKEL_IMAP_URL=imaps://…   a mailbox of its own
            SCHAKEL_MAIL_ADDRESS=vraag@…"""

# https://core.telegram.org/bots/features#botfather
_BOT_NAME = re.compile(r"\w{5,32}", re.ASCII)
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_TEMPLATE = re.compile(
    r"(?:knoppen-[1-3]|lijst-(?:[1-9]|10)|terug|uitnodiging-[a-z0-9-]+)=HX[0-9a-fA-F]{32}"
)


def channels_in_use(settings: Settings) -> Sequence[str]:
    """Return the names of the channels that are set up.

    Raises `BadSetting` with one sentence for one that is set up by half, or without its secret.
    """
    numbers = {WHATSAPP: settings.whatsapp_number, SMS: settings.sms_number}
    names = [name for name, number in numbers.items() if number]
    if names or settings.twilio_account or settings.twilio_token:
        _require_twilio(settings)
    if settings.telegram_name and not _BOT_NAME.fullmatch(settings.telegram_name):
        raise BadSetting("SCHAKEL_TELEGRAM_NAME: write it as schakel_bot, without @")
    if settings.telegram_token:
        names.append(TELEGRAM)
        if is_called_by_telegram(settings) and not settings.telegram_secret:
            raise BadSetting("SCHAKEL_TELEGRAM_SECRET: is missing, and without it anyone is heard")
    if settings.imap_url:
        _require_mail(settings)
        names.append(EMAIL)
    return names


def phones(settings: Settings) -> Phones:
    """Return how we are called on the channels of a phone."""
    name = settings.telegram_name if settings.telegram_token else ""
    return Phones(settings.whatsapp_number, settings.sms_number, name)


def is_called_by_telegram(settings: Settings) -> bool:
    """Tell whether Telegram calls us; it calls only https, so on one's own machine we ask it.

    https://core.telegram.org/bots/api#setwebhook
    """
    return settings.site_url.startswith("https://")


def whatsapp_templates(settings: Settings) -> dict[str, str]:
    """Return the ContentSids by our own keys; raise `BadSetting` for what is none."""
    given = [one.strip() for one in settings.whatsapp_templates.split(",") if one.strip()]
    for one in given:
        if not _TEMPLATE.fullmatch(one):
            raise BadSetting(f"SCHAKEL_WHATSAPP_TEMPLATES: {one!r} is not like knoppen-2=HX…")
    return {key: sid for key, _, sid in (one.partition("=") for one in given)}


def _require_mail(settings: Settings) -> None:
    for name in ("smtp_url", "mail_address", "mail_secret"):
        if not getattr(settings, name):
            raise BadSetting(f"SCHAKEL_{name.upper()}: is missing; a mailbox needs it")
    if email_in(settings.mail_address) != settings.mail_address:
        raise BadSetting("SCHAKEL_MAIL_ADDRESS: write it as vraag@example.org")


def _require_twilio(settings: Settings) -> None:
    for name in ("twilio_account", "twilio_token", "site_url"):
        if not getattr(settings, name):
            raise BadSetting(f"SCHAKEL_{name.upper()}: is missing; WhatsApp and SMS need it")
    if not settings.whatsapp_number and not settings.sms_number:
        raise BadSetting("SCHAKEL_WHATSAPP_NUMBER: is missing, and SCHAKEL_SMS_NUMBER too")
    for name in ("whatsapp_number", "sms_number"):
        number = getattr(settings, name)
        if number and not _NUMBER.fullmatch(number):
            raise BadSetting(f"SCHAKEL_{name.upper()}: write it as +31612345678")
    whatsapp_templates(settings)
