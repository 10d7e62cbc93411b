"""The same message in the form of WhatsApp and of SMS."""

from collections.abc import Mapping, Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.channels import MenuWords
from conversations.channels import Choice, OutboundFile, OutboundMessage
from conversations.messages import Author
from gateway.channels.twilio.rendering import LONGEST, Rendering
from gateway.channels.twilio.sms import Sms
from gateway.channels.twilio.templates import LONGEST_BODY
from gateway.channels.twilio.whatsapp import WhatsApp
from gateway.channels.writing import segments
from tests.advice.small_channels import CHANNELS
from tests.support.twilio import TEMPLATES

WORDS = msgspec.convert(CHANNELS["menu"], MenuWords)
WHATSAPP, PLAIN, SMS = WhatsApp(WORDS, TEMPLATES), WhatsApp(WORDS, {}), Sms(WORDS)
YES_NO = (Choice("4.0", "Ja"), Choice("4.1", "Nee"))
LONG = "Dit is een zin van een regeling die u kan helpen. " * 60


def message(
    text: str,
    choices: Sequence[Choice] = (),
    files: Sequence[OutboundFile] = (),
    *,
    expects_number: bool = False,
) -> OutboundMessage:
    return OutboundMessage(
        Author.BOT, text, tuple(choices), tuple(files), expects_number=expects_number
    )


def file(media_type: str, size: int = 10) -> OutboundFile:
    return OutboundFile("Uw scan", media_type, b"a" * size, "https://schakel.example.org/f/1")


def titles(count: int, letters: int) -> list[Choice]:
    return [Choice(f"4.{place}", f"{place}a".ljust(letters, "a")) for place in range(count)]


def test_choices_without_a_template_are_numbered() -> None:
    [part] = PLAIN.parts(message("Wilt u dat?", YES_NO))

    assert part.text.startswith("Wilt u dat?\n\n1. Ja\n2. Nee\n")
    assert part.choices == ()


def test_where_a_number_is_an_answer_choices_have_letters() -> None:
    [part] = SMS.parts(message("Hoeveel?", YES_NO, expects_number=True))

    assert "A. Ja\nB. Nee" in part.text


@pytest.mark.parametrize(
    ("choices", "template"),
    [
        (titles(1, 20), "knoppen-1"),
        (titles(3, 20), "knoppen-3"),
        (titles(3, 21), ""),
        (titles(4, 24), "lijst-4"),
        (titles(4, 25), ""),
        (titles(10, 24), "lijst-10"),
        (titles(11, 5), ""),
        ([Choice("4.0", "Ja"), Choice("4.1", "Ja")], ""),
    ],
)
def test_what_fits_in_a_template_can_be_pressed(choices: list[Choice], template: str) -> None:
    *_, last = WHATSAPP.parts(message("Kies maar.", choices))

    assert WHATSAPP.outgoing(last).template == TEMPLATES.get(template, "")
    assert ("1. " in last.text) is not bool(template)


def test_titles_too_long_for_buttons_are_a_list_where_that_is_set_up() -> None:
    rendering = WhatsApp(WORDS, {**TEMPLATES, "lijst-2": "HX2"})

    [part] = rendering.parts(message("Kies maar.", titles(2, 21)))

    assert rendering.outgoing(part).template == "HX2"


def test_what_is_filled_in_is_the_text_and_then_title_and_id() -> None:
    [part] = WHATSAPP.parts(message('Wilt u "dat"?', YES_NO))

    values = msgspec.json.decode(WHATSAPP.outgoing(part).variables)

    assert values == {"1": 'Wilt u "dat"?', "2": "Ja", "3": "4.0", "4": "Nee", "5": "4.1"}


def test_of_a_long_text_only_the_end_stands_with_the_choices() -> None:
    *before, last = WHATSAPP.parts(message(f"{LONG}Wilt u dat?", YES_NO))

    assert last.choices == YES_NO
    assert last.text.endswith("Wilt u dat?")
    assert len(last.text) <= LONGEST_BODY
    assert not any(part.choices for part in before)
    assert " ".join(part.text for part in [*before, last]) == f"{LONG}Wilt u dat?"


def test_a_picture_has_the_text_under_it() -> None:
    [part] = WHATSAPP.parts(message("Zo staat u ervoor.", files=[file("image/png")]))

    assert WHATSAPP.outgoing(part).body == "Zo staat u ervoor."
    assert WHATSAPP.outgoing(part).media == "https://schakel.example.org/f/1"


def test_a_document_has_its_text_in_a_message_of_its_own() -> None:
    document, text = WHATSAPP.parts(message("Uw rapport.", files=[file("application/pdf")]))

    assert (document.text, document.file) == ("", file("application/pdf"))
    assert (text.text, text.file) == ("Uw rapport.", None)


def test_files_come_before_what_can_be_pressed() -> None:
    picture, text = WHATSAPP.parts(message("Wilt u dat?", YES_NO, [file("image/png")]))

    assert picture.file is not None
    assert text.choices == YES_NO


@pytest.mark.parametrize(
    "unfit",
    [
        file("image/png", 5 * 1024 * 1024 + 1),
        file("application/pdf", 16 * 1024 * 1024 + 1),
        file("application/zip"),
        file("image/png", 0),
    ],
)
def test_a_file_that_cannot_go_along_is_a_link(unfit: OutboundFile) -> None:
    [part] = WHATSAPP.parts(message("Kijk maar.", files=[unfit]))

    assert part.file is None
    assert unfit.url in part.text
    assert unfit.title in part.text


def test_in_an_sms_a_file_is_a_link() -> None:
    [part] = SMS.parts(message("Kijk maar.", files=[file("image/png")]))

    assert (part.file, SMS.outgoing(part).media) == (None, "")
    assert "https://schakel.example.org/f/1" in part.text


def test_an_sms_is_not_made_dear_by_a_curly_quote() -> None:
    [part] = SMS.parts(message("Zo’n regeling – tot € 5.000…"))

    assert segments(part.text).encoding == "GSM-7"


@pytest.mark.parametrize(
    ("templates", "most", "longest"),
    [
        (TEMPLATES, 10, 24),
        ({"knoppen-2": "HX1"}, 2, 20),
        ({"terug": "HX1"}, 0, 0),
        ({}, 0, 0),
    ],
)
def test_a_channel_tells_what_can_be_pressed(
    templates: Mapping[str, str], most: int, longest: int
) -> None:
    abilities = WhatsApp(WORDS, templates).abilities

    assert (abilities.buttons, abilities.button_title) == (most, longest)


_CHOICES = st.lists(
    st.builds(Choice, st.integers(0, 99).map(str), st.text("abc 12é", min_size=1, max_size=30)),
    max_size=12,
)
_FILES = st.lists(st.sampled_from([file("image/png"), file("application/pdf"), file("text/csv")]))


@given(
    st.sampled_from([WHATSAPP, PLAIN, SMS]),
    st.text("ab. \né👍’", max_size=4_000),
    _CHOICES,
    _FILES,
)
def test_no_part_is_ever_longer_than_twilio_takes(
    rendering: Rendering, text: str, choices: list[Choice], files: list[OutboundFile]
) -> None:
    parts = rendering.parts(message(text, choices, files))

    assert parts
    for part in parts:
        outgoing = rendering.outgoing(part)
        assert len(outgoing.body) <= LONGEST
        if outgoing.template:
            values = msgspec.json.decode(outgoing.variables, type=dict[str, str])
            assert 0 < len(values["1"]) <= LONGEST_BODY
        elif text.strip():
            assert outgoing.body.strip() or outgoing.media
