"""A scheme: what its file in `data/regelingen` says."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from advice.eligibility.condition import Condition
from advice.values import Certainty, SchemeId, Source, Text

UNKNOWN = "onbekend"
"""What the bot hears when someone names a scheme that we have no file about."""


class Aspect(StrEnum):
    """What one can ask about a scheme; each has its own answer."""

    WHAT = "wat"
    FOR_WHOM = "voor_wie"
    HOW_MUCH = "hoeveel"
    WHEN = "wanneer"
    HOW_TO_APPLY = "hoe_aanvragen"
    CAUTION = "let_op"


class Kind(StrEnum):
    """What sort of help it is."""

    SUBSIDY = "subsidie"
    FISCAL = "fiscaal"
    LOAN = "lening"
    CAPITAL = "kapitaal"
    GUARANTEE = "garantie"
    ADVICE = "advies"
    BENEFIT = "uitkering"
    INSURANCE = "verzekering"
    TRAINING = "scholing"
    DUTY = "verplichting"
    OTHER = "overig"


class Status(StrEnum):
    """Whether one can use it now."""

    OPEN = "open"
    ALWAYS_OPEN = "doorlopend"
    RUNNING = "looptijd_loopt"
    """The programme runs, but nobody checked that there are a round and a budget."""
    CLOSED = "gesloten"
    """The round is over and may come back."""
    ENDED = "beeindigd"
    UNKNOWN = "onbekend"
    NOT_APPLICABLE = "nvt"


class Operator(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "naam", "domain": "domein", "domain_confirmed": "domein_bevestigd"},
):
    """The organisation to go to; its domain is shown only when someone has confirmed it."""

    name: Text
    domain: Annotated[str, Meta(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] | None = None
    domain_confirmed: bool = False
    partner: SchemeId | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.domain})" if self.domain_confirmed else self.name


class Answers(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={aspect.name.lower(): aspect.value for aspect in Aspect},
):
    """One text for each aspect."""

    what: Text
    for_whom: Text
    how_much: Text
    when: Text
    how_to_apply: Text
    caution: Text

    def about(self, aspect: Aspect) -> str:
        """Return the text about `aspect`."""
        text: str = getattr(self, aspect.name.lower())
        return text


class Period(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"opens": "van", "closes": "tot"}
):
    """The round in which one can apply, both days included; an unknown end is left out."""

    opens: date | None = None
    closes: date | None = None


class Scheme(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={
        "name": "naam",
        "short_name": "korte_naam",
        "summary": "kort",
        "needs": "behoeften",
        "period": "periode",
        "conditions": "voorwaarden",
        "check_yourself": "zelf_nagaan",
        "aliases": "aliassen",
        "aliases_in_context": "alleen_in_context",
        "kind": "soort",
        "themes": "themas",
        "alternatives": "alternatieven",
        "region": "regio",
        "operator": "uitvoerder",
        "login": "inlogmiddel",
        "answers": "antwoorden",
        "amount_year": "bedrag_jaar",
        "questions": "vragen",
        "sources": "bronnen",
        "checked_on": "gecontroleerd_op",
        "valid_until": "geldig_tot",
        "certainty": "zekerheid",
    },
):
    """One scheme, as one file describes it."""

    id: SchemeId
    name: Text
    short_name: Annotated[str, Meta(min_length=1, max_length=40)]
    aliases: Annotated[tuple[Text, ...], Meta(min_length=1)]
    aliases_in_context: tuple[Text, ...] = ()
    summary: Annotated[str, Meta(max_length=100)] = ""
    needs: tuple[Text, ...] = ()
    kind: Kind
    themes: Annotated[tuple[Text, ...], Meta(min_length=1)]
    status: Status
    period: Period | None = None
    alternatives: tuple[SchemeId, ...] = ()
    region: Text
    operator: Operator
    login: str | None = None
    conditions: tuple[Condition, ...] = ()
    check_yourself: tuple[Text, ...] = ()
    answers: Answers
    amount_year: str | None = None
    questions: tuple[Text, ...] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    checked_on: date
    valid_until: date | None = None
    certainty: Certainty


class OtherScheme(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "naam", "aliases": "aliassen"},
):
    """A scheme that we know by name only, so that we do not answer about another one."""

    name: Text
    aliases: Annotated[tuple[Text, ...], Meta(min_length=1)]
