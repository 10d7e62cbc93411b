"""An hour on the first of December, as an appointment and as what is taken."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from handoff.appointments.agendas import Span
from handoff.appointments.calendars import Entry

NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = Span(datetime(2026, 11, 30, 23, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC))
"""1 December as the clock here has it."""
WINTER = Span(datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 4, 10, tzinfo=UTC))


def entry(start: datetime = NINE, id: UUID | None = None, version: int = 0) -> Entry:
    return Entry(
        appointment=id or uuid4(),
        version=version,
        span=Span(start, start + HOUR),
        title="Gesprek met een ondernemer (telefonisch); één, “twee”",
        text="Log in:\nhttps://console.example.org",
        written_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    )


def hours(*starts: datetime) -> list[Span]:
    return [Span(start, start + HOUR) for start in starts]
