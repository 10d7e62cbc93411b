"""A link in a letter: written for who went away, and exchanged for a token by who comes back."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

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
    conversation, words = case.handoff.conversation, content.desk.away
    text = await with_link(work, conversation, content.organisation.fill(words.text), site, now)
    contact, note = case.handoff.request.contact, words.note_refused
    letter = Mail("weg", contact, words.subject, text, note_if_refused=note)
    await work.ask_mail(conversation, letter, now)


async def with_link(
    work: TeamWork,
    conversation: UUID,
    text: str,
    site: str,
    now: datetime,
    *,
    is_about_answer: bool = True,
) -> str:
    """Return the text of a letter with a new link in it, and for how long the link works."""
    code = secrets.token_urlsafe(32)
    link = LinkCode(token_hash(code), now + timedelta(days=_DAYS))
    await work.keep_link(conversation, link, is_about_answer=is_about_answer)
    address = f"{site.rstrip('/')}/?{_QUERY}={code}"
    return text.replace("{dagen}", f"{_DAYS} dagen").replace("{link}", address)


async def come_back(code: str, *, store: Store, clock: Clock) -> Opened:
    """Return a conversation with a token more that opens it; raise `LinkLapsed`.

    Tokens that opened it before go on doing so.
    """
    token = secrets.token_urlsafe(32)
    async with store.transaction() as work:
        conversation = await work.use_link(token_hash(code), token_hash(token), clock())
    log.info("link.used", conversation=str(conversation))
    return Opened(conversation, token)
