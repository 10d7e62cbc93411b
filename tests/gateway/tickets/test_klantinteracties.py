"""What is particular to a register of contacts, against one that answers as it is described."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.tickets.klantinteracties import texts
from gateway.tickets.klantinteracties.bridge import KlantinteractiesBridge
from gateway.tickets.klantinteracties.words import (
    addresses,
    closed,
    first_contact,
    is_closed_by_us,
    next_contact,
    reference,
    reopened,
    task,
)
from handoff.tickets.port import (
    DeskAway,
    DeskRefused,
    EventKind,
    NewTicket,
    TicketMessage,
    TicketState,
)
from kit.clock import utc_now
from tests.gateway.tickets.desks import Trouble
from tests.gateway.tickets.register_desk import RegisterDesk
from tests.support.klantinteracties import GONE, GROUPS, ROOT, TOKEN, Register
from tests.support.klantinteracties_rules import check_address, check_body

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
async def desk() -> AsyncIterator[RegisterDesk]:
    one = RegisterDesk()
    await one.start()
    yield one
    await one.bridge.close()
    await one.stop()


def new(**more: object) -> NewTicket:
    known = {"name": "Jan Jansen", "email": "jan@example.org", "phone": "0320000000"}
    given = {"key": uuid4(), "group": GROUPS[0], "subject": "Mijn bakkerij", "text": "Kan dat?"}
    return NewTicket(**given | known | more)  # type: ignore[arg-type]


async def test_a_handoff_is_a_contact_with_a_task_for_a_department(desk: RegisterDesk) -> None:
    await desk.bridge.open(new())

    (contact,) = desk.all("klantcontacten")
    (person,) = desk.all("betrokkenen")
    (to_do,) = desk.all("internetaken")
    assert (contact["onderwerp"], contact["inhoud"]) == ("Mijn bakkerij", "Kan dat?")
    assert (contact["taal"], contact["vertrouwelijk"]) == ("nld", True)
    assert person["hadKlantcontact"]["uuid"] == contact["uuid"]
    assert (person["contactnaam"]["achternaam"], person["initiator"]) == ("Jan Jansen", True)
    assert (to_do["gevraagdeHandeling"], to_do["status"]) == (texts.TO_DO, "te_verwerken")
    kinds = {one["soortDigitaalAdres"]: one["adres"] for one in desk.all("digitaleadressen")}
    assert kinds == {"email": "jan@example.org", "telefoonnummer": "0320000000"}


async def test_who_said_nothing_of_themselves_is_nobody(desk: RegisterDesk) -> None:
    await desk.bridge.open(new(name=None, email=None, phone=None))

    assert desk.all("betrokkenen") == desk.all("digitaleadressen") == []


async def test_an_address_of_another_form_does_not_hold_up_the_rest(desk: RegisterDesk) -> None:
    await desk.bridge.open(new(phone="0320-000000 (na zessen)", email="x" * 90))

    (address,) = desk.all("digitaleadressen")
    assert address["soortDigitaalAdres"] == "overig"


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("trouble", [Trouble.AWAY, Trouble.LOST])
async def test_what_is_broken_off_anywhere_is_gone_on_with(
    desk: RegisterDesk, step: int, trouble: Trouble
) -> None:
    ticket = new()
    desk.line.troubles += [*([None] * step), trouble]

    with pytest.raises(DeskAway):
        await desk.bridge.open(ticket)
    found = await desk.bridge.find(ticket.key)
    reference = found or await desk.bridge.open(ticket)

    assert await desk.bridge.find(ticket.key) == reference
    counted = {kind: len(things) for kind, things in desk.server.things.items()}
    assert counted["klantcontacten"] == counted["betrokkenen"] == counted["internetaken"] == 1
    assert counted["digitaleadressen"] == 2


@pytest.mark.parametrize("name", ["bestaat niet", GONE, GROUPS[0].lower(), "Team"])
async def test_only_a_department_of_that_name_that_still_is_gets_it(
    desk: RegisterDesk, name: str
) -> None:
    with pytest.raises(DeskRefused, match="no-actor"):
        await desk.bridge.open(new(group=name))

    assert desk.all("klantcontacten") == []


async def test_done_there_is_told_with_by_whom_also_when_that_was_a_while_ago(
    desk: RegisterDesk,
) -> None:
    ticket = await desk.bridge.open(new())
    await desk.closes(ticket)

    assert (await desk.bridge.pull("", [ticket])).events == ()
    (event,) = (await desk.bridge.pull("1", [ticket])).events

    assert (event.kind, event.author) == (EventKind.CLOSED, GROUPS[0])
    assert event.at.tzinfo is not None


async def test_done_again_after_it_was_not_is_another_event(desk: RegisterDesk) -> None:
    ticket = await desk.bridge.open(new())
    await desk.closes(ticket)
    (first,) = (await desk.bridge.pull("1", [ticket])).events

    await desk.bridge.set_state(ticket, TicketState.TAKEN)
    assert (await desk.bridge.pull("1", [ticket])).events == ()
    await desk.closes(ticket)

    (second,) = (await desk.bridge.pull("1", [ticket])).events
    assert first.id != second.id


async def test_what_we_closed_we_know_again_in_another_process(desk: RegisterDesk) -> None:
    ticket = await desk.bridge.open(new())
    desk.server.things["internetaken"][ticket]["toelichting"] = "Belde niet terug."

    await desk.bridge.set_state(ticket, TicketState.CLOSED)

    other = desk.opened_with(TOKEN)
    assert (await other.pull("1", [ticket])).events == ()
    remarks = desk.server.things["internetaken"][ticket]["toelichting"]
    assert remarks == f"Belde niet terug.\n{texts.CLOSED_BY_US}"


async def test_a_task_that_somebody_erased_is_no_reason_to_stop(desk: RegisterDesk) -> None:
    ticket, other = await desk.bridge.open(new()), await desk.bridge.open(new())
    del desk.server.things["internetaken"][ticket]
    await desk.closes(other)

    pulled = await desk.bridge.pull("1", [ticket, other])

    assert [one.ticket for one in pulled.events] == [other]
    with pytest.raises(DeskRefused, match="no-task"):
        await desk.bridge.set_state(ticket, TicketState.CLOSED)


async def test_a_message_later_on_is_a_contact_about_the_first(desk: RegisterDesk) -> None:
    ticket = await desk.bridge.open(new())

    await desk.bridge.post(ticket, TicketMessage(key=uuid4(), text="Nog iets."))

    (about,) = desk.all("onderwerpobjecten")
    first = desk.server.things["internetaken"][ticket]["aanleidinggevendKlantcontact"]["uuid"]
    assert about["wasKlantcontact"]["uuid"] == first
    assert "Nog iets." in await desk.stands(ticket)


async def test_what_is_forgotten_leaves_nothing_of_theirs_and_all_of_others(
    desk: RegisterDesk,
) -> None:
    other = await desk.bridge.open(new(name="Els"))
    before = {kind: dict(things) for kind, things in desk.server.things.items()}
    ticket = await desk.bridge.open(new())
    await desk.bridge.post(ticket, TicketMessage(key=uuid4(), text="Nog iets."))

    await desk.bridge.forget(ticket)

    after = {kind: dict(things) for kind, things in desk.server.things.items()}
    # What only pointed at a contact holds nothing of anybody, and goes with it there.
    after["onderwerpobjecten"] = {}
    assert after == before
    assert "Els" in await desk.stands(other)


async def test_a_server_that_answers_with_all_there_is_loses_nothing_of_others(
    desk: RegisterDesk,
) -> None:
    await desk.bridge.open(new(name="Els"))
    before = {kind: dict(things) for kind, things in desk.server.things.items()}
    ticket = await desk.bridge.open(new())
    desk.server.knows_questions = False

    assert await desk.bridge.find(uuid4()) is None
    await desk.bridge.forget(ticket)

    assert {kind: dict(things) for kind, things in desk.server.things.items()} == before


@pytest.mark.parametrize(
    ("version", "is_right"), [("0.5.0", False), ("0.8.0", True), ("1.0", True)]
)
async def test_a_version_without_our_number_is_not_healthy(version: str, is_right: bool) -> None:
    server = Register(version)
    await server.start()
    bridge = KlantinteractiesBridge(server.url, TOKEN, "chat", clock=utc_now)

    if is_right:
        await bridge.health()
    else:
        with pytest.raises(DeskRefused, match="api-too-old"):
            await bridge.health()

    await bridge.close()
    await server.stop()


async def test_a_wrong_token_is_for_us_to_mend(desk: RegisterDesk) -> None:
    with pytest.raises(DeskRefused, match="401"):
        await desk.opened_with("een ander").health()


_words = st.text(st.characters(codec="utf-8"), max_size=1_200)


@given(_words, _words, st.none() | _words, st.none() | _words)
def test_whatever_is_asked_fits(
    subject: str, text: str, name: str | None, contact: str | None
) -> None:
    ticket = new(subject=subject, text=text, name=name, email=contact, phone=contact)
    message = TicketMessage(key=UUID(int=1), text=text)

    check_body("MaakKlantcontact", first_contact(ticket, "chat", AT))
    check_body("MaakKlantcontact", next_contact(message, UUID(int=2), "chat", AT))
    check_body("InterneTaak", task(UUID(int=1), UUID(int=2)))
    for address in addresses(ticket, UUID(int=3)):
        check_body("DigitaalAdres", address)
        check_address(address)


@given(st.text(max_size=1_000))
def test_remarks_of_others_stay_and_ours_fit_below_them(remarks: str) -> None:
    ours = closed(remarks)
    said = str(ours["toelichting"])

    check_body("InterneTaakPatch", ours)
    assert is_closed_by_us(said)
    assert not is_closed_by_us(str(reopened(said)["toelichting"]))


def test_the_same_key_has_the_same_number_and_another_has_not() -> None:
    numbers = {reference(UUID(int=number)) for number in range(2_000)}

    assert len(numbers) == 2_000
    assert {len(number) for number in numbers} == {10}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("maak-klantcontact", {"klantcontact": {"kanaal": "chat"}}),
        ("internetaken", {"gevraagdeHandeling": "x" * 201, "status": "te_verwerken"}),
        ("internetaken", {"status": "misschien"}),
        ("digitaleadressen", {"adres": "jan", "soortDigitaalAdres": "email"}),
        ("digitaleadressen", {"adres": "jan", "soortDigitaalAdres": "overig", "kleur": "rood"}),
    ],
)
async def test_the_server_refuses_what_the_description_does_not_have(
    desk: RegisterDesk, path: str, fields: dict[str, object]
) -> None:
    headers = {"Authorization": f"Token {TOKEN}"}
    site = desk.server.url.removesuffix(ROOT)

    async with httpx.AsyncClient(base_url=site) as client:
        without = await client.post(f"{ROOT}/{path}", json=fields)
        answer = await client.post(f"{ROOT}/{path}", json=fields, headers=headers)
        asked = await client.get(f"{ROOT}/internetaken", params={"kleur": "1"}, headers=headers)

    assert without.status_code == httpx.codes.UNAUTHORIZED
    assert answer.status_code == asked.status_code == httpx.codes.BAD_REQUEST
