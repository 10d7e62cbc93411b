"""Values that schemes, questions and the organisation share."""

import json
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

type Text = Annotated[str, Meta(min_length=1)]
type SchemeId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
type FaqId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
type Url = Annotated[str, Meta(pattern=r"^https?://\S+$")]


class Certainty(StrEnum):
    """How sure we are of what a file says."""

    HIGH = "hoog"
    MEDIUM = "middel"
    LOW = "laag"


class SourceKind(StrEnum):
    """Who says it: the organisation itself, someone else about it, or we ourselves."""

    OFFICIAL = "officieel"
    SECONDARY = "secundair"
    OWN = "eigen"


class Source(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "dated": "datum", "kind": "soort"},
):
    """Where a fact comes from; `dated` is the date as the source gives it, in any form."""

    title: Text
    dated: Text
    kind: SourceKind
    url: Url | None = None

    def __str__(self) -> str:
        return self.title if self.url is None else f"{self.title} ({self.url})"


class Offer(Struct, frozen=True):
    """Something the entrepreneur can choose next: an intent, maybe about a scheme or a fact."""

    title: str
    intent: str
    scheme: str | None = None
    fact: str | None = None
    """What a fact is, as `feit=waarde`."""

    @property
    def payload(self) -> str:
        """What its button sends: the intent, and the scheme or fact that it is about."""
        named = {"regeling": self.scheme, "feit": self.fact}
        about = {entity: value for entity, value in named.items() if value}
        return f"/{self.intent}{json.dumps(about) if about else ''}"
