"""A calendar quarter as people in the Netherlands live it."""

from datetime import UTC, datetime

from msgspec import Struct

from kit.clock import AMSTERDAM

_MONTHS = 3
_QUARTERS = 4


class Quarter(Struct, frozen=True, order=True):
    """Quarter `number` (1 to 4) of a year; as text it is what CBS calls it: `2026KW04`."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> "Quarter":
        """Return the quarter in which an aware `moment` falls."""
        here = moment.astimezone(AMSTERDAM)
        return cls(here.year, (here.month - 1) // _MONTHS + 1)

    def __str__(self) -> str:
        return f"{self.year}KW{self.number:02}"

    @property
    def since(self) -> datetime:
        """Its first moment, in UTC."""
        month = (self.number - 1) * _MONTHS + 1
        return datetime(self.year, month, 1, tzinfo=AMSTERDAM).astimezone(UTC)

    @property
    def until(self) -> datetime:
        """The first moment after it, in UTC."""
        return self.next.since

    @property
    def next(self) -> "Quarter":
        years, number = divmod(self.number, _QUARTERS)
        return Quarter(self.year + years, number + 1)

    def is_finished(self, now: datetime) -> bool:
        return self.until <= now
