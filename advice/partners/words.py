"""What is said when an advisor asks a partner along: `partners` in `data/balie.yml`."""

from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.values import Text


class ShareLetter(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst"},
):
    """The letter to who works at the partner; it says nothing of the conversation."""

    subject: Text
    text: Annotated[str, Meta(pattern=r"\{link\}")]


class UntakenLetter(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst"},
):
    """The letter to the advisor whose referral nobody took up."""

    subject: Text
    text: Annotated[str, Meta(pattern=r"\{adres\}")]


class PurposeWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"ask": "vraag", "yes": "ja", "letter": "mail"},
):
    """What differs between thinking along and going on with it."""

    ask: Text
    yes: Text
    letter: ShareLetter


class ShareWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "along": "meedenken",
        "refer": "overnemen",
        "yes_button": "knop_ja",
        "no_button": "knop_nee",
        "no": "nee",
        "said_before": "al_gezegd",
        "not_any_more": "kan_niet_meer",
        "message": "bericht",
        "taken": "opgenomen",
        "knows_all": "verwezen_met_verhaal",
        "note_yes": "notitie_ja",
        "note_no": "notitie_nee",
        "note_taken": "notitie_opgenomen",
        "note_refused": "notitie_geweigerd",
        "untaken": "niet_opgenomen",
    },
):
    """All of it."""

    along: PurposeWords
    refer: PurposeWords
    yes_button: Title
    no_button: Title
    no: Text
    said_before: Text
    not_any_more: Text
    message: Text
    taken: Text
    knows_all: Text
    note_yes: Text
    note_no: Text
    note_taken: Text
    note_refused: Text
    untaken: UntakenLetter
