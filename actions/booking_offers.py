"""Finds times to offer: as was wished, and otherwise what is nearest to that."""

from collections.abc import Iterator
from enum import Enum, auto
from uuid import UUID

from msgspec import Struct, structs

from advice.appointments.plan import Plan
from conversations.appointments import Agenda, Form, Slot, TimeWish, WantedSlot

# More than three cannot be read at a glance.
_MOST = 3


class Fit(Enum):
    """How well the times suit what was asked for."""

    AS_WISHED = auto()
    NEAREST = auto()
    NOTHING_LATER = auto()
    """There was nothing after those that were passed over, so it begins again."""


class Found(Struct, frozen=True):
    """Times to offer, the earliest first; none when nothing at all is free."""

    slots: tuple[Slot, ...]
    fit: Fit


class BookingOffers:
    """Asks the agenda for what was wished, and for ever less of it."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    async def find(self, conversation: UUID, plan: Plan, form: Form) -> Found:
        """Return the best times that there are; who moves sees those of the same advisor first."""
        for fit, wanted in _tries(plan.wanted(form)):
            if slots := await self._agenda.offers(conversation, wanted, limit=_MOST):
                return Found(tuple(slots), fit)
        return Found((), Fit.NEAREST)


def _tries(wanted: WantedSlot) -> Iterator[tuple[Fit, WantedSlot]]:
    for wish in dict.fromkeys(_ever_looser(wanted.wish)):
        fit = Fit.AS_WISHED if wish == wanted.wish else Fit.NEAREST
        yield from _with_anyone(fit, structs.replace(wanted, wish=wish))
    if wanted.after is not None:
        anew = structs.replace(wanted, wish=TimeWish(), after=None)
        yield from _with_anyone(Fit.NOTHING_LATER, anew)


def _ever_looser(wish: TimeWish) -> Iterator[TimeWish]:
    """Give the wish, then its days at any hour, its hours on any later day, and so on."""
    yield wish
    yield structs.replace(wish, since=None, until=None)
    yield structs.replace(wish, last=None)
    yield TimeWish(first=wish.first)
    yield TimeWish()


def _with_anyone(fit: Fit, wanted: WantedSlot) -> Iterator[tuple[Fit, WantedSlot]]:
    yield fit, wanted
    if wanted.advisor is not None:
        yield fit, structs.replace(wanted, advisor=None)
