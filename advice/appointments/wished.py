"""What a message says of days, before anything is known of who is free."""

from datetime import date

from msgspec import Struct


class NoSuchDay(Struct, frozen=True):
    """A day was named that no calendar has, such as 30 February."""


class PastDay(Struct, frozen=True):
    """A day was named that is over."""


class Days(Struct, frozen=True):
    """From a day to another, None is any; only on these `weekdays` (Monday is 0), none is all."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()


type ReadDays = Days | NoSuchDay | PastDay
