"""What RVO's open data list says has changed; the list has no amounts, dates or rounds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from urllib.parse import SplitResult, urlsplit

import msgspec
from msgspec import Struct

from advice.reading import Document
from advice.schemes.catalogue import names_of, plain_name
from advice.schemes.scheme import Scheme
from advice.signals.signal import Kind, Signal, UnreadableAnswer

_SITE = "https://www.rvo.nl"
_HOST = "rvo.nl"
# How the list's `targets` and `type` speak of who we are for.
_FOR_US = re.compile(r"mkb|ondernemer|zzp|starter", re.IGNORECASE)


class Item(Struct, frozen=True):
    """One page in the list; its other keys are of no use to us."""

    id: str | int
    title: str
    changed: str | int
    url: str | None = None
    type: str | None = None
    targets: tuple[str, ...] | None = None

    @property
    def day(self) -> date:
        """The day of the change, from `2026-10-07T09:30:00+02:00` or seconds since 1970."""
        changed = str(self.changed)
        try:
            if changed.isdecimal():
                return datetime.fromtimestamp(int(changed), UTC).date()
            return date.fromisoformat(changed[:10])
        except (ValueError, OverflowError, OSError) as error:
            raise UnreadableAnswer(changed) from error

    @property
    def address(self) -> str:
        """Where people read it; the list leaves out the site."""
        url = self.url or ""
        return url if url.startswith("http") else _SITE + url


class Compared(Struct, frozen=True):
    """The signals, how many items belong to our files, and how many others look like ours."""

    signals: tuple[Signal, ...]
    matched: int
    others: int


def items(text: str) -> tuple[Item, ...]:
    """Read one page of the list, which after the last one is empty; raise `UnreadableAnswer`."""
    try:
        return msgspec.json.decode(text, type=tuple[Item, ...])
    except msgspec.DecodeError as error:
        raise UnreadableAnswer(str(error)) from error


def compare(found: Iterable[Item], schemes: Sequence[Document[Scheme]]) -> Compared:
    """Lay the whole list beside our schemes; raise `UnreadableAnswer` for a day we cannot read."""
    signals: list[Signal] = []
    matched = others = 0
    for item in found:
        about = [document for document in schemes if _is_about(item, document.value)]
        signals.extend(_changed(item, about))
        matched += bool(about)
        others += not about and _is_for_us(item)
    return Compared(tuple(signals), matched, others)


def _changed(item: Item, about: Iterable[Document[Scheme]]) -> Iterator[Signal]:
    for document in about:
        if item.day > document.value.checked_on:
            yield Signal(document.value.id, document.file, Kind.CHANGED, item.day, item.address)


def _is_about(item: Item, scheme: Scheme) -> bool:
    """Tell whether a source of the scheme is this page or below it, or a name is its title."""
    path = _path(item.address)
    if path.count("/") > 1 and any(f"{own}/".startswith(f"{path}/") for own in _paths(scheme)):
        return True
    return not _names_in(item.title).isdisjoint(map(plain_name, names_of(scheme)))


def _paths(scheme: Scheme) -> Iterator[str]:
    for source in scheme.sources:
        host = _split(source.url or "").hostname or ""
        if host == _HOST or host.endswith(f".{_HOST}"):
            yield _path(source.url or "")


def _path(url: str) -> str:
    return _split(url).path.rstrip("/").casefold()


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # such as `https://[`
        return urlsplit("")


def _names_in(title: str) -> frozenset[str]:
    """Read "Energie-investeringsaftrek (EIA)" as that name, the long one, and the short one."""
    long, _, rest = title.partition("(")
    names = (title, long, rest.rstrip(") "))
    return frozenset(plain for name in names if (plain := plain_name(name)))


def _is_for_us(item: Item) -> bool:
    return bool(_FOR_US.search(" ".join((item.type or "", *(item.targets or ())))))
