"""Someone who does the scan on the website and knows nothing but the public API."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.client import Said, Visitor

HABITS = (
    *("first", "last", "random", "typed", "does not know", "asks aside"),
    *("leaves and returns", "goes on elsewhere"),
)
"""How someone may answer: always the first or last button, by typing, with questions between …"""

START, FOLLOW_UP = "ik wil de bedrijfsscan doen", "ik wil de vervolgscan doen"
CODE = re.compile(r"\b[A-Z]\d[A-Z]{2}-[A-Z]\d[A-Z]{2}-[A-Z]\d[A-Z]{2}\b")
"""What a code of a scan looks like."""

_GO_ON = "verder met de scan"
_ASIDE = ("wat is de wbso", "hoeveel krijg ik met de eia", "wat is het mkb schakelteam")
_OWN_WORDS = "ik wil praten over de toekomst van mijn bedrijf"
_PAUSE = "Stop, later verder"
_NO_ANSWERS = ("Vorige vraag", _PAUSE, "Een antwoord wijzigen", "Overslaan")
_DOES_NOT_KNOW = "Weet ik niet"
# Here "no" opens a list instead of answering.
_CHANGED = "Nee, er is iets veranderd"
_MOST_TURNS = 80


@dataclass
class Walked:
    """What happened: every question that was open in turn, and what came out."""

    asked: list[str] = field(default_factory=list)
    turns: int = 0
    result: list[Said] = field(default_factory=list)

    @property
    def repeated(self) -> list[str]:
        """The questions that were asked again after they were answered."""
        once = (id for id in self.asked if id != "stap")
        return [id for id, times in Counter(once).items() if times > 1]

    @property
    def code(self) -> str:
        """The code that opens this scan elsewhere."""
        return code_in(self.result)


def walk(
    url: str,
    seed: int,
    habit: str,
    then: Callable[[Visitor, Walked], None] = lambda *_: None,
) -> Walked:
    """Do the scan from beginning to end, and `then` something more with the same conversation.

    Raises `AssertionError` when the scan gets stuck or lost.
    """
    visitor = Visitor(url)
    try:
        walked, visitor = go(visitor, START, seed, habit)
        then(visitor, walked)
        return walked
    finally:
        visitor.close()


def go(visitor: Visitor, opening: str, seed: int, habit: str) -> tuple[Walked, Visitor]:
    """Do a scan that begins with `opening`; return also in whose hands it ended."""
    return go_on(visitor, visitor.ask(opening), seed, habit)


def go_on(visitor: Visitor, said: list[Said], seed: int, habit: str) -> tuple[Walked, Visitor]:
    """Do a scan of which the first question was just `said`; otherwise as `go`."""
    chance, walked = random.Random(seed), Walked()
    while said[-1]["meta"]["kind"] != "scan_result":
        walked.turns += 1
        assert walked.turns < _MOST_TURNS, f"stuck at {walked.asked[-1]}"
        question = said[-1]
        assert question["meta"]["kind"] == "scan", f"lost after {walked.asked[-1:]}: {said}"
        (id,) = question["meta"]["ids"]
        walked.asked.append(id)
        if habit == "asks aside":
            question = _ask_aside(visitor, chance, id)
        elif habit == "leaves and returns" and chance.random() < 0.3:
            question = _leave_and_return(visitor, question, id)
        elif habit == "goes on elsewhere" and chance.random() < 0.3:
            question, visitor = _go_on_elsewhere(visitor, question, id)
        said = _answer(visitor, chance, habit, question)
    walked.result = said
    return walked, visitor


def code_in(said: list[Said]) -> str:
    """Return the code that stands in one of these messages."""
    found = CODE.search("\n".join(one["text"] for one in said))
    assert found, f"no code in {said}"
    return found[0]


def _ask_aside(visitor: Visitor, chance: random.Random, id: str) -> Said:
    """Ask something else: it is answered, and the open question comes back."""
    aside = _ASIDE[0] if id == "eigen_woorden" else chance.choice(_ASIDE)
    said = visitor.ask(aside)
    kinds = [one["meta"]["kind"] for one in said]
    assert kinds[0] in {"scheme", "faq"}, f"a question in between was not answered: {said}"
    meta = said[-1]["meta"]
    assert (meta["kind"], meta["ids"]) == ("scan", [id]), f"{id} is lost"
    return said[-1]


def _leave_and_return(visitor: Visitor, question: Said, id: str) -> Said:
    stop = _button(question, _PAUSE)
    if stop is None:
        return question
    visitor.answers(visitor.click(stop))
    return _same_question(visitor.ask(_GO_ON), id)


def _go_on_elsewhere(visitor: Visitor, question: Said, id: str) -> tuple[Said, Visitor]:
    """Stop here and go on in a new conversation with the code."""
    stop = _button(question, _PAUSE)
    if stop is None:
        return question, visitor
    code = code_in(visitor.answers(visitor.click(stop)))
    elsewhere = Visitor(visitor.url)
    visitor.close()
    return _same_question(elsewhere.ask(f"hier is mijn code {code.lower()}"), id), elsewhere


def _same_question(said: list[Said], id: str) -> Said:
    assert said[-1]["meta"]["ids"] == [id], f"{id} is lost after coming back: {said}"
    return said[-1]


def _answer(visitor: Visitor, chance: random.Random, habit: str, question: Said) -> list[Said]:
    if question["meta"]["ids"] == ["eigen_woorden"]:
        return visitor.ask(_OWN_WORDS)
    answers = [b for b in question["buttons"] if b["title"] not in (*_NO_ANSWERS, _CHANGED)]
    known = [button for button in answers if button["title"] != _DOES_NOT_KNOW]
    match habit:
        case "first":
            pressed = known[0]
        case "last":
            pressed = known[-1]
        case "does not know":
            pressed = answers[-1]
        case "typed":
            return visitor.ask(chance.choice(known)["title"])
        case _:
            pressed = chance.choice(answers)
    return visitor.answers(visitor.click(pressed["payload"]))


def _button(question: Said, title: str) -> str | None:
    return next((b["payload"] for b in question["buttons"] if b["title"] == title), None)
