"""A follow-up is compared with the scan before it, theme by theme."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from advice.eligibility.fact import Facts
from advice.scan.changes import Direction, Since, changes, since_last_time
from advice.scan.walk import ActionState, Previous, Step, Walk
from tests.advice.scan.drawn import ANSWERS, IN_SPRING, SMALL, outcome, since

LEVELS = {"wortels": 2, "stam": 3, "kroon": 0}
STEPS = (Step("wortels", "Geef water."), Step("stam", "Zet een paal."))


def directions(facts: Facts, before: dict[str, int]) -> dict[str, Direction]:
    compared = changes(outcome(facts), since(before))
    return {one.theme.id: one.direction for one in compared}


def follow_up(*steps: Step) -> Walk:
    previous = Previous(IN_SPRING, 1, LEVELS, answers={}, steps=steps, anew=())
    return Walk(version=1).following(1, previous)


def test_a_theme_is_better_less_or_the_same() -> None:
    assert directions(ANSWERS, LEVELS) == {
        "wortels": Direction.WORSE,
        "stam": Direction.SAME,
        "kroon": Direction.BETTER,
    }


def test_a_theme_without_a_level_before_is_new_and_without_one_now_is_gone() -> None:
    facts: Facts = {"scan_wortels": "slecht"}

    assert directions(facts, {"stam": 1}) == {
        "wortels": Direction.NEW,
        "stam": Direction.GONE,
    }


def test_the_lowest_level_is_a_level_too() -> None:
    facts: Facts = {"scan_wortels": "slecht", "scan_stam": "goed"}

    assert directions(facts, {"wortels": 0, "stam": 0, "kroon": 0}) == {
        "wortels": Direction.SAME,
        "stam": Direction.BETTER,
        "kroon": Direction.GONE,
    }


def test_a_theme_that_no_longer_exists_is_left_out() -> None:
    assert "takken" not in directions(ANSWERS, {**LEVELS, "takken": 3})


@given(
    facts=st.dictionaries(
        st.sampled_from(["scan_wortels", "scan_stam", "scan_kroon"]),
        st.sampled_from(["goed", "half", "matig", "slecht"]),
    ),
    before=st.dictionaries(
        st.sampled_from(["wortels", "stam", "kroon", "takken"]), st.integers(0, 3)
    ),
)
def test_every_theme_with_a_level_then_or_now_is_compared_in_the_order_of_the_scan(
    facts: dict[str, str], before: dict[str, int]
) -> None:
    result = outcome({**facts})

    compared = changes(result, Since(IN_SPRING, before, ()))

    assert [one.theme for one in compared] == [
        one.theme for one in result.standings if one.level is not None or one.theme.id in before
    ]


def test_a_first_scan_has_nothing_to_be_compared_with() -> None:
    assert since_last_time(Walk(version=1), SMALL) is None


def test_a_follow_up_is_compared_with_the_scan_that_it_goes_on_from() -> None:
    walk = follow_up(*STEPS)
    walk = walk.stepping("wortels", ActionState.DONE).stepping("stam", ActionState.NOT_YET)

    found = since_last_time(walk, SMALL)

    assert found is not None
    assert (found.day, found.levels) == (IN_SPRING, LEVELS)
    assert [(done.theme.name, done.action, done.how) for done in found.actions] == [
        ("Wortels", "Geef water.", ActionState.DONE),
        ("De stam", "Zet een paal.", ActionState.NOT_YET),
    ]


def test_a_step_that_was_left_open_or_not_asked_about_is_not_told() -> None:
    walk = follow_up(*STEPS).stepping("wortels", None)

    found = since_last_time(walk, SMALL)

    assert found is not None
    assert found.actions == ()


def test_a_step_on_a_theme_that_no_longer_exists_is_not_told() -> None:
    scan = structs.replace(SMALL, themes=SMALL.themes[1:])
    walk = follow_up(*STEPS).stepping("wortels", ActionState.DONE)

    found = since_last_time(walk.stepping("stam", ActionState.DONE), scan)

    assert found is not None
    assert [done.theme.id for done in found.actions] == ["stam"]
