"""The desks elsewhere, put together as the settings say.

What an adapter takes in memory is only paid where it is used, so it is imported there.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from advice.content import Content
from apps.settings import BadSetting, Settings
from apps.ticket_settings import (
    EMAIL,
    KLANT,
    RT,
    ZAMMAD,
    answers_from,
    check_mailbox,
    desks_in_use,
    groups_of,
)
from gateway.tickets.copying import Copying
from gateway.tickets.desks import ConnectedDesk, Desks
from gateway.tickets.hearing import Hearing
from handoff.moves import Moves
from kit.clock import utc_now
from storage.database import Database
from storage.store import SqlStore

type _Connect = Callable[[Settings, Content], ConnectedDesk]


def connected_desks(settings: Settings, content: Content) -> Desks:
    """Return the desks that the settings name; raise `BadSetting` for one that is so by half."""
    return {name: _CONNECT[name](settings, content) for name in desks_in_use(settings)}


def ticket_loops(
    content: Content, desks: Desks, moves: Moves, database: Database
) -> list[Coroutine[Any, Any, None]]:
    """Return what the worker does to keep copies at desks, and to hear of them; no desks: none."""
    if not desks:
        return []
    store = SqlStore(database)
    copying = Copying(content, desks, store=store, news=database.news(), clock=utc_now)
    hearing = Hearing(content, desks, moves=moves, store=store, news=database.news(), clock=utc_now)
    return [copying.run(), hearing.run()]


def _rt(settings: Settings, content: Content) -> ConnectedDesk:
    from gateway.tickets.rt.bridge import RtBridge

    groups = groups_of(settings.rt_groups, "rt_groups", content.desk)
    secret = settings.rt_webhook_secret
    return ConnectedDesk(RtBridge(settings.rt_url, settings.rt_token, secret), groups)


def _email(settings: Settings, content: Content) -> ConnectedDesk:
    from gateway.mailbox.imap import BadMailbox
    from gateway.smtp import BadMailServer
    from gateway.tickets.email.bridge import EmailBridge
    from gateway.tickets.email.letters import DeskMail

    check_mailbox(settings)
    groups = groups_of(settings.desk_mail_groups, "desk_mail_groups", content.desk)
    mailboxes = tuple(dict.fromkeys(groups.values()))
    name, address = content.organisation.name, settings.desk_mail_address
    try:
        bridge = EmailBridge(
            DeskMail(name, address, mailboxes, answers_from(settings)),
            smtp=settings.smtp_url,
            imap=settings.desk_mail_imap_url,
            secret=settings.mail_secret.encode(),
            clock=utc_now,
        )
    except BadMailServer as error:
        raise BadSetting(f"SCHAKEL_SMTP_URL: {error}") from error
    except BadMailbox as error:
        raise BadSetting(f"SCHAKEL_DESK_MAIL_IMAP_URL: {error}") from error
    return ConnectedDesk(bridge, groups)


def _zammad(settings: Settings, content: Content) -> ConnectedDesk:
    from gateway.tickets.zammad.bridge import ZammadBridge

    groups = groups_of(settings.zammad_groups, "zammad_groups", content.desk)
    url, token, secret = settings.zammad_url, settings.zammad_token, settings.zammad_webhook_secret
    return ConnectedDesk(ZammadBridge(url, token, secret, clock=utc_now), groups)


def _klant(settings: Settings, content: Content) -> ConnectedDesk:
    from gateway.tickets.klantinteracties.bridge import KlantinteractiesBridge

    groups = groups_of(settings.klantinteracties_groups, "klantinteracties_groups", content.desk)
    url, token = settings.klantinteracties_url, settings.klantinteracties_token
    channel = settings.klantinteracties_channel
    return ConnectedDesk(KlantinteractiesBridge(url, token, channel, clock=utc_now), groups)


_CONNECT: Mapping[str, _Connect] = {RT: _rt, EMAIL: _email, ZAMMAD: _zammad, KLANT: _klant}
