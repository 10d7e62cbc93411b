"""What is said on channels that have no screen of our own: `data/kanalen.yml`."""

from typing import Annotated

from msgspec import Meta, Struct

from advice.values import Text

type Word = Annotated[str, Meta(min_length=1, max_length=40)]


class MenuWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "answer": "antwoord",
        "answer_or_number": "antwoord_of_getal",
        "only_one": "een_keuze",
        "joining": "of",
    },
):
    """The last line below choices that stand in a text; `joining` stands before the last choice."""

    answer: Annotated[str, Meta(pattern=r"\{keuzes\}")]
    answer_or_number: Annotated[str, Meta(pattern=r"\{keuzes\}")]
    """Where a number is an answer of its own."""
    only_one: Annotated[str, Meta(pattern=r"\{titel\}")]
    joining: Word


class MediaLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "photo": "foto",
        "document": "document",
        "voice": "spraak",
        "video": "video",
        "unknown": "anders",
        "unreadable": "leeg",
        "too_large": "te_groot",
        "not_fetched": "niet_opgehaald",
    },
):
    """What the bot says to who sends a file; nothing is kept of an `unknown` kind."""

    photo: Text
    document: Text
    voice: Text
    video: Text
    unknown: Text
    unreadable: Text
    """What stands in the conversation for a message in which nothing can be read."""
    too_large: Text
    not_fetched: Text


class JoinLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"joined": "gekoppeld", "lapsed": "verlopen", "busy": "bezig"},
):
    """What is said to who takes a conversation of the website along by a code."""

    joined: Text
    lapsed: Text
    busy: Text
    """Somebody talks with an advisor here already."""


class Commands(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "stop": "stop",
        "start": "start",
        "erase": "verwijder",
        "erase_surely": "verwijder_zeker",
    },
):
    """What one types, with nothing around it, to be left alone, to begin again or to be erased."""

    stop: tuple[Word, ...]
    start: tuple[Word, ...]
    erase: tuple[Word, ...]
    erase_surely: tuple[Word, ...]
    """The answer to `ChannelTexts.erase`, after which there is no way back."""


class MailWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "above": "boven"},
):
    """What stands around every message by e-mail."""

    subject: Text
    """The same each time, so that all of it is one thread."""
    above: Annotated[str, Meta(min_length=20, max_length=70)]
    """The first line; what an answer has below it is cut off.

    Too short it would be found in what people write, too long a program would break it in two.
    """


class ChannelTexts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "greeting": "begroeting",
        "commands": "opdrachten",
        "mail": "mail",
        "place": "plaats",
        "stopped": "gestopt",
        "begun": "begonnen",
        "erase": "verwijderen",
        "erased": "verwijderd",
        "group": "groep",
        "join": "verder",
        "back": "terug",
        "too_long": "te_lang",
        "too_many": "te_veel",
    },
):
    """All of it; our name, number and address are not filled in yet."""

    greeting: Text
    """That a digital assistant answers, how one gets a person, and how one stops."""
    menu: MenuWords
    media: MediaLines
    commands: Commands
    mail: MailWords
    place: Text
    """To who sends a place without words."""
    stopped: Text
    begun: Text
    erase: Text
    erased: Text
    group: Text
    """In a group, where everyone reads along."""
    join: JoinLines
    back: Text
    """That there is an answer, where it may not be sent unasked."""
    too_long: Text
    too_many: Text
