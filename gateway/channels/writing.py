"""Our messages as plain text, for channels without a screen of our own."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise, takewhile
from string import ascii_uppercase
from typing import Literal

from msgspec import Struct

from advice.channels import MenuWords
from conversations.channels import Choice

type Measure = Callable[[str], int]
"""How much room a text takes; a longer text never takes less."""


class Segments(Struct, frozen=True):
    """What an SMS costs: `count` segments, of `units` septets or UTF-16 units together."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    count: int


class _Rank(IntEnum):
    """How good it is to cut between two words."""

    WORDS = 0
    SENTENCES = 1
    PARAGRAPHS = 2


class _Gap(Struct, frozen=True):
    """The room between two words: `end` of the one, `on` where the next begins."""

    rank: _Rank
    end: int
    on: int


# A space that keeps words together ("€ 1.000") is no place to cut.
_WORD = re.compile(r"(?:\S|[\u00a0\u2007\u202f])+")
_URL = re.compile(r"https?://\S*[^\s.,;:!?)]")
_CLOSING = "\"'’”»)]"
_LIST_NUMBER = re.compile(r"\W*\d{1,2}\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_ABBREVIATIONS = frozenset(
    f"{word}."
    for word in (
        *("art", "bijv", "blz", "bv", "ca", "dhr", "dr", "drs", "evt", "excl", "incl", "ing"),
        *("ir", "jl", "max", "mevr", "min", "mr", "mw", "nl", "nr", "nrs", "pag", "prof", "resp"),
        *("st", "tel", "vgl", "zgn"),
        *("jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"),
    )
)
_ZERO_WIDTH_JOINER = "\u200d"

# 3GPP TS 23.038, 6.2.1: the default alphabet, and its extension, whose signs take two septets.
_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212•", "-"),
        **dict.fromkeys("\t\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u00ad\u200b\ufeff", ""),
        **{"…": "...", "×": "x", "→": "->", "²": "2", "³": "3", "₂": "2"},
    }
)


def split(text: str, limit: int, size: Measure = len) -> list[str]:
    """Return `text` in parts that take at most `limit` each, all words in order; [] without words.

    It is cut at a blank line, else at the end of a line or sentence, else at a space. Only a word
    that does not fit is cut itself: not within what people see as one sign, nor within an address
    that fits. A sign that takes more than `limit` is a part of its own.
    """
    parts, rest = [], text.strip()
    while rest:
        end, on = _cut(rest, limit, size)
        parts.append(rest[:end])
        rest = rest[on:].lstrip()
    return parts


def _cut(text: str, limit: int, size: Measure) -> tuple[int, int]:
    """Return where the first part of `text` ends, and where the rest goes on."""
    longest = max(1, _longest(text, limit, size))
    if longest == len(text):
        return longest, longest
    near = takewhile(lambda gap: gap.end <= longest, _gaps(text))
    best = max(near, key=lambda gap: (gap.rank, gap.end), default=None)
    if best:
        return best.end, best.on
    for url in _URL.finditer(text):
        if 0 < url.start() < longest < url.end() and size(url[0]) <= limit:
            return url.start(), url.start()
    end = _between_signs(text, longest)
    return end, end


def _longest(text: str, limit: int, size: Measure) -> int:
    """Return how many characters of `text` fit."""
    return bisect_right(range(1, len(text) + 1), limit, key=lambda end: size(text[:end]))


def _gaps(text: str) -> Iterator[_Gap]:
    begins_line = True
    for word, following in pairwise(_WORD.finditer(text)):
        lines = text.count("\n", word.end(), following.start())
        if lines > 1:
            rank = _Rank.PARAGRAPHS
        elif lines or (_ends_sentence(word[0], begins_line) and not following[0][0].islower()):
            rank = _Rank.SENTENCES
        else:
            rank = _Rank.WORDS
        yield _Gap(rank, word.end(), following.start())
        begins_line = lines > 0


def _ends_sentence(word: str, begins_line: bool) -> bool:
    bare = word.rstrip(_CLOSING)
    if not bare.endswith("."):
        return bare.endswith(("!", "?", "…"))
    if begins_line and _LIST_NUMBER.fullmatch(bare):
        return False
    bare = bare.lstrip("(\"'‘“«").casefold()
    return bare not in _ABBREVIATIONS and not _INITIALS.fullmatch(bare)


def _between_signs(text: str, end: int) -> int:
    """Return the last place up to `end` that is not within a sign; `end` if there is none."""
    place = end
    while place and _is_within_sign(text, place):
        place -= 1
    return place or end


def _is_within_sign(text: str, place: int) -> bool:
    """Tell it for accents, and for emoji of several parts (after Unicode TR 29, GB9 to GB13)."""
    before, after = text[place - 1], text[place]
    if _ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after)[0] == "M":
        return True
    if _is_regional(after):
        flags = sum(1 for _ in takewhile(_is_regional, reversed(text[:place])))
        return flags % 2 == 1
    # Colours of skin, and the tags behind the flags of regions.
    return "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f"


def _is_regional(sign: str) -> bool:
    """Two of these are one flag."""
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def numbered(text: str, choices: Sequence[Choice], words: MenuWords, *, letters: bool) -> str:
    """Return `text` with `choices` below it, to be answered by number, letter or title.

    With `letters` a number is an answer of its own. `choosing.chosen` reads what comes back.
    """
    if not choices:
        return text
    known = marks(choices, letters=letters)
    lines = [_menu_line(mark, choice) for mark, choice in zip(known, choices, strict=False)]
    shown = [line for line, mark in zip(lines, known, strict=True) if line != mark]
    menu = "\n".join([*shown, _last_line(choices, known, words, letters)])
    return f"{text}\n\n{menu}" if text else menu


def marks(choices: Sequence[Choice], *, letters: bool) -> tuple[str, ...]:
    """Return what each choice is answered with; () for a single one, which has only its title."""
    if len(choices) < 2:
        return ()
    numbers = tuple(str(place) for place in range(1, len(choices) + 1))
    if all(_begins_with(choice, number) for choice, number in zip(choices, numbers, strict=True)):
        return numbers
    if letters or any(choice.title.strip().isdecimal() for choice in choices):
        rounds = [divmod(place, len(ascii_uppercase)) for place in range(len(choices))]
        return tuple(ascii_uppercase[place] * (times + 1) for times, place in rounds)
    return numbers


def _begins_with(choice: Choice, number: str) -> bool:
    """Tell whether a title is a mark of its own, such as "4" or "4: goed"."""
    return choice.title.partition(":")[0].strip() == number


def _menu_line(mark: str, choice: Choice) -> str:
    return choice.title.strip() if _begins_with(choice, mark) else f"{mark}. {choice.title}"


def _last_line(
    choices: Sequence[Choice], known: Sequence[str], words: MenuWords, letters: bool
) -> str:
    if not known:
        return words.only_one.replace("{titel}", choices[0].title)
    line = words.answer_or_number if letters and not known[0].isdecimal() else words.answer
    named = f"{', '.join(known[:-1])} {words.joining} {known[-1]}"
    return line.replace("{keuzes}", named)


def with_link(text: str, title: str, url: str) -> str:
    """Return `text` and below it where a file can be opened."""
    return f"{text}\n\n{title}: {url}" if text else f"{title}: {url}"


def utf16_units(text: str) -> int:
    """Count as Telegram does: an emoji is two."""
    return sum(map(_units_in_utf16, text))


def segments(text: str) -> Segments:
    """Count what an SMS costs; an empty text has no segments."""
    if frozenset(text) <= _GSM7 | _GSM7_EXTENSION:
        sizes = [2 if sign in _GSM7_EXTENSION else 1 for sign in text]
        return Segments("GSM-7", sum(sizes), _filled(sizes, alone=160, joined=153))
    sizes = [_units_in_utf16(sign) for sign in text]
    return Segments("UCS-2", sum(sizes), _filled(sizes, alone=70, joined=67))


def _units_in_utf16(sign: str) -> int:
    return 2 if sign > "\uffff" else 1


def _filled(sizes: Sequence[int], *, alone: int, joined: int) -> int:
    """Count segments; a sign of two units is never spread over two of them."""
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    count, used = 1, 0
    for size in sizes:
        if used + size > joined:
            count, used = count + 1, 0
        used += size
    return count


def as_gsm7(text: str) -> str:
    """Return `text` with signs replaced that nobody misses and that make an SMS twice as dear.

    Letters and emoji stay: with "ë" or "👍" in it an SMS is still UCS-2.
    """
    return unicodedata.normalize("NFC", text).translate(_PLAIN)
