"""What somebody typed, where on our own site they would have pressed a button."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from enum import StrEnum

from rapidfuzz.distance import OSA

from advice.channels import Commands
from conversations.channels import Choice
from gateway.channels.writing import marks


class Command(StrEnum):
    """What somebody asks of the channel itself: no message to answer."""

    STOP = "stop"
    START = "start"
    ERASE = "erase"
    ERASE_SURELY = "erase_surely"


_SAID = re.compile(r"[\w€%]+")
_KEYCAP_TEN = "\U0001f51f"
_BEFORE = frozenset(
    ("de", "het", "een", "optie", "keuze", "antwoord", "nummer", "nr", "no", "letter", "cijfer")
)
_AFTER = frozenset(
    ("optie", "keuze", "antwoord", "graag", "aub", "svp", "alstublieft", "alsjeblieft")
)
_NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde"),
    *("zesde", "zevende", "achtste", "negende", "tiende"),
)
_LAST = "laatste"
# In a shorter word one letter can turn the meaning around: "een" and "geen", "wel" and "wil".
_LETTERS_FOR_A_SLIP = 7


def chosen(text: str, choices: Sequence[Choice], *, letters: bool) -> Choice | None:
    """Return which of `choices`, written by `writing.numbered`, somebody means; None: none of them.

    With `letters` a number is an answer of its own, and no choice unless it is on the button.
    What says more than a choice is an answer of its own as well.
    """
    known = marks(choices, letters=letters)
    said = _words(text)
    return (
        next((choice for choice in choices if choice.title.strip() == text.strip()), None)
        or _by_title(said, choices, known)
        or _by_mark(said, choices, known)
        or _by_title_with_a_slip(said, choices)
    )


def command_in(text: str, words: Commands) -> Command | None:
    """Return the command that `text` is, with nothing around it."""
    ways = {
        Command.STOP: words.stop,
        Command.START: words.start,
        Command.ERASE: words.erase,
        Command.ERASE_SURELY: words.erase_surely,
    }
    said = _words(text)
    return next((way for way, typed in ways.items() if said and said in map(_words, typed)), None)


def _words(text: str) -> tuple[str, ...]:
    """Return the words in small letters, without accents or marks: "2️⃣" is "2"."""
    apart = unicodedata.normalize("NFKD", text.replace(_KEYCAP_TEN, "10").casefold())
    bare = "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M")
    return tuple(_SAID.findall(bare))


def _by_title(
    said: tuple[str, ...], choices: Sequence[Choice], known: Sequence[str]
) -> Choice | None:
    """Return the only choice that is called so; of "4: goed" its half is enough."""
    found = [
        choice
        for place, choice in enumerate(choices)
        if said and said in _names(choice, known[place : place + 1])
    ]
    return found[0] if len(found) == 1 else None


def _names(choice: Choice, mark: Sequence[str]) -> Iterator[tuple[str, ...]]:
    title = _words(choice.title)
    yield title
    if title[:1] == tuple(mark):
        yield title[1:]


def _by_mark(
    said: tuple[str, ...], choices: Sequence[Choice], known: Sequence[str]
) -> Choice | None:
    word = _alone(said)
    place = _places(known).get(word) if word and known else None
    return None if place is None else choices[place]


def _alone(said: tuple[str, ...]) -> str | None:
    """Return the word that names a choice, without those that people put around it."""
    words = deque(said)
    while len(words) > 1 and words[0] in _BEFORE:
        words.popleft()
    while len(words) > 1 and words[-1] in _AFTER:
        words.pop()
    return words[0] if len(words) == 1 else None


def _places(known: Sequence[str]) -> dict[str, int]:
    """Return every word that names one of the marks, with the place of its choice."""
    places = {mark.casefold(): place for place, mark in enumerate(known)}
    for words in (_ORDINALS, _NUMBERS if known[0].isdecimal() else ()):
        places |= {word: place for place, word in enumerate(words[: len(known)])}
    if known[0].isdecimal():
        ends = ("e", "de", "ste")
        places |= {f"{mark}{end}": place for place, mark in enumerate(known) for end in ends}
    return places | {_LAST: len(known) - 1}


def _by_title_with_a_slip(said: tuple[str, ...], choices: Sequence[Choice]) -> Choice | None:
    found = [choice for choice in choices if _is_slip(said, _words(choice.title))]
    return found[0] if len(found) == 1 else None


def _is_slip(said: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Tell whether one letter of one long word is wrong, missing, too many or swapped."""
    if len(said) != len(title):
        return False
    wrong = [pair for pair in zip(said, title, strict=True) if pair[0] != pair[1]]
    return (
        len(wrong) == 1
        and all(len(word) >= _LETTERS_FOR_A_SLIP and word.isalpha() for word in wrong[0])
        and OSA.distance(*wrong[0]) == 1
    )
