"""A link in a letter: written for who went away, and exchanged for a token by who comes back."""

import secrets
from datetime import datetime, timedelta

import structlog

from advice.content import Content
from conversations.mail import Mail
from conversations.ports import Store
from conversations.way_back import LinkCode
from gateway.receive import Opened, token_hash
from handoff.cases import Case
from handoff.ports import TeamWork
from kit.clock import Clock

_DAYS = 7
# The widget on the site looks for a code under this name.
_QUERY = "gesprek"

log = structlog.get_logger()


async def write_with_link(
    work: TeamWork, case: Case, content: Content, site: str, now: datetime
) -> None:
    """Ask for a letter with a link to the conversation of a case, at the address it was given.

    `site` is where the page with the widget is. The letter holds nothing of what was said.
    """
    conversation, code = case.handoff.conversation, secrets.token_urlsafe(32)
    await work.keep_link(conversation, LinkCode(token_hash(code), now + timedelta(days=_DAYS)))
    link = f"{site.rstrip('/')}/?{_QUERY}={code}"
    words = content.desk.away
    text = words.text.replace("{dagen}", f"{_DAYS} dagen").replace("{link}", link)
    text = content.organisation.fill(text)
    letter = Mail("weg", case.handoff.request.contact, words.subject, text)
    await work.ask_mail(conversation, letter, now)


async def come_back(code: str, *, store: Store, clock: Clock) -> Opened:
    """Return a conversation with a token more that opens it; raise `LinkLapsed`.

    Tokens that opened it before go on doing so.
    """
    token = secrets.token_urlsafe(32)
    async with store.transaction() as work:
        conversation = await work.use_link(token_hash(code), token_hash(token), clock())
    log.info("link.used", conversation=str(conversation))
    return Opened(conversation, token)
