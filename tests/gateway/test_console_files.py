"""Files that advisors send, through the real console and the real site's own door to them."""

from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.handoffs import Handoff
from gateway.attachments import MAX_FILE, FileNotAllowed, checked_file, clean_name
from handoff.advisors import Role
from storage.store import SqlStore
from tests.gateway.conftest import API, Browser
from tests.handoff.people import waiting, wish
from tests.support.time import HandClock

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


def zipped(**members: bytes) -> bytes:
    """A ZIP; in a member's name `__` is a slash and `_dot_` a point."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


TYPES = {"[Content_Types]_dot_xml": b"<Types/>"}
DOCX = zipped(**TYPES, word__document_dot_xml=b"<document/>")
XLSX = zipped(**TYPES, xl__workbook_dot_xml=b"<workbook/>")
ODT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"<x/>")
WITH_MACRO = zipped(
    **TYPES, word__document_dot_xml=b"<document/>", word__vbaProject_dot_bin=b"Sub Auto()"
)


async def sends(
    browser: Browser,
    handoff: Handoff,
    name: str = "offerte.pdf",
    data: bytes = PDF,
    media_type: str = "application/pdf",
    **fields: str,
) -> httpx.Response:
    """Send a file as the page does."""
    return await browser.client.post(
        f"{API}/handoffs/{handoff.id}/files",
        data={"client_id": str(uuid4()), **fields},
        files={"file": (name, data, media_type)},
        headers={"x-csrftoken": browser.client.cookies["csrftoken"]},
    )


async def said(browser: Browser, handoff: Handoff) -> list[dict[str, Any]]:
    """What advisors said in it."""
    news = await browser.get(f"/handoffs/{handoff.id}/messages")
    return [one for one in news["messages"] if one["author"] == "advisor"]


@pytest.fixture
async def taken(browser: Any, store: SqlStore, clock: HandClock) -> tuple[Browser, Handoff]:
    """An advisor with a conversation."""
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    return sanne, handoff


async def test_a_file_comes_with_its_words_and_its_name(taken: tuple[Browser, Handoff]) -> None:
    sanne, handoff = taken

    sent = await sends(sanne, handoff, text="Hier is 123 de offerte")

    (message,) = await said(sanne, handoff)
    (attachment,) = message["attachments"]
    assert (sent.status_code, sent.json()) == (200, {"seq": message["seq"]})
    assert message["text"] == "Hier is 123 de offerte"
    assert (attachment["title"], attachment["media_type"]) == ("offerte.pdf", "application/pdf")
    opened = await sanne.client.get(attachment["url"])
    assert opened.content == PDF
    assert opened.headers["content-disposition"] == "inline"


@pytest.mark.parametrize("text", ["", "  ", "2026", "null", '{"a": 1}'])
async def test_words_are_words_whatever_they_look_like(
    taken: tuple[Browser, Handoff], text: str
) -> None:
    sanne, handoff = taken

    sent = await sends(sanne, handoff, text=text)

    assert sent.status_code == 200, sent.text
    assert [one["text"] for one in await said(sanne, handoff)] == [text.strip()]


async def test_the_same_file_sent_twice_is_one_message(taken: tuple[Browser, Handoff]) -> None:
    sanne, handoff = taken
    client_id = str(uuid4())

    answers = [await sends(sanne, handoff, client_id=client_id) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert len(await said(sanne, handoff)) == 1


async def test_only_who_has_the_conversation_sends_files(
    taken: tuple[Browser, Handoff], browser: Any
) -> None:
    sanne, handoff = taken
    piet = await browser("Piet")

    refused = await sends(piet, handoff)

    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "Dit gesprek is niet (meer) van jou.",
    )
    assert await said(sanne, handoff) == []


async def test_ten_megabytes_are_taken_and_one_byte_more_is_not(
    taken: tuple[Browser, Handoff],
) -> None:
    sanne, handoff = taken
    largest = PDF.ljust(MAX_FILE, b"x")

    fits = await sends(sanne, handoff, data=largest)
    refused = await sends(sanne, handoff, data=largest + b"x")

    assert (fits.status_code, refused.status_code) == (200, 413)
    assert refused.json()["detail"] == "Dit bestand is te groot: maximaal 10 MB."
    assert len(await said(sanne, handoff)) == 1


async def test_what_is_far_too_large_is_refused_before_it_is_read(
    taken: tuple[Browser, Handoff],
) -> None:
    sanne, handoff = taken

    refused = await sends(sanne, handoff, data=PDF.ljust(2 * MAX_FILE, b"x"))

    assert (refused.status_code, refused.headers["content-type"]) == (
        413,
        "application/problem+json",
    )
    assert refused.json()["detail"] == "Dit bestand is te groot: maximaal 10 MB."


async def test_other_calls_still_take_little(taken: tuple[Browser, Handoff]) -> None:
    sanne, handoff = taken

    refused = await sanne.post(
        f"/handoffs/{handoff.id}/messages", client_id=str(uuid4()), text="x" * 70_000
    )

    assert refused.status_code == 413
    assert "bestand" not in refused.json()["detail"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("virus.pdf", b"MZ\x90\x00\x03"),
        ("plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("plaatje.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("pagina.html", b"<!doctype html><script>1</script>"),
        ("pagina.pdf", b"<!doctype html><script>1</script>"),
        ("foto.pdf", b"\xff\xd8\xff\xe0"),
        ("macro.docx", WITH_MACRO),
        ("los.docx", zipped(word__document_dot_xml=b"<document/>")),
        ("tabel.docx", XLSX),
        ("installatie.docx", b"MZ\x90" + DOCX),
        ("pakket.zip", DOCX),
        ("geen_naam", PDF),
        (".pdf", b"MZ"),
        ("tekst.txt", b"\x00\x01\x02"),
        ("leeg.pdf", b""),
    ],
)
async def test_what_is_not_what_it_says_is_refused(
    taken: tuple[Browser, Handoff], name: str, data: bytes
) -> None:
    sanne, handoff = taken

    refused = await sends(sanne, handoff, name, data, "application/pdf")

    assert refused.status_code == 415, refused.text
    assert refused.json()["detail"].startswith("Dit bestand kun je niet versturen.")
    assert await said(sanne, handoff) == []


@pytest.mark.parametrize(
    ("name", "data", "media_type", "disposition"),
    [
        ("foto.JPG", b"\xff\xd8\xff\xe0", "image/jpeg", "inline"),
        ("foto.png", b"\x89PNG\r\n\x1a\n", "image/png", "inline"),
        ("brief.txt", "Geachte mevrouw Böhm,\r\n".encode(), "text/plain", "inline"),
        (
            "plan é.docx",
            DOCX,
            "wordprocessingml",
            "attachment; filename*=UTF-8''plan%20%C3%A9.docx",
        ),
        ("cijfers.xlsx", XLSX, "spreadsheetml", "attachment; filename*=UTF-8''cijfers.xlsx"),
        ("brief.odt", ODT, "opendocument.text", "attachment; filename*=UTF-8''brief.odt"),
    ],
)
async def test_both_sides_get_a_file_that_is_never_run(
    taken: tuple[Browser, Handoff], name: str, data: bytes, media_type: str, disposition: str
) -> None:
    sanne, handoff = taken

    await sends(sanne, handoff, name, data, "text/html")

    (message,) = await said(sanne, handoff)
    opened = await sanne.client.get(message["attachments"][0]["url"])
    assert media_type in opened.headers["content-type"]
    assert opened.content == data
    assert opened.headers["content-disposition"] == disposition
    assert opened.headers["content-security-policy"] == "sandbox"
    assert opened.headers["x-content-type-options"] == "nosniff"


async def test_a_file_of_a_closed_group_opens_only_for_who_may_read_the_request(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    lead, outsider = await browser("Kees", Role.LEAD), await browser("Piet")
    handoff = await waiting(store, clock, wish(clock, group="geld"))
    await lead.take(handoff)
    await sends(lead, handoff)
    (message,) = await said(lead, handoff)
    address = message["attachments"][0]["url"]

    answers = [await one.client.get(address) for one in (lead, outsider)]

    assert [one.status_code for one in answers] == [httpx.codes.OK, httpx.codes.NOT_FOUND]
    assert PDF not in answers[1].content


async def test_a_file_opens_for_every_advisor_when_the_group_is_not_closed(
    taken: tuple[Browser, Handoff], browser: Any
) -> None:
    sanne, handoff = taken
    colleague = await browser("Piet")
    await sends(sanne, handoff)
    (message,) = await said(sanne, handoff)

    opened = await colleague.client.get(message["attachments"][0]["url"])

    assert opened.content == PDF


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("../../etc/offerte.pdf", "offerte.pdf"),
        ("C:\\Users\\jan\\offerte.pdf", "offerte.pdf"),
        ("of\x00fer\r\nte\u202efdp.pdf", "of fer te fdp.pdf"),
        (".pdf", "bestand.pdf"),
        ("..", "bestand."),
        (f"{'lang' * 50}.docx", f"{('lang' * 50)[:95]}.docx"),
    ],
)
def test_a_name_is_cleaned_and_keeps_its_ending(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


@given(st.text())
def test_no_name_ever_holds_a_path_or_what_cannot_be_seen(raw: str) -> None:
    name = clean_name(raw)

    assert 0 < len(name) <= 100
    assert not set(name) & set("/\\\r\n\t\0\u202e")
    assert not name.startswith(".")


@given(st.binary(), st.sampled_from(["docx", "xlsx", "odt", "pdf", "txt"]))
def test_a_broken_file_is_refused_and_nothing_else_goes_wrong(data: bytes, ending: str) -> None:
    for content in (data, DOCX[:-40] + data, ODT[: len(data)] + data + ODT[len(data) * 2 :]):
        try:
            checked_file(f"x.{ending}", content)
        except FileNotAllowed:
            continue
