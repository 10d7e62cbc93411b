"""Files that people send each other: known by what is in them, whatever is said of them."""

import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from conversations.files import NewFile
from conversations.masking import mask

MAX_FILE = 10 * 1024 * 1024
"""Bytes that one file may have."""

_MAX_NAME = 100
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODT = "application/vnd.oasis.opendocument.text"
_BROKEN_ZIP = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
# Programs inside a document: those of Office and of LibreOffice.
_MACROS = re.compile(r"(^|/)(vbaProject\.bin$|Basic/|Scripts/)", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class FileTooLarge(ValueError):
    """A file has more than `MAX_FILE` bytes."""


class FileNotAllowed(ValueError):
    """A file is not of a kind that may be sent, or its name says another kind than it is."""


class _Kind(NamedTuple):
    media_type: str
    is_it: Callable[[bytes], bool]


def checked_file(name: str, data: bytes) -> NewFile:
    """Return the file to keep, under a name that is safe to show and to save.

    Raises `FileTooLarge` and `FileNotAllowed`.
    """
    if len(data) > MAX_FILE:
        raise FileTooLarge
    path = PurePath(clean_name(name))
    kind = _KINDS.get(path.suffix.lower())
    if kind is None or not kind.is_it(data):
        raise FileNotAllowed
    return NewFile(str(path), kind.media_type, data)


def received_file(file: NewFile) -> NewFile:
    """Return what somebody sent from a phone, by what is in it; its name may be missing or wrong.

    Raises `FileTooLarge` and `FileNotAllowed`.
    """
    if len(file.data) > MAX_FILE:
        raise FileTooLarge
    stem = PurePath(clean_name(file.title)).stem
    for ending, kind in _BY_CONTENT.items():
        if kind.is_it(file.data):
            return NewFile(f"{stem}{ending}", kind.media_type, file.data)
    raise FileNotAllowed


def clean_name(raw: str) -> str:
    """Return a file's name without path, invisible signs and personal numbers."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    # "C": control, the turning of the direction of writing, and what is no sign at all.
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    stem, dot, ending = " ".join(seen.split()).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = mask(stem.strip(" .")) or "bestand"
    ending = f"{dot}{ending.strip()}"[:_MAX_ENDING]
    return stem[: _MAX_NAME - len(ending)].rstrip() + ending


def _starts_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _is_text(data: bytes) -> bool:
    try:
        return not _NO_TEXT.search(data.decode())
    except UnicodeDecodeError:
        return False


def _has_member(wanted: str) -> Callable[[bytes], bool]:
    """Tell of a document of Office: it has its main part, and the list of parts."""

    def has(archive: ZipFile) -> bool:
        return {wanted, "[Content_Types].xml"} <= set(archive.namelist())

    return lambda data: _is_document(data, has)


def _is_open_document(archive: ZipFile) -> bool:
    # Never more than there should be: a few bytes in a ZIP can become gigabytes.
    with archive.open("mimetype") as member:
        return member.read(len(_ODT) + 1) == _ODT.encode()


def _is_document(data: bytes, has: Callable[[ZipFile], bool]) -> bool:
    """Tell of a ZIP without anything before it, and without programs in it."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            has_macros = any(_MACROS.search(name) for name in archive.namelist())
            return not has_macros and has(archive)
    except (KeyError, *_BROKEN_ZIP):
        return False


_MAX_ENDING = 10
_JPEG = _Kind("image/jpeg", _starts_with(b"\xff\xd8\xff"))
_KINDS: Mapping[str, _Kind] = {
    ".pdf": _Kind("application/pdf", _starts_with(b"%PDF-")),
    ".png": _Kind("image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".txt": _Kind("text/plain", _is_text),
    ".docx": _Kind(f"{_OFFICE}.wordprocessingml.document", _has_member("word/document.xml")),
    ".xlsx": _Kind(f"{_OFFICE}.spreadsheetml.sheet", _has_member("xl/workbook.xml")),
    ".odt": _Kind(_ODT, lambda data: _is_document(data, _is_open_document)),
}
# What only phones send, and no advisor: https://www.iana.org/assignments/media-types
_FROM_PHONES: Mapping[str, _Kind] = {
    ".ogg": _Kind("audio/ogg", _starts_with(b"OggS")),
    ".mp3": _Kind("audio/mpeg", _starts_with(b"ID3", b"\xff\xfb", b"\xff\xf3")),
    ".amr": _Kind("audio/amr", _starts_with(b"#!AMR")),
    ".m4a": _Kind("audio/mp4", lambda data: data[4:11] == b"ftypM4A"),
    ".mp4": _Kind("video/mp4", lambda data: data[4:8] == b"ftyp"),
    ".webp": _Kind("image/webp", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
}
# Text is what is nothing else, so it is asked last.
_BY_CONTENT = {
    ending: kind
    for ending, kind in sorted({**_FROM_PHONES, **_KINDS}.items(), key=lambda one: one[0] == ".txt")
}
