"""A clock that tests turn by hand."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.now += timedelta(seconds=seconds)
