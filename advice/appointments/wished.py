"""What a message says of days, before anything is known of who is free."""

from datetime import date

from msgspec import Struct, structs


class NoSuchDay(Struct, frozen=True):
    """A day was named that no calendar has, such as 30 February."""


class PastDay(Struct, frozen=True):
    """A day was named that is over."""


class Days(Struct, frozen=True):
    """From a day to another, None is any; only on these `weekdays` (Monday is 0), none is all."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()

    def since(self, day: date) -> "Days":
        """Return them without those before a day."""
        return structs.replace(self, first=max(self.first, day) if self.first else None)


type ReadDays = Days | NoSuchDay | PastDay
