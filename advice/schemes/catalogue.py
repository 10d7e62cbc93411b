"""All schemes, found by their id or by any name people give them."""

import re
from collections.abc import Iterable, Iterator

from advice.schemes.scheme import OtherScheme, Scheme


class Catalogue:
    """The schemes in a fixed order. Names clash nowhere: `advice.integrity` saw to that."""

    def __init__(self, schemes: Iterable[Scheme], others: Iterable[OtherScheme] = ()) -> None:
        self._by_id = {scheme.id: scheme for scheme in schemes}
        self._by_name = {plain_name(name): scheme for scheme in self for name in names_of(scheme)}
        self.others = tuple(others)

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Scheme | None:
        """Return the scheme with this id, or None."""
        return self._by_id.get(id)

    def named(self, name: str) -> Scheme | None:
        """Return the scheme that people call `name`, or None."""
        return self._by_name.get(plain_name(name))


def names_of(scheme: Scheme) -> tuple[str, ...]:
    """Return all names of a scheme, each once: its id, its two names and its aliases."""
    names = (
        scheme.id,
        scheme.name,
        scheme.short_name,
        *scheme.aliases,
        *scheme.aliases_in_context,
    )
    return tuple({plain_name(name): name for name in names}.values())


def plain_name(name: str) -> str:
    """Take away what people do differently in one name: capitals, hyphens, double spaces."""
    return re.sub(r"[\s-]+", " ", name.casefold()).strip()
