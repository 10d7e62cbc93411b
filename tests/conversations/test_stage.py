"""Who has the conversation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.stage import IllegalStageChange, Stage, advance


def test_a_person_gets_a_conversation_only_from_the_waiting_list() -> None:
    givers = [stage for stage in Stage if _may(stage, Stage.ADVISOR)]

    assert givers == [Stage.WAITING]


@given(st.lists(st.sampled_from(Stage)))
def test_an_advisor_never_gets_a_conversation_that_nobody_asked_for(wishes: list[Stage]) -> None:
    stage, before = Stage.BOT, Stage.BOT

    for wish in wishes:
        if _may(stage, wish):
            before, stage = stage, advance(stage, wish)
            assert stage is not Stage.ADVISOR or before is Stage.WAITING


def test_a_move_that_does_not_exist_names_both_ends() -> None:
    with pytest.raises(IllegalStageChange, match="closed → advisor"):
        advance(Stage.CLOSED, Stage.ADVISOR)


def _may(current: Stage, wanted: Stage) -> bool:
    try:
        advance(current, wanted)
    except IllegalStageChange:
        return False
    return True
