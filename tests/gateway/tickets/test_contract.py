"""What holds for every desk: one copy, in order, both ways, and nothing internal gets out."""

from collections.abc import AsyncIterator, Callable, Sequence
from uuid import uuid4

import pytest

from conversations.files import NewFile
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
from tests.gateway.tickets.desks import Desk, MemoryDesk, Trouble
from tests.gateway.tickets.mail_desk import MailDesk
from tests.gateway.tickets.register_desk import RegisterDesk
from tests.gateway.tickets.rt_desk import RtDesk
from tests.gateway.tickets.zammad_desk import ZammadDesk

DESKS: dict[str, Callable[[], Desk]] = {
    "memory": lambda: MemoryDesk(),
    "rt": lambda: RtDesk(),
    "email": lambda: MailDesk(),
    "zammad": lambda: ZammadDesk(),
    "klantinteracties": lambda: RegisterDesk(),
}
"""Every desk there is; each is started for one test, and skips where its server is not there."""

PDF = NewFile("Begroting café.pdf", "application/pdf", b"%PDF-1.4 \x00\xff\x80 einde")


@pytest.fixture(params=DESKS)
async def desk(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    one = DESKS[request.param]()
    await one.start()
    yield one
    await one.bridge.close()
    await one.stop()


def _needs(desk: Desk, *kinds: EventKind) -> None:
    missing = [kind.value for kind in kinds if kind not in desk.does]
    if missing:
        pytest.skip(f"{desk.name} does not tell of: {', '.join(missing)}")


def new(desk: Desk, *, group: str = "", files: tuple[NewFile, ...] = ()) -> NewTicket:
    return NewTicket(
        key=uuid4(),
        group=group or desk.groups[0],
        subject="Een vraag over overnemen",
        text="Kan ik mijn zaak overdragen?\n\nOndernemer: hoi\nAssistent: “Dag” – één",
        name="Jan Jansen",
        files=files,
    )


def said(text: str, *, is_internal: bool = False, files: tuple[NewFile, ...] = ()) -> TicketMessage:
    return TicketMessage(key=uuid4(), text=text, is_internal=is_internal, files=files)


class Hearing:
    """Asks the desk what happened, as the product does: each event once."""

    def __init__(self, desk: Desk, *tickets: str) -> None:
        self.desk, self.tickets, self.cursor = desk, tickets, ""
        self._seen: set[str] = set()

    async def new(self) -> Sequence[TicketEvent]:
        pulled = await self.desk.bridge.pull(self.cursor, self.tickets)
        self.cursor = pulled.cursor
        fresh = [one for one in pulled.events if one.id not in self._seen]
        self._seen.update(one.id for one in fresh)
        return fresh


async def hearing(desk: Desk) -> tuple[str, Hearing]:
    """Open a ticket, and begin to listen."""
    listening = Hearing(desk)
    await listening.new()
    ticket = await desk.bridge.open(new(desk))
    listening.tickets = (ticket,)
    return ticket, listening


async def test_a_ticket_is_found_by_its_key_and_others_are_not(desk: Desk) -> None:
    ticket = new(desk)

    assert await desk.bridge.find(ticket.key) is None
    reference = await desk.bridge.open(ticket)

    assert await desk.bridge.find(ticket.key) == reference
    assert await desk.bridge.find(uuid4()) is None


async def test_who_works_there_reads_the_wish_and_the_conversation(desk: Desk) -> None:
    reference = await desk.bridge.open(new(desk))

    read = await desk.stands(reference)
    for words in ("overnemen", "Kan ik mijn zaak overdragen?", "“Dag” – één", "Jan Jansen"):
        assert words in read


async def test_an_answer_that_is_lost_while_opening_makes_one_ticket(desk: Desk) -> None:
    ticket = new(desk)
    desk.trouble(Trouble.LOST)

    with pytest.raises(DeskAway):
        await desk.bridge.open(ticket)

    assert await desk.bridge.find(ticket.key) is not None
    assert await desk.count(ticket.key) == 1


async def test_a_desk_that_is_away_made_nothing(desk: Desk) -> None:
    ticket = new(desk)
    desk.trouble(Trouble.AWAY)

    with pytest.raises(DeskAway):
        await desk.bridge.open(ticket)

    assert await desk.bridge.find(ticket.key) is None


async def test_a_group_that_the_desk_does_not_have_is_refused(desk: Desk) -> None:
    if not desk.bridge.abilities.groups:
        pytest.skip(f"{desk.name} has no groups")
    with pytest.raises(DeskRefused):
        await desk.bridge.open(new(desk, group="bestaat niet"))


async def test_what_the_desk_will_never_do_is_named_so(desk: Desk) -> None:
    desk.trouble(Trouble.REFUSED)

    with pytest.raises(DeskRefused):
        await desk.bridge.open(new(desk))


async def test_a_message_is_read_there_and_known_by_its_key(desk: Desk) -> None:
    reference, message = await desk.bridge.open(new(desk)), said("Ik heb nog een vraag: “€ 10”?")

    assert not await desk.bridge.has(reference, message.key)
    await desk.bridge.post(reference, message)

    assert await desk.bridge.has(reference, message.key)
    assert not await desk.bridge.has(reference, uuid4())
    assert "“€ 10”?" in await desk.stands(reference)


async def test_an_answer_that_is_lost_while_writing_is_found_again(desk: Desk) -> None:
    reference, message = await desk.bridge.open(new(desk)), said("Eén keer graag.")
    desk.trouble(Trouble.LOST)

    with pytest.raises(DeskAway):
        await desk.bridge.post(reference, message)

    assert await desk.bridge.has(reference, message.key)


async def test_a_file_goes_along_whatever_its_name(desk: Desk) -> None:
    if not desk.bridge.abilities.files:
        pytest.skip(f"{desk.name} takes no files")
    reference = await desk.bridge.open(new(desk, files=(PDF,)))

    await desk.bridge.post(reference, said("Nog een keer.", files=(PDF,)))

    assert (await desk.stands(reference)).count("Begroting caf") >= 2


async def test_our_states_are_theirs(desk: Desk) -> None:
    if not desk.bridge.abilities.two_way:
        pytest.skip(f"{desk.name} only registers")
    reference = await desk.bridge.open(new(desk))

    for state in (TicketState.TAKEN, TicketState.WAITING, TicketState.TAKEN, TicketState.CLOSED):
        await desk.bridge.set_state(reference, state)
        await desk.bridge.set_state(reference, state)

        assert (await desk.where(reference))[1] is state


async def test_a_ticket_goes_to_another_group(desk: Desk) -> None:
    if not desk.bridge.abilities.groups:
        pytest.skip(f"{desk.name} has no groups")
    reference = await desk.bridge.open(new(desk))

    await desk.bridge.move(reference, desk.groups[1])
    await desk.bridge.move(reference, desk.groups[1])

    assert (await desk.where(reference))[0] == desk.groups[1]


async def test_an_answer_there_is_heard_with_who_gave_it(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    reference, listening = await hearing(desk)

    await desk.answers(reference, "Goedemiddag, dat kan.\nHebt u een opvolger?")
    (event,) = [one for one in await listening.new() if one.kind is EventKind.MESSAGE]

    assert (event.ticket, event.author) == (reference, desk.colleague)
    assert "dat kan" in event.text
    assert "Hebt u een opvolger?" in event.text


async def test_answers_come_in_their_order_and_none_is_missed(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    reference, listening = await hearing(desk)
    heard: list[str] = []

    for number in range(4):
        await desk.answers(reference, f"antwoord {number}")
        if number % 2:
            heard += [one.text for one in await listening.new() if one.kind is EventKind.MESSAGE]

    assert [text.strip() for text in heard] == [f"antwoord {number}" for number in range(4)]


async def test_what_happened_before_we_listened_is_not_told(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    reference = await desk.bridge.open(new(desk))
    await desk.answers(reference, "van vroeger")
    listening = Hearing(desk, reference)
    await listening.new()

    await desk.answers(reference, "van nu")

    texts = [one.text for one in await listening.new() if one.kind is EventKind.MESSAGE]
    assert texts[-1].strip() == "van nu"


async def test_what_we_did_ourselves_is_never_told(desk: Desk) -> None:
    reference, listening = await hearing(desk)

    await desk.bridge.post(reference, said("Van ons."))
    await desk.bridge.post(reference, said("Van ons, intern.", is_internal=True))
    if desk.bridge.abilities.groups:
        await desk.bridge.move(reference, desk.groups[1])
    await desk.bridge.set_state(reference, TicketState.TAKEN)
    await desk.bridge.set_state(reference, TicketState.CLOSED)

    assert await listening.new() == []


async def test_a_note_there_is_a_note_and_never_a_message(desk: Desk) -> None:
    _needs(desk, EventKind.NOTE)
    reference, listening = await hearing(desk)

    await desk.notes(reference, "Niet aan de klant laten zien.")
    events = await listening.new()

    assert [one.kind for one in events if "klant" in one.text] == [EventKind.NOTE]


async def test_html_becomes_words_and_what_is_hidden_in_it_stays_there(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    reference, listening = await hearing(desk)

    await desk.answers_in_html(
        reference,
        "<p>Goedemiddag &amp; welkom.</p><!-- alleen intern --><script>alert('x')</script>"
        "<p>Tot <b>straks</b></p><style>p {color: red}</style>",
    )
    (event,) = [one for one in await listening.new() if one.kind is EventKind.MESSAGE]

    assert "Goedemiddag & welkom." in event.text
    assert "Tot straks" in event.text
    for hidden in ("intern", "alert", "color", "<"):
        assert hidden not in event.text


async def test_a_file_from_there_arrives_as_it_was(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    if not desk.bridge.abilities.files:
        pytest.skip(f"{desk.name} has no files")
    reference, listening = await hearing(desk)
    sent = NewFile("Uitleg.pdf", PDF.media_type, PDF.data)

    await desk.answers(reference, "Zie de bijlage.", sent)
    (event,) = [one for one in await listening.new() if one.kind is EventKind.MESSAGE]

    assert [(file.title, file.data) for file in event.files] == [(sent.title, sent.data)]


async def test_taken_released_and_closed_there_is_heard(desk: Desk) -> None:
    _needs(desk, EventKind.TAKEN, EventKind.RELEASED, EventKind.CLOSED)
    reference, listening = await hearing(desk)

    await desk.takes(reference)
    await desk.releases(reference)
    await desk.closes(reference)

    kinds = [one.kind for one in await listening.new()]
    assert kinds == [EventKind.TAKEN, EventKind.RELEASED, EventKind.CLOSED]


async def test_closed_there_is_heard_once(desk: Desk) -> None:
    _needs(desk, EventKind.CLOSED)
    reference, listening = await hearing(desk)

    await desk.closes(reference)

    assert [one.kind for one in await listening.new()] == [EventKind.CLOSED]
    assert await listening.new() == []


async def test_moved_there_is_heard_with_where_to_and_later_answers_too(desk: Desk) -> None:
    _needs(desk, EventKind.MOVED, EventKind.MESSAGE)
    reference, listening = await hearing(desk)

    await desk.moves(reference, desk.groups[1])
    await desk.answers(reference, "Nu zit ik hier.")
    events = await listening.new()

    assert [one.group for one in events if one.kind is EventKind.MOVED] == [desk.groups[1]]
    assert [one.text for one in events if one.kind is EventKind.MESSAGE] == ["Nu zit ik hier."]


async def test_only_of_tickets_that_are_followed_is_told(desk: Desk) -> None:
    _needs(desk, EventKind.MESSAGE)
    ours, listening = await hearing(desk)
    other = await desk.bridge.open(new(desk))

    await desk.answers(other, "voor een ander")
    await desk.answers(ours, "voor ons")

    assert {one.ticket for one in await listening.new()} == {ours}


async def test_what_is_forgotten_is_not_read_there_or_they_are_told_to(desk: Desk) -> None:
    reference = await desk.bridge.open(new(desk))

    await desk.bridge.forget(reference)
    await desk.bridge.forget(reference)


async def test_only_a_call_with_the_right_signature_wakes_us(desk: Desk) -> None:
    body = b'{"ticket": 1}'
    headers = desk.call(body)
    if headers is None:
        pytest.skip(f"{desk.name} calls nobody")

    desk.bridge.wake(headers, body)

    for wrong, what in ((headers, body + b" "), ({}, body)):
        with pytest.raises(UnknownSignature):
            desk.bridge.wake(wrong, what)


async def test_a_desk_that_works_is_healthy(desk: Desk) -> None:
    await desk.bridge.health()
