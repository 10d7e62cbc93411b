"""What somebody wrote, without what their program put around it.

No library knows how Dutch programs quote, so the rules stand here, one for each way.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

# Characters that are looked at: an answer stands before what it answers.
_MOST = 100_000
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
_AROUND_OURS = 20
_QUOTED = re.compile(r"\s?>")
_NO_LETTER = re.compile(r"[\W_]+")

# "Op ma 30 nov 2026 om 10:12 schreef Jan <jan@example.org>:", broken over at most this many lines.
_BROKEN_OVER = 4
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
_ATTRIBUTIONS = (
    # Gmail, Thunderbird, Yahoo
    re.compile(r"Op .{6,120} schreef\b.{0,300}:"),
    # Apple Mail
    re.compile(r"Op .{6,120} heeft\b.{1,300}geschreven:"),
    re.compile(r"On .{6,200} wrote:"),
)
# Dutch providers. Over more lines it could begin with what somebody wrote.
_ATTRIBUTION_OF_ONE_LINE = re.compile(r".{1,200} schreef op .{6,120}:")
# Outlook, and what programs put above a mail that is sent on.
_BANNER = re.compile(
    r"[-_* ]{2,}\s*(oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|original message"
    r"|forwarded message)\s*[-_* ]{2,}|begin doorgestuurd bericht:|begin forwarded message:",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(van|from)\s?:\*?\s", re.IGNORECASE)
_FIELD = re.compile(
    r"\*?(verzonden|datum|sent|date|aan|to|cc|onderwerp|subject|(be)?antwoord(en)? aan)\s?:\*?\s",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(r"\*?[^\W\d][\w -]{1,20}\s?:\*?\s\S")
_FIELDS_BELOW = 6
_RULER = re.compile(r"[-_=*\s]{5,}")

_SIGNATURE = re.compile(r"--\s?")
_SENT_FROM = re.compile(
    r"(verzonden|verstuurd|sent|get|download)\b.{0,30}\b(iphone|ipad|ipod|android|outlook|samsung"
    r"|galaxy|huawei|xiaomi|oppo|pixel|windows|yahoo|proton ?mail|smartphone|telefoon|mobiel)\b"
    r".{0,40}|outlook voor (ios|android)(<[^<>]*>)? downloaden",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"(met )?(vriendelijke|hartelijke|beste|zonnige|warme|sportieve) groet(en|jes)?|groet(en|jes)?"
    r"|hoogachtend|m\.?v\.?g\.?|(kind|best|warm|with kind) regards|regards",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(r"\s*p\.?\s?s\b|.*\?(\s|$)", re.IGNORECASE)
_LONGEST_NAME = 40
_LINES_BELOW_GOODBYE = 15
_HELLO = re.compile(
    r"(beste|geachte|hallo|hoi|hi|dag|goede(morgen|middag|navond|ndag)|l\.?s\.?)"
    r"( [\w ./&-]{1,50}[,!]|[,!]?)",
    re.IGNORECASE,
)


def own_words(text: str, above: str) -> str:
    """Return what was written, without quotes, signature, hello and goodbye; "" without any.

    `above` is the line of ours above which one answers. Who writes below the quotes is read too.
    """
    whole = _UNSEEN.sub("", text[:_MOST]).replace("\xa0", " ")
    lines = [line.rstrip() for line in whole.splitlines()]
    end = _history(lines, _letters(above))
    own = _unquoted(lines[:end])
    if end < len(lines):
        own = _without_introduction(own)
    return _bare(own) or _bare(_below(lines[end:]))


def _history(lines: Sequence[str], above: str) -> int:
    """Return where begins what was written before."""
    starts = (
        place
        for place, line in enumerate(lines)
        if _is_ours(_letters(line), above)
        or _begins_history(_plain(line), lines[place : place + 1 + _FIELDS_BELOW])
    )
    return next(starts, len(lines))


def _is_ours(letters: str, above: str) -> bool:
    return above in letters and len(letters) <= len(above) + _AROUND_OURS


def _begins_history(line: str, lines: Sequence[str]) -> bool:
    if _BANNER.match(line):
        return True
    if _FROM.match(line):
        below = map(_plain, lines[1:])
        return sum(1 for field in below if _FIELD.match(field)) > 1
    return bool(line) and _is_attribution([_plain(one) for one in lines[:_BROKEN_OVER]])


def _is_attribution(lines: Sequence[str]) -> bool:
    """Tell it of the first lines together; without a time of day it may be somebody's sentence."""
    count = next((n for n, line in enumerate(lines, 1) if line.endswith(":")), 0)
    joined = " ".join(lines[:count])
    ways = [*_ATTRIBUTIONS, *([_ATTRIBUTION_OF_ONE_LINE] if count == 1 else [])]
    return _TIME.search(joined) is not None and any(one.fullmatch(joined) for one in ways)


def _without_introduction(lines: Sequence[str]) -> list[str]:
    """Take away what stands right above the quote in a language or a way that we do not know."""
    kept = _trimmed(lines)
    last = list(takewhile(bool, reversed(kept)))[::-1]
    is_sentence = bool(last) and last[-1].endswith(":") and _TIME.search(" ".join(last))
    is_fields = len(last) > 2 and all(map(_ANY_FIELD.match, last))
    if is_fields or (is_sentence and len(last) <= _BROKEN_OVER):
        return kept[: len(kept) - len(last)]
    return kept


def _below(lines: Sequence[str]) -> list[str]:
    """Return what stands between and below quotes; without ">" nobody can tell which is which."""
    quoted = next((place for place, line in enumerate(lines) if _QUOTED.match(line)), len(lines))
    return _unquoted(lines[quoted:])


def _unquoted(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not _QUOTED.match(line)]


def _bare(lines: Sequence[str]) -> str:
    """Return the lines without what says nothing, unless nothing else is there."""
    said = [line for line in lines if not _SENT_FROM.fullmatch(line.strip())]
    signed = next((n for n, line in enumerate(said) if _SIGNATURE.fullmatch(line)), len(said))
    kept = _trimmed(said[:signed])
    kept = _without_goodbye(kept) or kept
    kept = _without_hello(kept) or kept
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept))


def _without_goodbye(lines: Sequence[str]) -> list[str]:
    for place, line in enumerate(lines):
        found = _GOODBYE.match(line.strip())
        rest = line.strip()[found.end() :] if found else ""
        is_goodbye = found and len(rest) <= _LONGEST_NAME and not rest[:1].isalpha()
        below = lines[place + 1 :]
        if is_goodbye and len(below) <= _LINES_BELOW_GOODBYE and not _has_more(rest, below):
            return _trimmed(lines[:place])
    return list(lines)


def _has_more(rest: str, below: Sequence[str]) -> bool:
    return any(map(_AFTERTHOUGHT.match, (rest, *below)))


def _without_hello(lines: Sequence[str]) -> list[str]:
    is_hello = bool(lines) and _HELLO.fullmatch(lines[0].strip())
    return _trimmed(lines[1:]) if is_hello else list(lines)


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Return the lines without empty ones and rulers around them."""
    kept = list(lines)
    while kept and _is_nothing(kept[-1]):
        kept.pop()
    while kept and _is_nothing(kept[0]):
        kept.pop(0)
    return kept


def _is_nothing(line: str) -> bool:
    return not line.strip() or _RULER.fullmatch(line) is not None


def _plain(line: str) -> str:
    """Return a line without the marks of a quote."""
    return line.lstrip("> ").strip()


def _letters(line: str) -> str:
    return _NO_LETTER.sub(" ", line).strip().casefold()
