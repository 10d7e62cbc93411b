"""Of all schemes at once: what may fit is shown a few at a time, and nothing promises anything."""

import random
import re

import pytest

from advice.content import Content, load_content
from advice.eligibility.condition import Answered, Condition
from advice.eligibility.fact import Range, Value, spelled
from tests.actions.rasa import ROOT, Rasa, Talk, payloads, pressed, rendered, titles
from tests.advice.folder import Folder
from tests.support.time import HandClock

AGAIN = "action_ask_again"
VERDICTS = {"utter_fits_likely", "utter_fits_possibly", "utter_fits_not", "utter_not_available"}
PROMISE = re.compile(r"\brecht op\b|\bu krijgt (?:zeker|altijd)|\bgegarandeerd\b")

type Kept = dict[str, str]


async def test_the_reverse_check_asks_the_aim_and_ends_with_what_may_fit(talk: Talk) -> None:
    asked = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")
    asked = await talk.press(asked, "Groen")
    assert asked["question"] == "Waar staat uw bedrijf?"

    said = await talk.press(asked, "Laat de uitkomst zien")

    assert said["response"] == "utter_matches"
    assert set(said["meta"]["ids"]) == {"boomsubsidie", "tuinsubsidie", "gras"}
    assert "struiken" not in said["schemes"]
    assert talk.slots["regeling"] == said["meta"]["ids"][0]


async def test_the_likely_come_first_with_the_reason_why(talk: Talk) -> None:
    talk.slots["facts"] = {"doel": "alles", "gemeente": "urk"}
    asked = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    said = await talk.press(asked, "Laat de uitkomst zien")

    assert said["schemes"].splitlines()[0] == (
        "1. Boomsubsidie: geld voor bomen op uw terrein; "
        "past omdat uw bedrijf staat in Urk of Dronten"
    )


async def test_of_many_that_fit_five_are_shown_and_the_rest_after_more(
    folder: Folder, clock: HandClock
) -> None:
    for number in range(11):
        folder.scheme(f"hek-{number:02}", voorwaarden=[])
    talk = Talk(Rasa(folder.path, clock))
    asked = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    said = await talk.press(asked, "Laat de uitkomst zien")
    shown = []
    while "Laat meer zien" in titles(said):
        shown.append(said["meta"]["ids"])
        said = await talk.press(said, "Laat meer zien")
    shown.append(said["meta"]["ids"])

    assert [len(ids) for ids in shown] == [5, 5, 2]
    assert len({id for ids in shown for id in ids}) == 12
    assert talk.slots["found"] is None


async def test_when_nothing_fits_a_person_is_offered(folder: Folder, clock: HandClock) -> None:
    talk = Talk(Rasa(folder.path, clock))
    talk.slots["facts"] = {"doel": "alles", "gemeente": "anders"}

    said = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    assert said["response"] == "utter_no_matches"
    assert payloads(said) == ["/ask_help", "/ask_human"]


async def test_whatever_is_pressed_the_reverse_check_ends_after_six_questions(
    real_rasa: Rasa,
) -> None:
    chance = random.Random(7)

    for _ in range(8):
        talk = Talk(real_rasa)
        said = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")
        questions = []
        while said["response"] == "utter_ask_fact":
            questions.append(said["question"])
            rendered(said)
            said = await talk.send(chance.choice(payloads(said)[:-1]))

        assert len(questions) == len(set(questions)) <= 6
        assert said["response"] in {"utter_matches", "utter_no_matches"}
        assert len(said.get("schemes", "").splitlines()) <= 5


def answers(content: Content, conditions: tuple[Condition, ...], wanted: Answered) -> Kept:
    """Return facts, as they are kept, of a firm whose every condition is answered so."""
    return {c.fact: _answer(content, c, wanted) for c in conditions}


def _answer(content: Content, condition: Condition, wanted: Answered) -> str:
    values: list[Value] = [choice.id for choice in content.facts[condition.fact].choices]
    bounds = (condition.at_least or 0, condition.at_most or 0)
    values += [Range.exactly(number) for number in (*bounds, bounds[1] + 1, 0)]
    return next(
        spelled(value) for value in values if condition.answered({condition.fact: value}) is wanted
    )


PROMISE = re.compile(
    r"\b(?:u (?:hebt|heeft) recht op|recht op|u krijgt (?:zeker|altijd)|gegarandeerd)"
)


@pytest.mark.parametrize(
    ("wanted", "outcomes"),
    [
        (Answered.MET, VERDICTS - {"utter_fits_not"}),
        (Answered.NOT_MET, {"utter_fits_not", "utter_fits_possibly", "utter_not_available"}),
        (Answered.OPEN, {"utter_fits_possibly", "utter_not_available"}),
    ],
)
async def test_every_verdict_we_ship_can_be_read_and_promises_nothing(
    real_rasa: Rasa, wanted: Answered, outcomes: set[str]
) -> None:
    content = load_content(ROOT / "data")
    for scheme in content.schemes:
        decisive = scheme.conditions if wanted is Answered.MET else scheme.conditions[:1]
        facts = {} if wanted is Answered.OPEN else answers(content, decisive, wanted)
        slots = {"facts": facts, "check": {"scheme": scheme.id, "asked": 1}}

        said = await real_rasa.one("action_end_check", **pressed("stop"), slots=slots)

        assert said["response"] in outcomes, scheme.id
        for text in rendered(said):
            assert scheme.name in text
            assert "Bron: " in text
            assert "Gecontroleerd op 23 november 2026" in text
            assert "{" not in text
            # What is said about the round is quoted from the file, and checked there.
            own_words = text.replace(said["when"], "").casefold()
            assert not PROMISE.search(own_words), scheme.id


async def test_every_question_we_ship_can_be_read(real_rasa: Rasa) -> None:
    for fact in load_content(ROOT / "data").facts.values():
        slots = {"check": {"scheme": None, "asked": 1}, "open_question": fact.id}
        said = await real_rasa.one(AGAIN, slots=slots)

        assert fact.question in rendered(said)[0]
        assert all(len(title) <= 60 for title in titles(said))
        assert titles(said)[-2:] == ["Weet ik niet", "Laat de uitkomst zien"]
