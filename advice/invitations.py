"""What people may be invited to later, if they asked for it: `data/uitnodigingen.yml`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.closing_days import ClosingDay
from advice.opening import Opening
from advice.organisation import HourOfDay, OpeningHours, PlaceId, Weekday
from advice.values import Offer, Text

MOST_SIGNS = 300
"""Of an invitation as people get it: two segments of an SMS."""
EVERYWHERE = "alle"
"""In the code of a campaign: it is of no municipality."""
TEMPLATE = "uitnodiging-"
"""How the key begins of what goes out where a channel lets nobody write unasked."""

_BETWEEN = "_"

type InvitationId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
type SubjectId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]


class Subject(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "title": "titel",
        "version": "versie",
        "question": "vraag",
        "yes": "ja",
        "no": "nee",
        "thanks": "dank",
    },
):
    """What somebody may want to hear of later; another question gets another version."""

    id: SubjectId
    title: Title
    version: Annotated[int, Meta(ge=1)]
    question: Text
    yes: Title
    no: Title
    thanks: Text


class InvitationButton(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"title": "titel", "intent": "knop"}
):
    """What one answers to an invitation; `intent` is what somebody would have said."""

    # WhatsApp shows no more on a button.
    title: Annotated[str, Meta(min_length=1, max_length=20)]
    intent: Text


class Invitation(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "subject": "onderwerp",
        "title": "titel",
        "text": "tekst",
        "welcome": "welkom",
        "button": "knop",
        "until": "tot",
        "municipalities": "gemeenten",
    },
):
    """One invitation; without `municipalities` it is for all of them.

    `welcome` is said to who follows a link or a QR code of it, and `until` is its last day.
    """

    id: InvitationId
    subject: SubjectId
    title: Title
    text: Text
    welcome: Text
    button: InvitationButton
    until: date
    municipalities: tuple[PlaceId, ...] = ()

    @property
    def offer(self) -> Offer:
        return Offer(self.button.title, self.button.intent)

    @property
    def template(self) -> str:
        """By this key a provider has its text approved."""
        return TEMPLATE + self.id

    def is_for(self, municipality: str | None) -> bool:
        """Tell whether somebody from there is invited; unknown is nowhere in particular."""
        return not self.municipalities or municipality in self.municipalities

    def code(self, municipality: str | None) -> str:
        """Return what a link or QR code brings along, so that we know from where one comes."""
        return f"{self.id}{_BETWEEN}{municipality or EVERYWHERE}"


class InvitingRules(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "earliest": "vanaf",
        "latest": "tot",
        "days": "dagen",
        "per_minute": "per_minuut",
        "days_between": "dagen_ertussen",
    },
):
    """When nobody is disturbed, and how many messages go out; never on a closing day."""

    earliest: HourOfDay
    latest: HourOfDay
    days: Annotated[frozenset[Weekday], Meta(min_length=1)]
    per_minute: Annotated[int, Meta(ge=1, le=600)]
    days_between: Annotated[int, Meta(ge=0, le=365)]
    """Between two messages to one person."""

    @property
    def between(self) -> timedelta:
        return timedelta(days=self.days_between)

    def hours(self, closing_days: Iterable[ClosingDay]) -> Opening:
        """Return when may be sent."""
        block = ((self.earliest, self.latest),)
        closed = tuple(ClosingDay(one.day, one.name, one.confirmed) for one in closing_days)
        return Opening(OpeningHours("", {day: block for day in self.days}), closed)


class Invitations(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "rules": "regels",
        "greeting": "begroeting",
        "declined": "liever_niet",
        "subjects": "onderwerpen",
        "all": "uitnodigingen",
    },
):
    """All of it; our name and number are not filled in yet."""

    rules: InvitingRules
    greeting: Text
    """Before an invitation to somebody whose conversation was erased since."""
    declined: Text
    subjects: Annotated[tuple[Subject, ...], Meta(min_length=1)]
    """In the order in which they are asked about."""
    all: tuple[Invitation, ...] = ()

    def subject(self, id: str) -> Subject | None:
        return next((one for one in self.subjects if one.id == id), None)

    def invitation(self, id: str) -> Invitation | None:
        return next((one for one in self.all if one.id == id), None)

    def of_code(self, code: str, places: Iterable[str], today: date) -> Invitation | None:
        """Return what a code invites to; None when there is no such thing, or no more."""
        id, _, place = code.rpartition(_BETWEEN)
        found = self.invitation(id)
        if found is None or found.until < today:
            return None
        is_known = place == EVERYWHERE or (place in places and found.is_for(place))
        return found if is_known else None


def looks_like_code(word: str) -> bool:
    """Tell whether a word is made as a code is; no word that people type has such a sign."""
    return _BETWEEN in word


def done_at(hours: Opening, start: datetime, needed: timedelta) -> datetime | None:
    """Return when so much time within `hours` went by since `start`; None: not in sight."""
    moment = start
    while True:
        here = hours.at(moment)
        if here.is_open and here.closes_at is not None:
            if moment + needed <= here.closes_at:
                return moment + needed
            needed -= here.closes_at - moment
            moment = here.closes_at
        elif here.opens_at is not None:
            moment = here.opens_at
        else:
            return None
