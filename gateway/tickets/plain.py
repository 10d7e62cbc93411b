"""What somebody at a desk wrote in HTML, as the words that a reader sees."""

import nh3

from gateway.mailbox.html_text import text_of

# What makes lines; all else keeps only its words.
_TAGS = frozenset(
    ("p", "div", "br", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "h1", "h2")
)
_GONE = frozenset(("script", "style", "title", "template", "noscript", "iframe", "object"))
_MOST = 500_000


def plain(html: str) -> str:
    """Return the words of a piece of HTML, line by line, with nothing of it that runs or hides."""
    safe = nh3.clean(html[:_MOST], tags=set(_TAGS), attributes={}, clean_content_tags=set(_GONE))
    return text_of(safe).strip()
