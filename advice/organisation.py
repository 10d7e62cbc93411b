"""Who we are, how we are reached and where we work: `data/organisatie.yml`."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from advice.values import Text

type HourOfDay = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
type CbsCode = Annotated[str, Meta(pattern=r"^GM\d{4}$")]
type PlaceId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Weekday(StrEnum):
    """Days in the order of `date.weekday()`."""

    MONDAY = "maandag"
    TUESDAY = "dinsdag"
    WEDNESDAY = "woensdag"
    THURSDAY = "donderdag"
    FRIDAY = "vrijdag"
    SATURDAY = "zaterdag"
    SUNDAY = "zondag"


class OpeningHours(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"sentence": "zin", "days": "dagen"},
):
    """When people answer: one phrase to show, and per day the hours (Europe/Amsterdam)."""

    sentence: Text
    days: dict[Weekday, tuple[tuple[HourOfDay, HourOfDay], ...]]


class Municipality(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "naam", "places": "plaatsen", "aliases": "aliassen"},
):
    """A municipality with its towns and villages; `cbs` is its code in "Gemeentelijke indeling"."""

    id: PlaceId
    name: Text
    places: tuple[Text, ...]
    aliases: tuple[Text, ...] = ()
    cbs: CbsCode | None = None


class Sector(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "naam", "words": "woorden"},
):
    """A line of business, with the words people use for it."""

    id: PlaceId
    name: Text
    words: tuple[Text, ...]


class Texts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"greeting": "begroeting", "outage": "storing"},
):
    """What is said outside the dialogue; placeholders are not filled in yet."""

    greeting: Text
    outage: Text


class Organisation(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "short_name": "korte_naam",
        "phone": "telefoon",
        "hours": "openingstijden",
        "region": "regio",
        "municipalities": "gemeenten",
        "sectors": "sectoren",
        "retention_days": "bewaartermijn_dagen",
        "scan_retention_months": "bewaartermijn_scan_maanden",
        "audit_retention_months": "bewaartermijn_logboek_maanden",
        "texts": "teksten",
    },
):
    """The organisation behind the assistant."""

    name: Text
    short_name: Text
    phone: Text
    email: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    region: Text
    retention_days: Annotated[int, Meta(ge=1)]
    hours: OpeningHours
    texts: Texts
    municipalities: tuple[Municipality, ...]
    sectors: tuple[Sector, ...]
    scan_retention_months: Annotated[int, Meta(ge=1)] = 24
    audit_retention_months: Annotated[int, Meta(ge=1)] = 24

    @property
    def placeholders(self) -> dict[str, str]:
        """What may stand between braces in a text, and what it becomes."""
        return {
            "{organisatie}": self.name,
            "{telefoon}": self.phone,
            "{email}": self.email,
            "{openingstijden}": self.hours.sentence,
            "{bewaartermijn}": f"{self.retention_days} dagen",
            "{bewaartermijn_scan}": f"{self.scan_retention_months} maanden",
        }

    def fill(self, text: str) -> str:
        """Return `text` with our name, number, address and hours filled in."""
        for placeholder, value in self.placeholders.items():
            text = text.replace(placeholder, value)
        return text.strip()

    @property
    def greeting(self) -> str:
        """The first thing said in every conversation: that this is a digital assistant."""
        return self.fill(self.texts.greeting)

    @property
    def outage(self) -> str:
        """The apology for when no answer can be given, with the way to a person."""
        return self.fill(self.texts.outage)
