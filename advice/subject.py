"""What somebody wants a person for."""

from msgspec import Struct


class Subject(Struct, frozen=True, kw_only=True):
    """What it is about, where, and who is asked first; all but `question` are ids of our content.

    `question` is in own words, and may be empty.
    """

    question: str
    group: str | None = None
    municipality: str | None = None
    topics: tuple[str, ...] = ()
