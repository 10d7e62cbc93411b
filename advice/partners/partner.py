"""A partner of the team: one item of `data/partners.yml`."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from advice.organisation import PlaceId
from advice.values import Certainty, SchemeId, Source, Text


class PartnerKind(StrEnum):
    """What sort of organisation it is."""

    MUNICIPALITY = "gemeente"
    GOVERNMENT = "overheid"
    DESK = "loket"
    DEVELOPMENT = "ontwikkelingsmaatschappij"
    ASSOCIATION = "ondernemersvereniging"
    EMPLOYERS = "werkgeversorganisatie"
    SCHOOL = "opleider"
    ADVICE = "advies"
    FINANCE = "financier"
    NETWORK = "netwerk"
    SUPERVISION = "toezicht"


class Partner(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={
        "name": "naam",
        "kind": "soort",
        "area": "gebied",
        "municipalities": "gemeenten",
        "themes": "themas",
        "does": "wat",
        "go_there_for": "wanneer",
        "domain": "domein",
        "domain_confirmed": "domein_bevestigd",
        "role": "rol",
        "sources": "bronnen",
        "checked_on": "gecontroleerd_op",
        "certainty": "zekerheid",
    },
):
    """One organisation; without `municipalities` it works in the whole region."""

    id: SchemeId
    name: Text
    kind: PartnerKind
    area: Text
    municipalities: tuple[PlaceId, ...] = ()
    themes: Annotated[tuple[Text, ...], Meta(min_length=1)]
    does: Text
    go_there_for: Annotated[tuple[Text, ...], Meta(min_length=1)]
    domain: Annotated[str, Meta(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] | None = None
    domain_confirmed: bool = False
    role: str | None = None
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    checked_on: date
    certainty: Certainty

    def __str__(self) -> str:
        return f"{self.name} ({self.domain})" if self.domain_confirmed else self.name
