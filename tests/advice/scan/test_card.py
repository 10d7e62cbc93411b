"""The advisor's card tells a scan in words, what needs attention first, whatever became of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from advice.content import Content, load_content
from advice.eligibility.check import restored
from advice.scan.card import Card, Changed, Said, StepTaken, Topic
from advice.scan.changes import Direction
from advice.scan.follow_up import previous_of
from advice.scan.prepare import card, summary
from advice.scan.record import record
from advice.scan.result import Assessor
from advice.scan.walk import ActionState, Walk
from conversations.scans import Given, KeptScan, ScanRecord
from tests.advice.folder import Folder
from tests.advice.small_scan import SCAN

THEN = datetime(2026, 5, 20, 12, 5, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
TODAY = NOW.date()
WORRIED = {
    "gemeente": "urk",
    "personeel_aantal": "0",
    "scan_geld": "slecht",
    "scan_digitaal": "goed",
    "scan_mensen": "matig",
}


@pytest.fixture
def content(folder: Folder) -> Content:
    return load_content(folder.path)


def scan_of(content: Content, answers: dict[str, str], walk: Walk | None = None) -> ScanRecord:
    """Return the scan that comes of these answers."""
    walk = walk or Walk(version=content.scan.version).saying(None, NOW)
    facts = restored(answers, content.facts)
    assessor = Assessor(content.schemes, content.partners)
    return record(walk, facts, assessor.result(content.scan, facts, TODAY))


def card_of(
    content: Content, scan: ScanRecord, seen: tuple[str, ...] = (), today: date = TODAY
) -> Card:
    assessor = Assessor(content.schemes, content.partners)
    return card(content, assessor, KeptScan(scan, uuid4()), seen, today)


def topics_of(shown: Card) -> dict[str, Topic]:
    return {one.name: one for one in (*(point.topic for point in shown.points), *shown.others)}


def level_of(topic: Topic) -> str | None:
    return topic.level.name if topic.level else None


def test_what_needs_attention_comes_first_with_the_questions_behind_it(real: Content) -> None:
    best = {one.key: one.answers[0].id for one in real.scan.own_questions}
    weak = {"scan_uzelf": "niet_vol", "scan_plan": "dag_tot_dag", "scan_klanten": "leunt"}

    shown = card_of(real, scan_of(real, {**best, **weak, "scan_nieuw": "probeert"}))

    names = [point.topic.name for point in shown.points]
    assert names == ["U als ondernemer", "Uw plannen", "Klanten en verkoop"]
    assert shown.points[0].behind == real.scan.themes[-1].behind
    assert all(point.partners for point in shown.points)
    assert [level_of(one) for one in shown.others][:2] == ["grotendeels geregeld", "op orde"]


def test_a_topic_tells_its_level_why_and_what_was_answered(content: Content) -> None:
    topic = topics_of(card_of(content, scan_of(content, WORRIED)))["Geld"]

    assert level_of(topic) == "vraagt aandacht"
    assert topic.why == "Geld staat op 0."
    assert topic.said == (Said("Hoe staat het met geld?", "Nog niet"),)


def test_the_firm_is_told_in_words(content: Content) -> None:
    shown = card_of(content, scan_of(content, WORRIED))

    assert shown.firm == (Said("Gemeente", "Urk"), Said("Mensen in loondienst", "Niemand"))


def test_what_one_does_not_know_differs_from_what_was_left_open(content: Content) -> None:
    answers = {"personeel_aantal": "1-", "scan_mensen": "weet_niet"}

    shown = card_of(content, scan_of(content, answers))

    assert [one.answer for one in topics_of(shown)["Mensen"].said] == ["weet ik niet", None]
    assert shown.firm[0] == Said("Gemeente", None)


def test_a_topic_about_which_nothing_was_said_is_only_named(content: Content) -> None:
    shown = card_of(content, scan_of(content, {"scan_mensen": "slecht"}))

    assert shown.untold == ("Geld", "Digitaal")
    assert list(topics_of(shown)) == ["Mensen"]


def test_own_words_are_shown_to_the_letter(content: Content) -> None:
    words = "  Mijn <b>dochter</b>\n wil & kan overnemen "
    walk = Walk(version=1).saying(words, NOW)

    assert card_of(content, scan_of(content, WORRIED, walk)).own_words == words


def test_answers_are_told_in_the_words_of_the_version_in_which_they_were_given(
    folder: Folder,
) -> None:
    scan = scan_of(load_content(folder.path), WORRIED)
    ways = [
        {"id": "goed", "titel": "Prima geregeld", "score": 3},
        {"id": "anders", "titel": "Anders", "score": 0},
    ]
    questions = [{**one, "antwoorden": ways} if "id" in one else one for one in SCAN["vragen"]]
    folder.scan(2, vragen=questions, themas=[{**one, "naam": "X"} for one in SCAN["themas"]])

    shown = card_of(load_content(folder.path), scan)

    assert shown.version == 1
    assert shown.is_version_known
    assert topics_of(shown)["Geld"].said[0].answer == "Nog niet"
    assert topics_of(shown)["Digitaal"].said[0].answer == "Dat is geregeld"


def test_a_version_that_is_gone_stays_readable(content: Content) -> None:
    scan = structs.replace(
        scan_of(content, WORRIED),
        version=9,
        answers={
            "gemeente": "lage_zwaluwe",
            "scan_geld": "heel_slecht",
            "scan_export": "weet_niet",
        },
        levels={"geld": 1, "nieuwe-markten": 0},
        schemes={"oude-lening": "past_heel-goed"},
    )

    shown = card_of(content, scan, seen=("oude-lening",))

    assert not shown.is_version_known
    assert shown.firm[0] == Said("Gemeente", "Lage zwaluwe")
    assert topics_of(shown)["Geld"].said[0].answer == "Heel slecht"
    assert level_of(topics_of(shown)["Nieuwe markten"]) == "vraagt aandacht"
    assert shown.unknown == (Said("Scan export", "weet ik niet"),)
    assert (shown.schemes[0].name, shown.schemes[0].outcome) == ("Oude lening", "Past heel goed")
    assert shown.seen == ("Oude lening",)


def test_a_level_is_the_one_that_was_told_whatever_the_answers_give_now(content: Content) -> None:
    scan = structs.replace(scan_of(content, WORRIED), levels={"geld": 2})

    shown = card_of(content, scan)

    assert level_of(topics_of(shown)["Geld"]) == "grotendeels"
    assert topics_of(shown)["Geld"].why == "Geld staat op 2."
    assert level_of(topics_of(shown)["Digitaal"]) == "op orde"


def test_a_follow_up_tells_what_changed_and_how_each_step_went(content: Content) -> None:
    before = Walk(version=1).saying(None, THEN)
    facts = restored(WORRIED, content.facts)
    told = Assessor(content.schemes, content.partners).result(content.scan, facts, TODAY)
    walk = before.following(1, previous_of(before, facts, told, TODAY))
    walk = walk.stepping("geld", ActionState.DONE).stepping("mensen", None).saying(None, NOW)

    shown = card_of(content, scan_of(content, {**WORRIED, "scan_geld": "goed"}, walk))

    assert shown.previous == "20 mei 2026"
    assert shown.changes == (
        Changed(Direction.BETTER, ("Geld",)),
        Changed(Direction.SAME, ("Digitaal", "Mensen")),
    )
    assert shown.steps == (
        StepTaken("Geld", "Bel het loket.", "gelukt"),
        StepTaken("Mensen", "Maak een lijst.", None),
    )
    money = topics_of(shown)["Geld"]
    assert money.change is Direction.BETTER
    assert money.before is not None
    assert (money.before.name, level_of(money)) == ("vraagt aandacht", "op orde")


def test_a_first_scan_is_compared_with_nothing(content: Content) -> None:
    shown = card_of(content, scan_of(content, WORRIED))

    assert (shown.previous, shown.changes, shown.steps) == (None, (), ())
    assert {topic.change for topic in topics_of(shown).values()} == {None}


def test_a_step_of_a_topic_that_is_gone_is_still_told(folder: Folder) -> None:
    content = load_content(folder.path)
    before = Walk(version=1).saying(None, THEN)
    facts = restored(WORRIED, content.facts)
    told = Assessor(content.schemes, content.partners).result(content.scan, facts, TODAY)
    previous = previous_of(before, facts, told, TODAY)
    gone = structs.replace(previous.steps[0], theme="nieuwe-markten")
    walk = before.following(1, structs.replace(previous, steps=(gone,)))

    shown = card_of(content, scan_of(content, WORRIED, walk.saying(None, NOW)))

    assert [step.topic for step in shown.steps] == ["Nieuwe markten"]


def test_a_scheme_that_closed_since_says_so(folder: Folder) -> None:
    folder.scheme(periode={"tot": TODAY.isoformat()})
    content = load_content(folder.path)
    scan = scan_of(content, WORRIED)

    shown = card_of(content, scan)
    later = card_of(content, scan, today=TODAY + timedelta(days=1))

    assert [(one.name, one.outcome) for one in shown.schemes] == [
        ("Boomsubsidie", "past waarschijnlijk")
    ]
    assert shown.schemes[0].is_available
    assert not later.schemes[0].is_available


def test_each_consent_has_its_day(content: Content) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    walk = Walk(version=1).consenting("advies", Given(True, 2, THEN))
    walk = walk.consenting("cijfers", Given(False, 2, late)).saying(None, NOW)

    shown = card_of(content, scan_of(content, WORRIED, walk))

    told = [(one.consent, one.is_given, one.day) for one in shown.consents]
    assert told == [("advies", True, "20 mei 2026"), ("cijfers", False, "24 november 2026")]


def test_a_scan_that_goes_on_has_no_day_yet(content: Content) -> None:
    assert card_of(content, scan_of(content, WORRIED, Walk(version=1))).finished is None


def test_the_list_counts_what_needs_attention_and_tells_scans_of_one_day_apart(
    content: Content,
) -> None:
    line = summary(content, scan_of(content, {**WORRIED, "scan_digitaal": "slecht"}))

    assert line.finished == "24 november 2026, 14.05 uur"
    assert (line.place, line.pressing, line.is_follow_up) == ("Urk", 2, False)


_words = st.text(st.characters(categories=["Ll", "Nd"], include_characters="_-"), max_size=12)


@given(data=st.data())
def test_no_id_makes_a_card_impossible(real: Content, data: st.DataObject) -> None:
    asked = [question.key for question in real.scan.questions]
    themes = [theme.id for theme in real.scan.themes]
    scan = structs.replace(
        scan_of(real, {}),
        version=data.draw(st.integers(0, 3)),
        answers=data.draw(st.dictionaries(st.sampled_from(asked) | _words, _words)),
        levels=data.draw(st.dictionaries(st.sampled_from(themes) | _words, st.integers(0, 3))),
        schemes=data.draw(st.dictionaries(_words, _words)),
    )

    shown = card_of(real, scan, seen=tuple(data.draw(st.lists(_words))))

    assert summary(real, scan).id == scan.id
    told = {*topics_of(shown), *shown.untold}
    assert {theme.name for theme in real.scan.themes} <= told
