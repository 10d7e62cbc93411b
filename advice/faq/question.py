"""A question with its answer: what its file in `data/faq` says."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from advice.values import Certainty, FaqId, SchemeId, Source, Text


class FaqButton(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "scheme": "regeling", "person": "mens", "intent": "knop"},
):
    """A next step under an answer; it leads to exactly one of five goals.

    `intent` is what somebody would have said, one that `data/knoppen.yml` names.
    """

    title: Annotated[str, Meta(min_length=1, max_length=60)]
    scheme: SchemeId | None = None
    faq: FaqId | None = None
    person: bool = False
    scan: bool = False
    intent: Text | None = None

    def __post_init__(self) -> None:
        named = [goal is not None for goal in (self.scheme, self.faq, self.intent)]
        goals = [*named, self.person, self.scan]
        if goals.count(True) != 1:
            # The code of a finding: `advice.complaint` makes it a sentence.
            raise ValueError("button_target")


class Question(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={
        "name": "vraag",
        "answer": "antwoord",
        "buttons": "knoppen",
        "is_sensitive": "gevoelig",
        "sources": "bronnen",
        "checked_on": "gecontroleerd_op",
        "certainty": "zekerheid",
        "sentences": "zinnen",
    },
):
    """One question of the Q&A, with the sentences the bot learns it from."""

    id: FaqId
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    answer: Text
    buttons: Annotated[tuple[FaqButton, ...], Meta(max_length=5)] = ()
    is_sensitive: bool = False
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    checked_on: date
    certainty: Certainty
    sentences: tuple[Text, ...]
