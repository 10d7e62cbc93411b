"""Answers about schemes that an advisor puts in a message."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from advice.content import Content
from advice.schemes.answer import answer
from advice.schemes.scheme import Aspect, Scheme
from advice.search.index import SchemeSearch
from gateway.console.desk import texts

_MOST = 5


class SchemeFound(Struct):
    """A scheme with a ready answer."""

    id: str
    title: str
    text: str


class Library:
    """The schemes, found by name or by need as in the chat."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._search = SchemeSearch(content.schemes, content.synonyms)

    def find(self, words: str, today: date) -> list[SchemeFound]:
        """Return what fits, best first; a scheme that is named comes before all others."""
        schemes = dict.fromkeys(scheme.id for scheme in self._fitting(words, today))
        found = (self._content.schemes.get(id) for id in list(schemes)[:_MOST])
        return [SchemeFound(one.id, one.short_name, self._text(one, today)) for one in found if one]

    def _fitting(self, words: str, today: date) -> Iterator[Scheme]:
        if named := self._content.schemes.named(words):
            yield named
        yield from (find.scheme for find in self._search.find(words, today))

    def _text(self, scheme: Scheme, today: date) -> str:
        content = self._content
        said = answer(scheme, Aspect.WHAT, today, catalogue=content.schemes, words=content.words)
        return texts.SCHEME.format(
            name=said.name, text=said.text, source=said.source, checked=said.checked
        )
