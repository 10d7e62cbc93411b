"""Files that go with a message or a letter."""

from msgspec import Struct

PLACE = "geo"
"""The media type of a place on the map."""


class NewFile(Struct, frozen=True):
    """A file that goes with a message; it is kept with the conversation and goes when that goes."""

    title: str
    media_type: str
    data: bytes


class File(Struct, frozen=True):
    """A kept file as it is sent to who opens it; `title` is the name to save it under."""

    title: str
    media_type: str
    data: bytes


class MediaRef(Struct, frozen=True):
    """A file that somebody sent, still at the provider: `where` is an address or id there.

    A place on the map is one too, of the type `PLACE`: `where` are its coordinates, and there is
    nothing to fetch.
    """

    where: str
    media_type: str
    title: str = ""
    size: int | None = None
    """Bytes, where the provider tells."""
