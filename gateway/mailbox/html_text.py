"""The words of a mail that is a page of HTML."""

from html.parser import HTMLParser

_MOST = 500_000
"""Characters that are looked at: what people type is at the top."""
_UNSEEN = frozenset(("head", "script", "style", "template", "title"))
_LINES = frozenset(
    ("address", "article", "blockquote", "br", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6")
) | frozenset(("header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"))
# Programs make an empty line of these, so that cutting at empty lines stays possible.
_PARAGRAPHS = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"))
_CELLS = frozenset(("td", "th"))


def text_of(html: str) -> str:
    """Return what one sees of a page, line by line; quotes have "> " before them as in a text."""
    reading = _Reading()
    reading.feed(html[:_MOST])
    reading.close()
    return reading.text


class _Reading(HTMLParser):
    """Keeps lines, with how deep in quotes they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._line: list[str] = []
        self._depth = 0
        self._unseen: list[str] = []

    @property
    def text(self) -> str:
        self._end_line()
        return "\n".join(f"{'> ' * depth}{line}".rstrip() for depth, line in self._lines)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._break(tag)
        if tag == "br":
            self._lines.append((self._depth, self._taken()))
        if tag == "blockquote":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            self._unseen.remove(tag)
        if tag != "br":
            self._break(tag)
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(data)

    def _break(self, tag: str) -> None:
        if tag in _CELLS:
            self._line.append(" ")
        if tag in _LINES and tag != "br":
            self._end_line()
        if tag in _PARAGRAPHS and self._lines and self._lines[-1][1]:
            self._lines.append((self._depth, ""))

    def _end_line(self) -> None:
        line = self._taken()
        if line:
            self._lines.append((self._depth, line))

    def _taken(self) -> str:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        return line
