"""Of an answer stays what somebody wrote, whatever their program put around it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.mailbox.quoting import own_words

ABOVE = "## Typ uw antwoord boven deze regel ##"

GMAIL = f"""Ja, wij zijn met z'n vieren.

Op ma 30 nov 2026 om 10:12 schreef MKB Schakelteam Flevoland <
chat@example.org>:

> {ABOVE}
>
> Met hoeveel mensen werkt u?
>
"""
OUTLOOK = f"""Ja, wij zijn met z'n vieren.

Met vriendelijke groet,

Jan Jansen
Bakkerij Jansen | Voorbeeldstraat 1, Lelystad
0320-000000

________________________________
Van: MKB Schakelteam Flevoland <chat@example.org>
Verzonden: maandag 30 november 2026 10:12
Aan: Jan Jansen <jan@example.org>
Onderwerp: Uw gesprek met MKB Schakelteam Flevoland

{ABOVE}

Met hoeveel mensen werkt u?
"""
THUNDERBIRD = f"""Op 30-11-2026 om 10:12 schreef MKB Schakelteam Flevoland:
> {ABOVE}
>
> Met hoeveel mensen werkt u?

Ja, wij zijn met z'n vieren.

--\x20
Jan Jansen
Bakkerij Jansen
"""
APPLE = f"""Ja, wij zijn met z'n vieren.

Verstuurd vanaf mijn iPhone

> Op 30 nov 2026, om 10:12 heeft MKB Schakelteam Flevoland <chat@example.org> het volgende \
geschreven:
>\x20
> \ufeff{ABOVE}
>\x20
> Met hoeveel mensen werkt u?
"""


@pytest.mark.parametrize("mail", [GMAIL, OUTLOOK, THUNDERBIRD, APPLE])
def test_of_an_answer_by_a_dutch_program_stays_the_answer(mail: str) -> None:
    assert own_words(mail, ABOVE) == "Ja, wij zijn met z'n vieren."


@pytest.mark.parametrize("mail", [GMAIL, OUTLOOK, THUNDERBIRD, APPLE])
def test_the_rules_of_each_program_do_without_our_line(mail: str) -> None:
    """Who answers what an advisor wrote from their own mailbox has no such line."""
    other = mail.replace(ABOVE, "Goedemiddag,")

    assert own_words(other, ABOVE) == "Ja, wij zijn met z'n vieren."


@pytest.mark.parametrize(
    "introduction",
    [
        "Jan <jan@example.org> schreef op 30-11-2026 10:12:",
        "Op maandag 30 november 2026 om 10:12:05 CET schreef Wij <chat@example.org>:",
        "On Mon, Nov 30, 2026 at 10:12 AM Wij <chat@example.org> wrote:",
        "-----Oorspronkelijk bericht-----\nVan: Wij",
        "*Van:* Wij <chat@example.org>\n*Datum:* 30 november 2026\n*Aan:* jan@example.org",
        "From: Wij <chat@example.org>\nSent: Monday, 30 November 2026 10:12\nTo: Jan",
        "Begin doorgestuurd bericht:",
    ],
)
def test_what_was_written_before_is_cut_where_it_is_introduced(introduction: str) -> None:
    assert own_words(f"Graag.\n\n{introduction}\n\nHoe oud bent u?", ABOVE) == "Graag."


@pytest.mark.parametrize(
    "introduction",
    [
        "Am 30.11.2026 um 10:12 schrieb Wij:",
        "De : Wij\nEnvoyé : lundi 30 novembre 2026 10:12\nObjet : Uw gesprek",
        "W dniu 30.11.2026 o 10:12,\nWij pisze:",
    ],
)
def test_above_our_own_line_an_introduction_needs_no_rule(introduction: str) -> None:
    assert own_words(f"Graag.\n\n{introduction}\n\n{ABOVE}\nHoe?", ABOVE) == "Graag."


def test_answers_between_the_lines_stay_in_their_order() -> None:
    mail = (
        "Op 30-11-2026 om 10:12 schreef Wij:\n> Hoeveel mensen?\nVier.\n> In welke gemeente?\nUrk."
    )

    assert own_words(mail, ABOVE) == "Vier.\nUrk."


@pytest.mark.parametrize(
    "goodbye",
    [
        "Met vriendelijke groet,\nJan Jansen\n\nBakkerij Jansen\nhttps://example.org/?van=mail",
        "Groetjes Jan",
        "Mvg,\nJan",
        "Vriendelijke groeten, Jan Jansen",
        "-- \nJan",
        "Verzonden vanaf mijn Samsung Galaxy-smartphone.",
        "Outlook voor Android<https://example.org/x> downloaden",
    ],
)
def test_a_command_stays_a_command_with_a_letter_around_it(goodbye: str) -> None:
    assert own_words(f"Geachte heer/mevrouw,\n\nSTOP\n\n{goodbye}\n", ABOVE) == "STOP"


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil het volgende weten.\n\nGroeten,\nJan\n\nPS: ik heb ook een vraag over de WBSO",
        "Groeten,\nJan\n\nO ja, wat kost het?",
        "Beste subsidie voor een nieuwe oven",
        "Hallo, wat is de WBSO?",
        "Hallo",
        "Op 3 november schreef u mij:\ndat het kan. Klopt dat?",
        "Van: Lelystad\nnaar Urk verhuizen, kan dat?",
        "- een oven\n- een koeling",
        "Groet",
        "Verstuurd vanaf mijn webshop gaan elke week pakketten de deur uit.",
    ],
)
def test_what_somebody_wrote_is_not_taken_for_what_a_program_does(text: str) -> None:
    assert own_words(text, ABOVE) == text


@pytest.mark.parametrize("text", ["", "\n\n", f"{ABOVE}\n\nHoe oud bent u?", "> alleen een citaat"])
def test_without_words_of_ones_own_there_are_none(text: str) -> None:
    assert own_words(text, ABOVE) == ""


@given(st.text(st.sampled_from("ab :>-\n.?,")).filter(str.strip))
def test_above_our_line_no_word_is_ever_lost_to_what_is_below(text: str) -> None:
    said = own_words(text, ABOVE)

    answered = own_words(f"{text}\n\nOp 30-11-2026 om 10:12 schreef Wij:\n> {ABOVE}\n> x", ABOVE)

    assert not said or answered == said


@pytest.mark.parametrize(
    "text",
    ["\n" * 200_000, "Op 1:00 " * 20_000, "Van: x\n" * 20_000, "> " * 90_000, "a: b\n" * 9_999],
)
def test_a_mail_made_to_keep_us_busy_does_not(text: str) -> None:
    begun = time.monotonic()

    own_words(text, ABOVE)

    assert time.monotonic() - begun < 2
