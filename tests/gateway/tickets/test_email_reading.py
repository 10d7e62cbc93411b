"""Of what comes in our mailbox only what a colleague answered reaches the entrepreneur."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.mailbox.imap import Letter
from gateway.tickets.email.names import Names
from gateway.tickets.email.reading import Reading
from gateway.tickets.email.texts import ABOVE, HOW
from handoff.tickets.port import EventKind, TicketEvent
from tests.gateway.tickets.mail_desk import COLLEAGUE, DESK, NAMES
from tests.support.time import HandClock

MAILS = Path(__file__).parent / "mails"
TICKET = NAMES.ticket(UUID(int=1))
CLOCK = HandClock()
CLOCK.forward(timedelta(days=30).total_seconds())
READING = Reading(DESK, NAMES, CLOCK)
ANSWER = "Dat kan zeker. Heeft u al een opvolger op het oog?\nWij rekenen hier geen € voor."


def sample(name: str) -> bytes:
    raw = (MAILS / f"{name}.eml").read_bytes()
    return raw.replace(b"@TICKET@", TICKET.upper().encode()).replace(b"@ticket@", TICKET.encode())


def told(raw: bytes) -> list[TicketEvent]:
    return list(READING.events(Letter(raw)))


def mail(text: str, **headers: str) -> bytes:
    made = EmailMessage()
    given = {
        "From": f"Piet de Boer <{COLLEAGUE}>",
        "To": DESK.address,
        "Subject": f"RE: [S-{TICKET.upper()}] Vraag",
        "Message-ID": "<antwoord@example.org>",
    }
    for name, value in (given | headers).items():
        made[name] = value
    made.set_content(text)
    return made.as_bytes()


def kinds(text: str, **headers: str) -> list[tuple[EventKind, str]]:
    return [(one.kind, one.text) for one in told(mail(text, **headers))]


@pytest.mark.parametrize("name", ["outlook", "outlook_web", "gmail", "thunderbird", "apple"])
def test_of_an_answer_by_a_dutch_program_stays_the_answer(name: str) -> None:
    (event,) = told(sample(name))

    assert (event.kind, event.ticket) == (EventKind.MESSAGE, TICKET)
    assert event.text == ANSWER
    assert (event.author, event.email) == ("Piet de Boer", COLLEAGUE)
    assert event.at.isoformat() == "2026-11-30T09:31:07+00:00"


def test_an_answer_that_a_machine_gives_is_none() -> None:
    assert told(sample("afwezig")) == []


def test_what_is_sent_on_is_for_colleagues_only() -> None:
    (event,) = told(sample("doorgestuurd"))

    assert event.kind is EventKind.NOTE
    assert event.text.startswith("Els, kun jij dit oppakken?")


def test_an_answer_to_what_was_sent_on_is_an_answer() -> None:
    assert kinds("Graag.", Subject=f"RE: FW: [S-{TICKET}] Vraag") == [(EventKind.MESSAGE, "Graag.")]


@pytest.mark.parametrize(
    "text",
    [
        "#intern\nDeze klant is lastig.",
        "#intern Deze klant is lastig.",
        "Hoi,\n\n#Intern: Deze klant is lastig.\n\nGroet,\nPiet",
        "# intern\n\nDeze klant is lastig.",
    ],
)
def test_a_note_is_for_colleagues_only(text: str) -> None:
    assert kinds(text) == [(EventKind.NOTE, "Deze klant is lastig.")]


def test_who_turns_to_colleagues_halfway_is_read_by_nobody_else() -> None:
    assert kinds("Dat kan.\n#intern bel jij hem?") == [(EventKind.NOTE, "Dat kan.\nbel jij hem?")]


@given(st.text(), st.text(max_size=200))
def test_a_note_is_never_a_message(before: str, text: str) -> None:
    found = told(mail_of_lines(before, f"#intern {text}"))

    assert not any(one.kind is EventKind.MESSAGE and text in one.text for one in found if text)


def mail_of_lines(*lines: str) -> bytes:
    printable = ("".join(sign if sign.isprintable() else " " for sign in one) for one in lines)
    return mail("\n".join(printable).encode("utf-8", "replace").decode())


def test_a_word_that_only_looks_like_it_is_an_answer() -> None:
    assert kinds("#internet is traag")[0][0] is EventKind.MESSAGE


@pytest.mark.parametrize(
    "word", ["#sluiten", "# Sluiten", "afgehandeld", "Afgehandeld.", "#afsluiten"]
)
def test_a_word_on_a_line_of_its_own_closes(word: str) -> None:
    assert kinds(word) == [(EventKind.CLOSED, "")]
    assert kinds(f"Dat kan.\n\n{word}\n\nMet vriendelijke groet,\nPiet") == [
        (EventKind.MESSAGE, "Dat kan."),
        (EventKind.CLOSED, ""),
    ]
    assert kinds(f"{word}\nDat kan.")[-1][0] is EventKind.CLOSED


@pytest.mark.parametrize(
    "text", ["Uw aanvraag is afgehandeld.", "Is dit\nafgehandeld\nof niet?", "Wij gaan sluiten"]
)
def test_the_same_word_within_an_answer_does_not(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == [EventKind.MESSAGE]


def test_events_of_one_mail_have_names_of_their_own() -> None:
    message, closed = told(mail("Dat kan.\n#sluiten"))

    assert message.id != closed.id
    assert told(mail("Dat kan.\n#sluiten")) == [message, closed]


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "Iemand <iemand@elders.example>"},
        {"From": f"{COLLEAGUE}, balie@example.org"},
        {"Authentication-Results": "mx.example.org; dmarc=fail"},
        {"Subject": "RE: [S-AAAAAAAAAAA] Vraag"},
        {"Subject": "Vraag"},
        {"List-Id": "<nieuws.example.org>"},
        {"From": f"MKB Schakelteam <{DESK.address}>"},
    ],
)
def test_only_an_answer_of_the_desk_counts(headers: dict[str, str]) -> None:
    assert kinds("Geef uw wachtwoord.", **headers) == []


def test_a_whole_domain_may_be_a_desk() -> None:
    headers = {"From": "Els <els@flevoland.example>"}
    desk = type(DESK)(DESK.name, DESK.address, DESK.groups, ("@Flevoland.example",))

    (event,) = Reading(desk, NAMES, CLOCK).events(Letter(mail("Dat kan.", **headers)))

    assert event.author == "Els"


def test_the_subject_is_enough_where_a_program_drops_what_it_answers() -> None:
    assert kinds("Dat kan.", Subject=f"Antw: s[S-{TICKET.lower()}]") == [
        (EventKind.MESSAGE, "Dat kan.")
    ]


def test_a_moment_that_is_still_to_come_is_not_believed() -> None:
    (event,) = told(mail("Dat kan.", Date="Mon, 30 Nov 2037 10:31:07 +0100"))

    assert event.at == CLOCK()


@given(st.binary(max_size=2_000))
def test_nothing_that_comes_in_is_too_odd(raw: bytes) -> None:
    assert told(raw) == []
    READING.said(raw)


def test_what_a_group_reads_later_is_said_without_how_to_answer() -> None:
    ours = mail(f"{ABOVE}\n\n{HOW}\n\nKan ik overdragen?", From=f"Wij <{DESK.address}>")

    assert READING.said(ours) == ("Kan ik overdragen?", ())
    assert READING.said(sample("apple"))[0] == ANSWER


def test_names_need_a_secret_and_are_not_those_of_another_desk() -> None:
    key = UUID(int=7)

    with pytest.raises(ValueError, match="secret"):
        Names("example.org", b"")
    assert Names("example.org", b"een").ticket(key) != Names("example.org", b"twee").ticket(key)
