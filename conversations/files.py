"""Files that go with a message or a letter."""

from msgspec import Struct


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
