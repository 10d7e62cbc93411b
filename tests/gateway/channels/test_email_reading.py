"""A mail becomes what somebody said; what no person wrote becomes nothing."""

import re
from base64 import b64encode
from datetime import timedelta
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.channels import Arrival, MediaRef
from gateway.attachments import FileNotAllowed, received_file
from gateway.channels.email.message_ids import MessageIds
from gateway.channels.email.reading import (
    Bounce,
    Origin,
    Reader,
    Unreadable,
    attachment,
    origin,
)
from gateway.channels.email.too_often import MOST, TooOften
from tests.support.time import HandClock

ABOVE = "## Typ uw antwoord boven deze regel ##"
SUBJECT = "Uw gesprek met ons"
OURS = "chat@example.org"
IDS = MessageIds("example.org", b"geheim")
READER = Reader(OURS, SUBJECT, ABOVE, IDS)
PDF = b"%PDF-1.7 \x00\xff"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60_000
LOGO = b"\x89PNG\r\n\x1a\n logo"


def letter(text: str = "Wat is de WBSO?", **headers: str) -> EmailMessage:
    """Return a mail; in the names of headers "_" stands for "-"."""
    mail = EmailMessage()
    given = {"From": "Jan Jansen <Jan@Example.org>", "To": OURS, "Message_ID": "<1@example.org>"}
    for name, value in (given | {"Subject": f"Re: {SUBJECT}"} | headers).items():
        if value:
            mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def read(mail: EmailMessage | bytes) -> Arrival:
    said = READER.read(mail if isinstance(mail, bytes) else mail.as_bytes())
    assert isinstance(said, Arrival)
    return said


def test_a_mail_is_what_its_sender_says() -> None:
    said = read(letter())

    assert said == Arrival(
        channel="email",
        address="jan@example.org",
        external_id="<1@example.org>",
        text="Wat is de WBSO?",
        name="Jan Jansen",
    )


def test_the_same_mail_twice_has_one_id_also_without_a_message_id() -> None:
    mail, other = letter(Message_ID=""), letter("Anders", Message_ID="")

    assert read(mail).external_id == read(mail).external_id != read(other).external_id


def test_a_message_id_that_is_too_long_to_keep_becomes_a_shorter_one() -> None:
    id = f"<{'a' * 200}@example.org>"

    assert len(read(letter(Message_ID=id)).external_id) <= 120


def test_what_was_quoted_is_not_kept() -> None:
    text = f"Vier.\n\nOp ma 30 nov 2026 om 10:12 schreef Wij <{OURS}>:\n> {ABOVE}\n> Hoeveel?"

    assert read(letter(text)).text == "Vier."


@pytest.mark.parametrize(
    ("subject", "text", "said"),
    [
        ("Subsidie voor een oven?", "Is er iets voor mij?",
         "Subsidie voor een oven?\n\nIs er iets voor mij?"),
        ("Afmelden", "", "Afmelden"),
        ("Vraag over de WBSO", "STOP", "STOP"),
        ("wat is de WBSO?", "Wat is de WBSO? En de MIT?", "Wat is de WBSO? En de MIT?"),
        (f"RE: Antw: {SUBJECT}", "Is er iets voor mij?", "Is er iets voor mij?"),
        ("", "Is er iets voor mij?", "Is er iets voor mij?"),
    ],
)  # fmt: skip
def test_the_subject_of_a_new_mail_is_part_of_what_is_said(
    subject: str, text: str, said: str
) -> None:
    assert read(letter(text, Subject=subject)).text == said


def test_the_subject_of_an_answer_is_not() -> None:
    mail = letter("Is er iets voor mij?", Subject="Re: Oud onderwerp", References="<0@example.org>")

    assert read(mail).text == "Is er iets voor mij?"


def test_a_page_is_read_where_there_is_no_plain_text() -> None:
    mail = letter()
    mail.set_content(
        f"<style>p {{}}</style><div>Ja,&nbsp;graag.<br>Met z'n <b>vieren</b></div><p>Tot dan</p>"
        f'<div class="gmail_quote"><div>Op ma 30 nov 2026 om 10:12 schreef Wij:<br></div>'
        f"<blockquote><p>{ABOVE}</p><p>Hoeveel?</p></blockquote></div>",
        subtype="html",
    )

    assert read(mail).text == "Ja, graag.\nMet z'n vieren\n\nTot dan"


def test_plain_text_is_read_rather_than_the_page_unless_it_is_empty() -> None:
    full, empty = letter("Gewoon"), letter(" \n")
    for mail in (full, empty):
        mail.add_alternative("<p>Opgemaakt</p>", subtype="html")

    assert (read(full).text, read(empty).text) == ("Gewoon", "Opgemaakt")


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", "Eén café – € 5".encode()),
        ("iso-8859-1", "Eén café – € 5".encode("cp1252")),
        ("us-ascii", "Eén café – € 5".encode()),
        ("utf-8", "Eén café – € 5".encode("cp1252")),
        ("x-onbekend", "Eén café – € 5".encode()),
        ("", "Eén café – € 5".encode("cp1252")),
    ],
)
def test_a_text_is_readable_also_when_its_alphabet_is_told_wrongly(
    charset: str, data: bytes
) -> None:
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    raw = f"From: jan@example.org\r\nContent-Type: {kind}\r\n\r\n".encode() + data

    assert read(raw).text == "Eén café – € 5"


def test_what_was_sent_along_can_be_found_by_the_name_of_the_mail() -> None:
    mail = letter()
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="offerte é.pdf")
    mail.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="foto.jpg")

    first, second = read(mail).media

    assert first == MediaRef("<1@example.org>#0", "application/pdf", "offerte é.pdf", len(PDF))
    assert origin(second) == Origin("<1@example.org>", 1)
    found = attachment(mail.as_bytes(), 1)
    assert found
    assert (found.title, found.data) == ("foto.jpg", JPEG)


def test_a_logo_below_a_name_is_not_sent_along_but_a_photo_in_the_text_is() -> None:
    mail = letter()
    mail.add_alternative("<p>Wat is de WBSO?</p><img src='cid:1'><img src='cid:2'>", subtype="html")
    page = mail.get_body(("html",))
    assert isinstance(page, EmailMessage)
    page.add_related(LOGO, maintype="image", subtype="png", cid="<1>")
    page.add_related(JPEG, maintype="image", subtype="jpeg", cid="<2>")

    assert [one.media_type for one in read(mail).media] == ["image/jpeg"]


def test_what_programs_send_along_by_themselves_is_no_file() -> None:
    mail = letter()
    mail.add_alternative(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    mail.make_mixed()
    mail.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="p7s")

    assert read(mail).media == ()


def test_a_kind_of_file_that_we_do_not_know_is_refused_later_in_words() -> None:
    mail = letter()
    mail.add_attachment(b"MZ\x00", maintype="application", subtype="x-msdownload", filename="a.exe")

    [media] = read(mail).media
    file = attachment(mail.as_bytes(), 0)

    assert media.media_type == "application/x-msdownload"
    assert file
    with pytest.raises(FileNotAllowed):
        received_file(file)


def test_of_a_mail_that_is_too_large_the_words_are_read_and_the_size_is_told() -> None:
    mail = letter("Hierbij de tekening.")
    mail.add_attachment(JPEG * 4, maintype="image", subtype="jpeg", filename="foto.jpg")

    said = READER.read(mail.as_bytes()[:4_000], 30_000_000)

    assert isinstance(said, Arrival)
    assert said.text == "Hierbij de tekening."
    assert [one.size for one in said.media] == [30_000_000]


FROM_MACHINES = {
    "out of office": {"Auto_Submitted": "auto-replied"},
    "vacation of an old program": {"X_Autoreply": "yes"},
    "said in its subject only": {"Subject": "Automatisch antwoord: Uw gesprek"},
    "Outlook in English": {"Subject": "Automatic reply: Uw gesprek"},
    "a list": {"List_Id": "<leden.example.org>"},
    "a newsletter": {"List_Unsubscribe": "<https://example.org/>"},
    "in bulk": {"Precedence": "bulk"},
    "no sender to bounce to": {"Return_Path": "<>"},
    "a mail server": {"From": "MAILER-DAEMON@example.org"},
    "nobody to answer": {"From": "Webshop <no-reply@example.org>"},
    "a list's own address": {"From": "leden-request@example.org"},
    "ourselves": {"From": "Wij <CHAT@example.org>"},
    "nobody": {"From": ""},
    "no address": {"From": "Jan"},
    "two senders": {"From": "jan@example.org, piet@example.org"},
    "somebody else in their name": {"Authentication_Results": "mx.example.org; dmarc=fail"},
}


@pytest.mark.parametrize("headers", FROM_MACHINES.values(), ids=FROM_MACHINES.keys())
def test_what_no_person_wrote_is_never_answered(headers: dict[str, str]) -> None:
    assert READER.read(letter(**headers).as_bytes()) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "no"},
        {"Subject": "Afwezigheid van personeel, wat nu?"},
        {"From": "Bounce Vloeren <vloeren@example.org>"},
        {"Authentication_Results": "mx.example.org; spf=fail; dmarc=pass"},
    ],
)
def test_what_only_looks_like_a_machine_is_answered(headers: dict[str, str]) -> None:
    assert READER.read(letter(**headers).as_bytes())


def bounce(id: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    """Return a report as Postfix writes it."""
    return f"""From: MAILER-DAEMON@example.org
Return-Path: <>
Message-ID: <b@example.org>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Uw mail aan jan@example.org kwam niet aan.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; jan@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 No such user

--b
Content-Type: message/rfc822

From: {OURS}
References: {IDS.of("3-0", "x@example.org", "x")}
Message-ID:
 {id}
Subject: Uw gesprek

Hallo
--b--
""".encode()


def test_a_mail_of_ours_that_came_back_is_reported_by_its_tag() -> None:
    mail = bounce(IDS.of("12-0", "jan@example.org", "Hallo"))

    assert READER.read(mail) == Bounce("12-0", "5.1.1")


@pytest.mark.parametrize(
    "mail",
    [
        bounce(IDS.of("12-0", "jan@example.org", "Hallo"), action="delayed", status="4.4.1"),
        bounce("<12-0.0000000000000000.0000000000000000@example.org>"),
        bounce("<12-0@example.org>"),
    ],
    ids=["only late", "with a name that somebody made up", "not ours"],
)
def test_no_other_report_makes_a_message_fail(mail: bytes) -> None:
    assert READER.read(mail) is None


@given(st.binary(max_size=400))
@example(b"From: jan@example.org\r\nContent-Type: multipart/mixed\r\n\r\nx")
@example(b"From: jan@example.org\r\nSubject: =?utf-8?q?=00=ed=a0=80?=\r\n\r\n\0")
@example(b"From: a@example.org\r\nContent-Type: text/plain; charset*=x'y'%ff\r\n\r\nx")
def test_a_mail_is_read_or_refused_and_never_anything_else(raw: bytes) -> None:
    for head in (b"", b"From: jan@example.org\r\nMIME-Version: 1.0\r\n"):
        try:
            said = READER.read(head + raw)
        except Unreadable:
            continue
        assert said is None or isinstance(said, Arrival)


def test_boxes_in_boxes_without_end_are_refused() -> None:
    raw = b"From: jan@example.org\r\n"
    for depth in range(3_000):
        raw += f'Content-Type: multipart/mixed; boundary="{depth}"\r\n\r\n--{depth}\r\n'.encode()

    with pytest.raises(Unreadable, match="RecursionError"):
        READER.read(raw)


def test_names_can_be_kept_in_every_database() -> None:
    mail = letter().as_bytes()
    odd = b"=?utf-8?b?" + b64encode("Jan\0\u202e Jansen".encode()) + b"?="

    said = read(re.sub(rb"From: .*", b"From: " + odd + b" <jan@example.org>", mail))

    assert said.name
    assert said.name.isprintable()


class Wrote:
    """Mails of one address, each later than the one before."""

    def __init__(self, clock: HandClock) -> None:
        self.clock, self.is_too_often = clock, TooOften(clock)

    def __call__(self, number: int, address: str = "jan@example.org") -> bool:
        id = f"<{number}@example.org>"
        return self.is_too_often(Arrival(channel="email", address=address, external_id=id))


def test_who_writes_without_end_is_not_answered_for_an_hour(clock: HandClock) -> None:
    wrote = Wrote(clock)

    first = [wrote(number) for number in range(MOST)]

    assert not any(first)
    assert wrote(MOST)
    assert not wrote(MOST, "piet@example.org")
    clock.forward(timedelta(hours=1).total_seconds())
    assert not wrote(MOST)


def test_a_mail_that_we_could_not_keep_counts_once(clock: HandClock) -> None:
    wrote = Wrote(clock)

    assert not any(wrote(1) for _ in range(MOST * 3))
