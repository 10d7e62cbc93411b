"""What is particular to Zammad, against a server that answers as its description says."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from conversations.files import NewFile
from gateway.tickets import texts
from gateway.tickets.zammad.bridge import SIGNATURE, ZammadBridge
from handoff.tickets.port import (
    DeskAway,
    DeskRefused,
    EventKind,
    NewTicket,
    TicketEvent,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import utc_now
from tests.gateway.tickets.zammad_desk import ZammadDesk
from tests.support import zammad

PDF = NewFile("Begroting café.pdf", "application/pdf", b"%PDF-1.4 \x00\xff\x80 einde")


@pytest.fixture
async def desk() -> AsyncIterator[ZammadDesk]:
    one = ZammadDesk()
    await one.start()
    yield one
    await one.bridge.close()
    await one.stop()


def new(**more: object) -> NewTicket:
    given = {"key": uuid4(), "group": "Flevoland", "subject": "Mijn bakkerij", "text": "Kan dat?"}
    return NewTicket(**given | more)  # type: ignore[arg-type]


async def happened(desk: ZammadDesk, ticket: str) -> list[TicketEvent]:
    """Return all of the last minute."""
    start = (await desk.bridge.pull("", ())).cursor
    return list((await desk.bridge.pull(start, [ticket])).events)


async def test_without_consent_the_customer_is_ourselves(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new(name="Jan Jansen"))

    assert desk.server.tickets[int(ticket)].fields["customer_id"] == zammad.BOT


async def test_with_consent_the_customer_is_known_by_their_address(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new(email="jan@example.org"))

    assert desk.server.tickets[int(ticket)].fields["customer_id"] == "guess:jan@example.org"
    assert "jan@example.org" in await desk.stands(ticket)


async def test_nothing_that_we_say_is_mailed_by_zammad(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new(email="jan@example.org", files=(PDF,)))
    await desk.bridge.post(ticket, TicketMessage(key=uuid4(), text="Nog iets."))
    await desk.bridge.post(ticket, TicketMessage(key=uuid4(), text="Intern.", is_internal=True))

    articles = desk.server.tickets[int(ticket)].articles
    assert {one["type"] for one in articles} == {"note"}
    assert [one["internal"] for one in articles] == [False, False, True]
    assert [one["sender"] for one in articles] == ["Customer", "Customer", "Agent"]


async def test_a_note_that_is_shown_later_is_a_message_from_then_on(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())
    article = await desk.says(ticket, "Dat kan.", internal=True)
    before = await happened(desk, ticket)

    await desk.shows(article)
    after = await happened(desk, ticket)

    assert [(one.kind, one.text) for one in before] == [(EventKind.NOTE, "Dat kan.")]
    assert [(one.kind, one.text) for one in after] == [(EventKind.MESSAGE, "Dat kan.")]
    assert before[0].id != after[0].id


async def test_what_the_customer_mails_to_zammad_is_no_answer(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.says(ticket, "Ik ben het, Jan.", sender="Customer", type="email")

    assert await happened(desk, ticket) == []


async def test_an_answer_by_mail_comes_without_what_it_answers(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())
    quoted = "Op 30-11-2026 om 10:12 schreef Jan:\n> Kan dat?"

    await desk.says(ticket, f"Dat kan.\n\n{quoted}", type="email")

    assert [one.text for one in await happened(desk, ticket)] == ["Dat kan."]


async def test_who_is_given_a_ticket_has_it_whoever_gave_it(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.sets(ticket, owner_id=zammad.ADMIN)

    (event,) = await happened(desk, ticket)
    assert (event.kind, event.author, event.email) == (
        EventKind.TAKEN,
        "Els van Dam",
        "els@example.org",
    )


async def test_said_and_closed_in_one_go_is_said_first(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.sets(ticket, state="closed", article={"body": "Succes!", "type": "note"})

    kinds = [one.kind for one in await happened(desk, ticket)]
    assert kinds == [EventKind.MESSAGE, EventKind.CLOSED]


async def test_merged_with_another_is_closed_and_stays_so(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())
    await desk.sets(ticket, state="merged")

    await desk.bridge.set_state(ticket, TicketState.CLOSED)

    assert [one.kind for one in await happened(desk, ticket)] == [EventKind.CLOSED]
    assert desk.server.tickets[int(ticket)].fields["state"] == "merged"


async def test_waiting_has_a_moment_at_which_zammad_reminds(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.bridge.set_state(ticket, TicketState.WAITING)

    assert desk.server.tickets[int(ticket)].fields["pending_time"] > utc_now().isoformat()


async def test_what_we_may_not_erase_we_ask_once_to_erase(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.bridge.forget(ticket)
    await desk.bridge.forget(ticket)

    assert (await desk.stands(ticket)).count(texts.ERASED) == 1
    assert (await desk.where(ticket))[1] is TicketState.CLOSED


async def test_an_administrator_of_ours_erases_it(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())
    bridge = desk.opened_with("token-van-de-baas")

    await bridge.forget(ticket)
    await bridge.forget(ticket)

    assert desk.server.tickets == {}


async def test_a_window_that_overlaps_tells_the_same_with_the_same_name(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new())
    await desk.answers(ticket, "Dat kan.", PDF)
    start = (await desk.bridge.pull("", ())).cursor

    first = await desk.bridge.pull(start, [ticket])
    again = await desk.bridge.pull(first.cursor, [ticket])

    assert first.events == again.events
    assert [file.data for file in first.events[0].files] == [PDF.data]


async def test_a_wrong_token_is_for_us_to_mend(desk: ZammadDesk) -> None:
    bridge = desk.opened_with("een ander")

    with pytest.raises(DeskRefused, match="401"):
        await bridge.health()


async def test_a_subject_that_is_too_long_is_cut(desk: ZammadDesk) -> None:
    ticket = await desk.bridge.open(new(subject="x" * 400))

    assert len(desk.server.tickets[int(ticket)].fields["title"]) == 250


async def test_without_a_secret_nothing_wakes_us(desk: ZammadDesk) -> None:
    bridge = ZammadBridge(desk.server.url, "token-van-de-bot", "", clock=utc_now)

    with pytest.raises(UnknownSignature):
        bridge.wake({SIGNATURE: "sha1=fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"}, b"")
    await bridge.close()


@pytest.mark.parametrize("body", [b"[]", b"{}", b"<html>", b'{"id": "drie"}', b""])
async def test_an_answer_of_another_shape_is_nothing_that_was_done(body: bytes) -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    bridge = ZammadBridge("http://zammad.example.org", "t", "", clock=utc_now, transport=answer)

    with pytest.raises(DeskAway, match="another-shape"):
        await bridge.open(new())


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("tickets", {"title": "x", "group": "Flevoland", "customer_id": 3}),
        ("tickets", {"title": "x", "group": "Flevoland", "article": {"body": "x"}}),
        ("ticket_articles", {"ticket_id": 1, "body": "x", "colour": "red"}),
        ("ticket_articles", {"ticket_id": 1}),
        ("ticket_articles", {"ticket_id": 1, "body": "x", "type": "duif"}),
        ("ticket_articles", {"ticket_id": 1, "body": "x", "attachments": [{"filename": "x"}]}),
    ],
)
async def test_the_server_refuses_what_the_description_does_not_have(
    desk: ZammadDesk, path: str, fields: dict[str, object]
) -> None:
    headers = {"Authorization": "Token token=token-van-de-bot"}

    async with httpx.AsyncClient(base_url=f"{desk.server.url}/api/v1/") as client:
        without = await client.post(path, json=fields)
        answer = await client.post(path, json=fields, headers=headers)

    assert without.status_code == httpx.codes.UNAUTHORIZED
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
