"""What the register of local regulations (CVDR) says of the rules that our sources point to."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as Xml

from msgspec import Struct

from advice.reading import Document
from advice.schemes.certainty import is_available
from advice.schemes.scheme import Scheme
from advice.signals.signal import Kind, Signal, UnreadableAnswer

# `CVDR700069/1` in an address of the site, `CVDR700069_1` in an identifier.
_RULES = re.compile(r"CVDR(\d{1,9})(?:[/_](\d{1,9}))?(?!\d)")
_COUNT = re.compile(r"\d{1,9}")
_ADDRESS = "https://lokaleregelgeving.overheid.nl/CVDR{number}/{version}"
_ANSWER = "searchRetrieveResponse"


class Version(Struct, frozen=True):
    """One version of rules; `ends` is the first day on which it does not hold any more."""

    number: str
    version: int
    begins: date | None
    ends: date | None


class Answer(Struct, frozen=True):
    """What one call gave, of how many versions there are."""

    total: int
    versions: tuple[Version, ...]


def numbers(schemes: Iterable[Document[Scheme]]) -> tuple[str, ...]:
    """Return the numbers that our sources point to, each once."""
    found = {number for document in schemes for number in _ours(document.value)}
    return tuple(sorted(found, key=int))


def answer(text: str) -> Answer:
    """Read an SRU answer; raise `UnreadableAnswer` for anything else."""
    root = _parsed(text)
    if _local(root) != _ANSWER or _first(root, "diagnostic") is not None:
        raise UnreadableAnswer(root.tag)
    total = _first(root, "numberOfRecords") or ""
    if not _COUNT.fullmatch(total):
        raise UnreadableAnswer(total)
    records = (element for element in root.iter() if _local(element) == "record")
    return Answer(int(total), tuple(map(_version, records)))


def compare(
    found: Iterable[Version], schemes: Sequence[Document[Scheme]], today: date
) -> tuple[Signal, ...]:
    """Return the rules that have a newer version than our source, or have run out."""
    newest: dict[str, Version] = {}
    for version in sorted(found, key=lambda version: version.version):
        newest[version.number] = version
    return tuple(signal for document in schemes for signal in _signals(document, newest, today))


def _signals(
    document: Document[Scheme], newest: Mapping[str, Version], today: date
) -> Iterator[Signal]:
    scheme = document.value
    for number, ours in _ours(scheme).items():
        now = newest.get(number)
        if now is None:
            continue
        address = _ADDRESS.format(number=number, version=now.version)
        if _is_newer(now, ours, scheme.checked_on):
            yield Signal(scheme.id, document.file, Kind.NEW_VERSION, now.begins, address)
        # Of a scheme that we call closed or ended, old rules are no news.
        if now.ends is not None and now.ends <= today and is_available(scheme, today):
            yield Signal(scheme.id, document.file, Kind.EXPIRED, now.ends, address)


def _is_newer(now: Version, ours: int | None, checked_on: date) -> bool:
    """Compare versions; an address without one shows the newest, so then the day decides."""
    if ours is not None:
        return now.version > ours
    return now.begins is not None and now.begins > checked_on


def _ours(scheme: Scheme) -> dict[str, int | None]:
    """Return the numbers in the sources with the newest version that they name."""
    found: dict[str, int | None] = {}
    for source in scheme.sources:
        if rules := _RULES.search(source.url or ""):
            versions = (found.get(rules[1]), int(rules[2]) if rules[2] else None)
            found[rules[1]] = max((v for v in versions if v is not None), default=None)
    return found


def _parsed(text: str) -> Xml.Element:
    """Parse XML without a DOCTYPE: an entity can only be declared there, and may grow endlessly."""
    if "<!DOCTYPE" in text:
        raise UnreadableAnswer("DOCTYPE")
    try:
        return Xml.fromstring(text)  # noqa: S314 - no DOCTYPE, so no entities
    except (Xml.ParseError, ValueError) as error:
        raise UnreadableAnswer(str(error)) from error


def _version(record: Xml.Element) -> Version:
    rules = _RULES.fullmatch(_first(record, "identifier") or "")
    if rules is None or rules[2] is None:
        raise UnreadableAnswer("identifier")
    begins, ends = (
        _day(record, f"{name}Datum") for name in ("inwerkingtreding", "uitwerkingtreding")
    )
    return Version(rules[1], int(rules[2]), begins, ends)


def _day(record: Xml.Element, name: str) -> date | None:
    text = _first(record, name)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise UnreadableAnswer(text or "") from error


def _first(element: Xml.Element, name: str) -> str | None:
    """Return the text of the first element with this local name: namespaces differ by version."""
    for below in element.iter():
        if _local(below) == name:
            return (below.text or "").strip()
    return None


def _local(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]
