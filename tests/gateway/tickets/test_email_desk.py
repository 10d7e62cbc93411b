"""A desk that is a mailbox loses nothing and says nothing twice, whatever happens on the way."""

import subprocess
from collections.abc import AsyncIterator
from email.message import EmailMessage
from uuid import uuid4

import pytest

from conversations.files import NewFile
from gateway.mailbox.imap import BadMailbox
from gateway.smtp import BadMailServer
from gateway.tickets.email.bridge import EmailBridge
from gateway.tickets.email.texts import ABOVE
from handoff.tickets.port import (
    DeskAway,
    DeskRefused,
    EventKind,
    NewTicket,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import utc_now
from tests.gateway.tickets.desks import Trouble
from tests.gateway.tickets.mail_desk import DESK, GROUPS, NAMES, OURS, SECRET, MailDesk
from tests.support.imap import PASSWORD

_MANY = 1_000
PDF = NewFile("Begroting café.pdf", "application/pdf", b"%PDF-1.7 een begroting")


@pytest.fixture
async def desk() -> AsyncIterator[MailDesk]:
    one = MailDesk()
    await one.start()
    yield one
    await one.bridge.close()
    await one.stop()


def new(**more: object) -> NewTicket:
    given = {"key": uuid4(), "group": GROUPS[0], "subject": "Mijn bakkerij", "text": "Kan dat?"}
    return NewTicket(**given | more)  # type: ignore[arg-type]


def said(text: str) -> TicketMessage:
    return TicketMessage(key=uuid4(), text=text)


def body(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


async def test_the_first_line_is_the_one_above_which_one_answers(desk: MailDesk) -> None:
    ticket = new(name="Jan Jansen", email="jan@example.org", phone="0320-000000", files=(PDF,))

    reference = await desk.bridge.open(ticket)

    (mail,) = desk.post.letters
    assert body(mail).splitlines()[0] == ABOVE
    for words in (
        "#intern",
        "#sluiten",
        "Jan Jansen",
        "jan@example.org",
        "0320-000000",
        "Kan dat?",
    ):
        assert words in body(mail)
    assert str(mail["Subject"]) == f"[S-{reference.upper()}] Mijn bakkerij"
    assert [part.get_filename() for part in mail.iter_attachments()] == [PDF.title]


async def test_nobody_is_mailed_but_the_desk_and_we_ourselves(desk: MailDesk) -> None:
    await desk.bridge.open(new(email="jan@example.org"))

    assert desk.post.recipients == [GROUPS[0], OURS]
    assert desk.post.letters[0]["To"] == GROUPS[0]


async def test_no_machine_is_asked_to_answer(desk: MailDesk) -> None:
    await desk.bridge.open(new())

    assert desk.post.letters[0]["Auto-Submitted"] == "auto-generated"


async def test_a_mail_is_one_mail_however_often_it_is_sent(desk: MailDesk) -> None:
    ticket = new()
    reference = await desk.bridge.open(ticket)
    message = said("Nog iets.")

    await desk.bridge.open(ticket)
    await desk.bridge.post(reference, message)
    await desk.bridge.post(reference, message)

    assert len({mail["Message-ID"] for mail in desk.post.letters}) == 2
    assert await desk.count(ticket.key) == 1


async def test_all_mails_about_a_ticket_answer_the_first(desk: MailDesk) -> None:
    reference = await desk.bridge.open(new())

    await desk.bridge.post(reference, said("Nog iets."))
    await desk.bridge.set_state(reference, TicketState.TAKEN)

    first, *others = desk.post.letters
    assert {mail["In-Reply-To"] for mail in others} == {first["Message-ID"]}
    assert {str(mail["Subject"]) for mail in desk.post.letters} == {str(first["Subject"])}


async def test_a_subject_of_many_lines_is_one_line(desk: MailDesk) -> None:
    await desk.bridge.open(new(subject="Een\r\nBcc: iedereen@example.org"))

    assert str(desk.post.letters[0]["Subject"]).endswith("] Een Bcc: iedereen@example.org")
    assert desk.post.letters[0]["Bcc"] is None


async def test_new_numbers_in_the_mailbox_lose_nothing_and_keep_the_names_of_events(
    desk: MailDesk,
) -> None:
    start = (await desk.bridge.pull("", ())).cursor
    reference = await desk.bridge.open(new())
    await desk.answers(reference, "een")
    first = await desk.bridge.pull(start, [reference])

    _renumber(desk)
    await desk.answers(reference, "twee")
    validity, _, _ = first.cursor.partition(":")
    second = await desk.bridge.pull(f"{validity}:{_MANY}", [reference])
    third = await desk.bridge.pull(second.cursor, [reference])

    assert [one.text for one in second.events] == ["een", "twee"]
    assert second.events[0].id == first.events[0].id
    assert second.cursor.partition(":")[0] != validity
    assert third == second


async def test_numbers_that_stay_the_same_are_not_read_from_the_beginning(desk: MailDesk) -> None:
    reference = await desk.bridge.open(new())
    await desk.answers(reference, "een")
    validity, _, _ = (await desk.bridge.pull("", ())).cursor.partition(":")

    pulled = await desk.bridge.pull(f"{validity}:{_MANY}", [reference])

    assert pulled.events == ()


async def test_another_process_goes_on_where_one_ended(desk: MailDesk) -> None:
    start = (await desk.bridge.pull("", ())).cursor
    reference = await desk.bridge.open(new())
    await desk.answers(reference, "een")
    again = desk.again()

    pulled = await again.pull(start, [reference])
    await again.post(reference, said("Dank u."))

    assert [one.text for one in pulled.events] == ["een"]
    assert "Dank u." in await desk.stands(reference)
    await again.close()


async def test_what_was_answered_before_we_followed_it_is_told_later(desk: MailDesk) -> None:
    start = (await desk.bridge.pull("", ())).cursor
    reference = await desk.bridge.open(new())
    await desk.answers(reference, "snel")

    before = await desk.bridge.pull(start, ())
    after = await desk.bridge.pull(before.cursor, [reference])

    assert before.events == ()
    assert [one.text for one in after.events] == ["snel"]


async def test_a_line_that_breaks_in_between_is_made_again(desk: MailDesk) -> None:
    reference = await desk.bridge.open(new())
    start = (await desk.bridge.pull("", ())).cursor
    desk.server.stop()
    desk.server.start()
    await desk.answers(reference, "daarna")

    pulled = await desk.bridge.pull(start, [reference])

    assert [one.text for one in pulled.events] == ["daarna"]


async def test_a_mailbox_that_is_away_is_away(desk: MailDesk) -> None:
    desk.server.stop()
    try:
        with pytest.raises(DeskAway):
            await desk.bridge.pull("", ())
    finally:
        desk.server.start()


async def test_a_wrong_password_is_for_us_to_mend(desk: MailDesk) -> None:
    box = desk.server.url(desk.user, f"{PASSWORD}?")
    bridge = EmailBridge(DESK, smtp=desk.post.url, imap=box, secret=SECRET, clock=utc_now)

    with pytest.raises(DeskRefused, match="login"):
        await bridge.health()
    await bridge.close()


async def test_a_mail_server_that_is_away_is_not_healthy(desk: MailDesk) -> None:
    desk.post.stop()

    with pytest.raises(DeskAway):
        await desk.bridge.health()


@pytest.mark.parametrize(
    ("answer", "error"), [("550 5.1.1 No", DeskRefused), ("451 4.3.0 Later", DeskAway)]
)
async def test_what_a_mail_server_says_is_kept_as_its_code(
    desk: MailDesk, answer: str, error: type[Exception]
) -> None:
    desk.post.data_answers.append(answer)

    with pytest.raises(error, match=answer[:9]):
        await desk.bridge.open(new())


async def test_until_our_copy_is_there_a_message_waits(desk: MailDesk) -> None:
    with pytest.raises(DeskAway) as caught:
        await desk.bridge.post(NAMES.ticket(uuid4()), said("te vroeg"))

    assert caught.value.retry_after is not None


async def test_a_state_is_told_once_and_again_when_it_comes_back(desk: MailDesk) -> None:
    reference = await desk.bridge.open(new())

    await desk.bridge.set_state(reference, TicketState.NEW)
    await desk.bridge.set_state(reference, TicketState.TAKEN)
    desk.trouble(Trouble.LOST)
    with pytest.raises(DeskAway):
        await desk.bridge.set_state(reference, TicketState.NEW)
    await desk.bridge.set_state(reference, TicketState.NEW)
    await desk.bridge.set_state(reference, TicketState.TAKEN)

    told = [body(mail) for mail in desk.mails(reference)[1:]]
    assert ["opgepakt" in text for text in told] == [True, False, True]
    assert len({mail["Message-ID"] for mail in desk.mails(reference)}) == 4


async def test_a_group_that_gets_a_ticket_reads_all_of_it_and_the_other_is_told(
    desk: MailDesk,
) -> None:
    reference = await desk.bridge.open(new(files=(PDF,)))
    await desk.answers(reference, "Hebt u een opvolger?")
    await desk.bridge.post(reference, said("Mijn dochter."))

    await desk.bridge.move(reference, GROUPS[1])
    await desk.bridge.post(reference, said("Hoort u mij?"))

    *_, away, here, last = desk.mails(reference)
    assert (away["To"], here["To"], last["To"]) == (GROUPS[0], GROUPS[1], GROUPS[1])
    assert GROUPS[1] in body(away)
    places = [body(here).index(word) for word in ("Kan dat?", "opvolger?", "dochter.")]
    assert places == sorted(places)
    assert body(here).count(ABOVE) == body(here).count("#sluiten") == 1
    assert [part.get_filename() for part in here.iter_attachments()] == [PDF.title]


async def test_a_move_of_which_the_answer_is_lost_is_not_made_twice(desk: MailDesk) -> None:
    reference = await desk.bridge.open(new())
    desk.post.data_answers += ["250 OK", ""]

    with pytest.raises(DeskAway):
        await desk.bridge.move(reference, GROUPS[1])
    await desk.bridge.move(reference, GROUPS[1])

    assert len(desk.mails(reference)) == 3


async def test_what_is_erased_is_gone_here_and_the_desk_is_asked_to_do_it_too(
    desk: MailDesk,
) -> None:
    ticket = new(subject="Faillissement van Jan")
    reference = await desk.bridge.open(ticket)
    await desk.answers(reference, "Wat naar voor u.")
    other = await desk.bridge.open(new())

    await desk.bridge.forget(reference)
    await desk.bridge.forget(reference)

    assert await desk.bridge.find(ticket.key) is None
    left = [mail for mail in _ours(desk) if reference.upper().encode() in mail]
    assert len(left) == 1
    assert b"Faillissement" not in left[0]
    assert [body(mail) for mail in desk.post.letters if "Gewist" in str(mail["Subject"])] != []
    assert sum("Gewist" in str(mail["Subject"]) for mail in desk.post.letters) == 1
    assert "Kan dat?" in await desk.stands(other)


async def test_an_answer_with_only_a_file_is_one(desk: MailDesk) -> None:
    start = (await desk.bridge.pull("", ())).cursor
    reference = await desk.bridge.open(new())

    await desk.answers(reference, "", PDF)

    (event,) = (await desk.bridge.pull(start, [reference])).events
    assert (event.kind, event.text, event.files) == (EventKind.MESSAGE, "", (PDF,))


async def test_a_mailbox_calls_nobody(desk: MailDesk) -> None:
    with pytest.raises(UnknownSignature):
        desk.bridge.wake({}, b"")


def test_addresses_that_cannot_be_read_are_told_before_anything_starts() -> None:
    right = "imap://schakel:geheim@mail.example.org", "smtp://mail.example.org"

    with pytest.raises(BadMailbox):
        EmailBridge(DESK, smtp=right[1], imap="mail", secret=SECRET, clock=utc_now)
    with pytest.raises(BadMailServer):
        EmailBridge(DESK, smtp="mail", imap=right[0], secret=SECRET, clock=utc_now)


def _renumber(desk: MailDesk) -> None:
    """Let the server give all mails new numbers, as after a repair."""
    update = ["mailbox", "update", "-u", desk.user, "--uid-validity", "4000000000", "INBOX"]
    config = str(desk.server.folder / "dovecot.conf")
    subprocess.run(["doveadm", "-c", config, *update], check=True)


def _ours(desk: MailDesk) -> list[bytes]:
    with desk.server.client(desk.user) as client:
        client.select_folder("INBOX", readonly=True)
        found = client.fetch(client.search(["ALL"]), ["BODY.PEEK[]"])
        return [one[b"BODY[]"] for one in found.values()]
