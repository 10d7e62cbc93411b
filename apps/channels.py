"""The channels that carry messages away, put together as the settings say.

What a vendor's library takes in memory is only paid where its channel is used, so it is imported
where it is needed.
"""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from litestar.types import ControllerRouterHandler

from advice.content import Content
from apps.channel_settings import (
    EMAIL,
    SMS,
    TELEGRAM,
    WHATSAPP,
    channels_in_use,
    is_called_by_telegram,
    whatsapp_templates,
)
from apps.settings import BadSetting, Settings
from conversations.channels import Channel
from conversations.ports import Store
from gateway.arriving import Arriving
from gateway.deliver import Reports
from kit.clock import utc_now

if TYPE_CHECKING:
    from gateway.channels.email.post import Post
    from gateway.channels.telegram.updates import Updates


def carriers(settings: Settings, content: Content) -> dict[str, Channel]:
    """Return the channels that are set up, by name; made while a loop runs."""
    names = channels_in_use(settings)
    found: dict[str, Channel] = {}
    if WHATSAPP in names or SMS in names:
        found |= _of_twilio(settings, content)
    if TELEGRAM in names:
        from gateway.channels.telegram.bot import telegram_bot
        from gateway.channels.telegram.channel import TelegramChannel

        bot = telegram_bot(settings.telegram_token, api=settings.telegram_url)
        found[TELEGRAM] = TelegramChannel(bot, content.channels.menu)
    if EMAIL in names:
        found[EMAIL] = _post(settings, content).channel()
    return found


def called(
    settings: Settings, content: Content, arriving: Arriving, store: Store
) -> list[ControllerRouterHandler]:
    """Return the routes on the public site that providers call."""
    names = channels_in_use(settings)
    found: list[ControllerRouterHandler] = []
    reports = Reports(store, utc_now)
    if WHATSAPP in names or SMS in names:
        from gateway.channels.twilio.webhook import routes

        tokens = [token for token in (settings.twilio_token, settings.twilio_old_token) if token]
        account, site = settings.twilio_account, settings.site_url
        found.append(routes(account, tokens, site, arrive=arriving, report=reports))
    if TELEGRAM in names and is_called_by_telegram(settings):
        from gateway.channels.telegram.bot import telegram_bot
        from gateway.channels.telegram.webhook import telegram_webhook

        bot = telegram_bot(settings.telegram_token, api=settings.telegram_url)
        updates = _updates(content, arriving, reports)
        secrets = [settings.telegram_secret, settings.telegram_old_secret]
        found.append(telegram_webhook(updates, bot, [one for one in secrets if one]))
    return found


def listening(
    settings: Settings, content: Content, arriving: Arriving, store: Store
) -> list[Coroutine[Any, Any, None]]:
    """Return what the worker does to hear of channels that call nobody."""
    names, found = channels_in_use(settings), list[Coroutine[Any, Any, None]]()
    if TELEGRAM in names:
        found.append(_asking_telegram(settings, content, arriving, store))
    if EMAIL in names:
        reports = Reports(store, utc_now)
        found.append(_post(settings, content).inbox(arriving, reports).run())
    return found


def _asking_telegram(
    settings: Settings, content: Content, arriving: Arriving, store: Store
) -> Coroutine[Any, Any, None]:
    """Return what tells Telegram where to call us, or asks it again and again."""
    from gateway.channels.telegram.bot import prepare, telegram_bot
    from gateway.channels.telegram.polling import poll

    bot = telegram_bot(settings.telegram_token, api=settings.telegram_url)
    if is_called_by_telegram(settings):
        return prepare(bot, site=settings.site_url, secret=settings.telegram_secret)
    return poll(bot, _updates(content, arriving, Reports(store, utc_now)))


def _post(settings: Settings, content: Content) -> "Post":
    from gateway.channels.email.post import Post
    from gateway.mailbox.imap import BadMailbox
    from gateway.smtp import BadMailServer

    try:
        return Post(
            content,
            smtp=settings.smtp_url,
            imap=settings.imap_url,
            address=settings.mail_address,
            secret=settings.mail_secret,
            clock=utc_now,
        )
    except BadMailServer as error:
        raise BadSetting(f"SCHAKEL_SMTP_URL: {error}") from error
    except BadMailbox as error:
        raise BadSetting(f"SCHAKEL_IMAP_URL: {error}") from error


def _of_twilio(settings: Settings, content: Content) -> dict[str, Channel]:
    from gateway.channels.twilio.channel import TwilioChannel
    from gateway.channels.twilio.line import Account
    from gateway.channels.twilio.rendering import Rendering
    from gateway.channels.twilio.sms import Sms
    from gateway.channels.twilio.whatsapp import WhatsApp

    account = Account(settings.twilio_account, settings.twilio_token, settings.twilio_url)
    words = content.channels.menu
    numbers: dict[str, tuple[Rendering, str]] = {
        WHATSAPP: (WhatsApp(words, whatsapp_templates(settings)), settings.whatsapp_number),
        SMS: (Sms(words), settings.sms_number),
    }
    return {
        name: TwilioChannel(
            rendering, number, account=account, site=settings.site_url, clock=utc_now
        )
        for name, (rendering, number) in numbers.items()
        if number
    }


def _updates(content: Content, arriving: Arriving, reports: Reports) -> "Updates":
    from gateway.channels.telegram.updates import Updates

    async def blocked(address: str) -> None:
        await reports.blocked(TELEGRAM, address)

    group = content.organisation.fill(content.channels.group)
    return Updates(arrive=arriving, report_blocked=blocked, group=group)
