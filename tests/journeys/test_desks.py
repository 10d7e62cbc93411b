"""Who answers from a desk elsewhere is read in the conversation, until the bot is back."""

from collections.abc import AsyncIterator
from contextlib import closing
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kit.clock import utc_now
from tests.gateway.tickets.mail_desk import COLLEAGUE, GROUPS, NAMES, OURS, SECRET, MailDesk
from tests.gateway.tickets.rt_desk import RtDesk
from tests.support import rt
from tests.support.advisor import Advisor
from tests.support.always_open import always_open
from tests.support.bell import Bell, hanging_bell
from tests.support.client import Visitor
from tests.support.patience import until
from tests.support.phones import OnTwilio, Person, ask, comes
from tests.support.product import Product
from tests.support.twilio import NUMBER, TOKEN, Twilio, running_twilio
from tests.support.twilio_answers import ACCOUNT

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]

QUESTION = "overdracht van mijn bakkerij"
WISH = f"ik wil iemand spreken over de {QUESTION}"
# Consent, who asks and where: what is asked of whoever wants a person.
ANSWERS = ("ja", "Jan Jansen, jan@example.org", "Urk")
FIRST, THANKS, NOTE = "Goedemorgen, dat kan zeker.", "Fijn, wanneer dan?", "Lastig dossier, Els."
LAST = "Morgen om tien uur."

_NOBODY = "http://127.0.0.1:9/nobody"
# As Outlook in Dutch leaves it: what is answered stands below, without a sign before its lines.
_BY_OUTLOOK = """\
Goedendag,

{answer}

Met vriendelijke groet,

Piet de Boer
Bedrijfsadviseur

________________________________
Van: {sender}
Verzonden: maandag 30 november 2026 10:12
Aan: {to}
Onderwerp: {subject}

{before}"""


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with running_twilio() as twilio:
        yield twilio


@pytest.fixture
async def bell() -> AsyncIterator[Bell]:
    async with hanging_bell() as bell:
        yield bell


@pytest.fixture
async def tracker(bell: Bell) -> AsyncIterator[RtDesk]:
    """Request Tracker, which calls."""
    desk = RtDesk()
    await desk.start()
    _calls(desk.server, bell.url)
    yield desk
    _calls(desk.server, _NOBODY)
    await desk.bridge.close()
    await desk.stop()


@pytest.fixture
async def mailbox() -> AsyncIterator[MailDesk]:
    desk = MailDesk()
    await desk.start()
    yield desk
    await desk.bridge.close()
    await desk.stop()


@pytest.fixture
async def on_phones(
    _model: None, twilio: Twilio, tracker: RtDesk, bell: Bell, tmp_path: Path
) -> AsyncIterator[Product]:
    """The product with WhatsApp, and with Request Tracker."""
    settings = {
        "SCHAKEL_TWILIO_ACCOUNT": ACCOUNT,
        "SCHAKEL_TWILIO_TOKEN": TOKEN,
        "SCHAKEL_TWILIO_URL": twilio.url,
        "SCHAKEL_WHATSAPP_NUMBER": NUMBER,
        "SCHAKEL_SITE_URL": twilio.product.site,
        "SCHAKEL_RT_URL": tracker.server.url,
        "SCHAKEL_RT_TOKEN": tracker.server.tokens[rt.BOT],
        "SCHAKEL_RT_GROUPS": f"groen={rt.QUEUES[1]},*={rt.QUEUES[0]}",
        "SCHAKEL_RT_WEBHOOK_SECRET": rt.SECRET,
        "SCHAKEL_DESKS_ATTENDED": "1",
    }
    with always_open(tmp_path, settings) as running:
        twilio.product.reach = running.url
        bell.reach = f"{running.url}/tickets/rt"
        yield running


@pytest.fixture
async def on_the_site(_model: None, mailbox: MailDesk, tmp_path: Path) -> AsyncIterator[Product]:
    """The product with a desk that is a mailbox."""
    settings = {
        "SCHAKEL_SMTP_URL": mailbox.post.url,
        "SCHAKEL_MAIL_SECRET": SECRET.decode(),
        "SCHAKEL_DESK_MAIL_IMAP_URL": mailbox.server.url(mailbox.user),
        "SCHAKEL_DESK_MAIL_ADDRESS": OURS,
        "SCHAKEL_DESK_MAIL_GROUPS": f"groen={GROUPS[1]},*={GROUPS[0]}",
        "SCHAKEL_DESK_MAIL_FROM": COLLEAGUE,
    }
    with always_open(tmp_path, settings) as running:
        yield running


async def test_a_question_by_whatsapp_is_answered_and_closed_in_request_tracker(
    on_phones: Product, twilio: Twilio, tracker: RtDesk, bell: Bell
) -> None:
    person, before = OnTwilio(twilio.phone("+31612345678")), await _tickets(tracker)
    # They work in Request Tracker: nobody is present on the console.
    with closing(Advisor(on_phones, is_available=False)) as console:
        await ask(person, "wat is de WBSO?", at_least=2)
        await _wants_a_person(person)
        handoff = console.finds(QUESTION)
        await until(lambda: tracker.count(UUID(handoff)))
        (ticket,) = await _tickets(tracker) - before
        asked = await tracker.stands(ticket)

        await tracker.answers(ticket, FIRST)
        await comes(person, FIRST)
        await tracker.notes(ticket, NOTE)
        await person.says(THANKS)
        await until(lambda: _stands(tracker, ticket, THANKS))
        await until(lambda: any(NOTE in note["text"] for note in console.reads(handoff)["notes"]))

        await tracker.answers(ticket, LAST)
        await tracker.closes(ticket)
        await comes(person, "Ik ben er weer")
        said = await ask(person, "wat is de EIA?")
        record = console.reads(handoff)

    assert all(words in asked for words in (QUESTION, "wat is de WBSO?", "Jan Jansen", ANSWERS[1]))
    assert "EIA" in " ".join(one.text for one in said)
    assert [one.text for one in person.heard if one.text in (FIRST, LAST)] == [FIRST, LAST]
    assert any(f"U sprak met {tracker.colleague}" in one.text for one in person.heard)
    assert not any("Lastig" in one.text for one in person.heard)
    _stands_in_order(record, "wat is de WBSO?", WISH, FIRST, THANKS, LAST)
    assert await _tickets(tracker) - before == {ticket}
    assert "EIA" not in await tracker.stands(ticket)
    assert set(bell.answers) == {204}


async def test_a_question_in_the_chat_is_answered_and_closed_by_mail(
    on_the_site: Product, mailbox: MailDesk
) -> None:
    with closing(Advisor(on_the_site)) as console, closing(Visitor(on_the_site.url)) as visitor:
        for words in ("wat is de WBSO?", WISH, *ANSWERS):
            visitor.ask(words)
        handoff = console.finds(QUESTION)
        ticket = NAMES.ticket(UUID(handoff))
        await until(lambda: mailbox.mails(ticket))
        asked = await mailbox.stands(ticket)

        _answers_by_outlook(mailbox, ticket, FIRST)
        await until(lambda: _said_by(visitor, "advisor"))
        visitor.say(THANKS)
        await until(lambda: THANKS in _body(mailbox.mails(ticket)[-1]))
        told = mailbox.mails(ticket)[-1]

        _answers_by_outlook(mailbox, ticket, f"{LAST}\n#sluiten")
        await until(lambda: visitor.read()["stage"] == "closed")
        back = visitor.messages()[-1]
        said = visitor.ask("wat is de EIA?")
        record, heard = console.reads(handoff), _said_by(visitor, "advisor")

    beginning = NAMES.beginning(ticket)
    assert all(words in asked for words in (QUESTION, "wat is de WBSO?", "Jan Jansen", ANSWERS[1]))
    assert heard == [FIRST, LAST]
    assert (told["In-Reply-To"], told["References"], told["To"]) == (beginning,) * 2 + (GROUPS[0],)
    assert "Ik ben er weer" in back["text"]
    assert f"U sprak met {mailbox.colleague}" in back["text"]
    assert "EIA" in " ".join(one["text"] for one in said)
    _stands_in_order(record, "wat is de WBSO?", WISH, FIRST, THANKS, LAST)
    assert await mailbox.count(UUID(handoff)) == 1
    assert "EIA" not in await mailbox.stands(ticket)


def _calls(server: rt.RtServer, url: str) -> None:
    """Have a Request Tracker call an address from now on."""
    server.stop()
    rt.write_settings(server.folder, server.port, url)
    server.start()


async def _tickets(desk: RtDesk) -> set[str]:
    """Return the newest; other tests made some too."""
    found = await desk.get("tickets", query="id > 0", orderby="id", order="DESC", per_page=100)
    return {str(one["id"]) for one in found["items"]}


async def _wants_a_person(person: Person) -> None:
    for words in (WISH, *ANSWERS):
        said = await ask(person, words)
    assert "U bent nummer" in said[-1].text, said


async def _stands(desk: RtDesk, ticket: str, words: str) -> bool:
    return words in await desk.stands(ticket)


def _answers_by_outlook(desk: MailDesk, ticket: str, answer: str) -> None:
    last, mail = desk.mails(ticket)[-1], desk.answer(ticket)
    mail["Date"] = format_datetime(utc_now())
    heads = {"sender": last["From"], "to": last["To"], "subject": last["Subject"]}
    mail.set_content(_BY_OUTLOOK.format(answer=answer, before=_body(last), **heads))
    desk.comes(mail)


def _body(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def _said_by(visitor: Visitor, author: str) -> list[str]:
    return [one["text"] for one in visitor.read()["messages"] if one["author"] == author]


def _stands_in_order(record: dict[str, Any], *said: str) -> None:
    """Find what both sides said in the record of the console, once and in order."""
    texts = [one["text"] for one in record["messages"] if one["text"] in said]
    assert texts == [*said]
