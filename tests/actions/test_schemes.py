"""A question about a scheme gets a sourced answer about that scheme, or is asked back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.content import load_content
from advice.schemes.scheme import Aspect, Status
from advice.values import Certainty
from tests.actions.rasa import ROOT, Rasa, payloads, rendered
from tests.advice.folder import Folder
from tests.support.time import HandClock

ACTION = "action_answer_scheme"


async def test_the_answer_is_about_the_named_scheme_and_aspect(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_hoeveel", slot="boomsubsidie")

    assert said["response"] == "utter_scheme"
    assert said["meta"] == {"kind": "scheme", "ids": ["boomsubsidie"], "aspect": "hoeveel"}
    assert said["answer"] == "In 2026 is het 100 euro per boom."
    assert payloads(said)[0] == '/regeling_wat{"regeling": "boomsubsidie"}'
    assert payloads(said)[-1] == "/ask_human"


async def test_a_follow_up_is_about_the_scheme_of_before(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_wanneer", slot="gras")

    assert said["meta"]["ids"] == ["gras"]


async def test_another_name_in_the_message_switches(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_wat", slot="boomsubsidie", named=("gras",))

    assert said["meta"]["ids"] == ["gras"]


async def test_a_message_with_two_names_gets_two_answers(rasa: Rasa) -> None:
    said = await rasa.run(ACTION, intent="regeling_wat", slot="gras", named=("struiken", "gras"))

    assert [one["meta"]["ids"] for one in said] == [["struiken"], ["gras"]]


async def test_a_name_that_was_heard_twice_gets_one_answer(rasa: Rasa) -> None:
    await rasa.one(ACTION, intent="regeling_wat", slot="gras", named=("gras", "GRAS"))


async def test_a_doubtful_scheme_says_so(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_wat", slot="gras")

    assert said["response"] == "utter_scheme_uncertain"


async def test_an_ended_scheme_says_so_and_offers_another(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_hoe_aanvragen", slot="struiken")

    assert said["response"] == "utter_scheme_ended"
    assert payloads(said) == ['/regeling_wat{"regeling": "boomsubsidie"}', "/ask_human"]


@pytest.mark.parametrize("slot", [None, "bestaat-niet"])
async def test_without_a_scheme_it_asks_which_one(rasa: Rasa, slot: str | None) -> None:
    said = await rasa.one(ACTION, intent="regeling_hoeveel", slot=slot)

    assert said["response"] == "utter_which_scheme"
    assert said["meta"] == {"kind": "clarification", "ids": ["boomsubsidie"], "aspect": None}
    asked = '/regeling_hoeveel{"regeling": "boomsubsidie"}'
    assert payloads(said) == [asked, "/deny", "/ask_human"]


async def test_a_scheme_without_answers_is_not_taken_for_the_one_before(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="regeling_wat", slot="onbekend", named=("onbekend",))

    assert said["response"] == "utter_scheme_unknown"
    assert said["meta"] == {"kind": "clarification", "ids": [], "aspect": None}


async def test_validity_ends_at_midnight_in_amsterdam(folder: Folder, clock: HandClock) -> None:
    folder.scheme(geldig_tot="2026-12-31")
    rasa = Rasa(folder.path, clock)

    clock.now = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    last_minute = await rasa.one(ACTION, intent="regeling_wat", slot="boomsubsidie")
    clock.forward(60)
    new_year = await rasa.one(ACTION, intent="regeling_wat", slot="boomsubsidie")

    assert last_minute["response"] == "utter_scheme"
    assert new_year["response"] == "utter_scheme_uncertain"


@given(
    certainty=st.sampled_from(Certainty),
    status=st.sampled_from(Status),
    until=st.dates(min_value=datetime(2026, 6, 1, tzinfo=UTC).date()) | st.none(),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_low_certainty_or_passed_validity_never_sounds_certain(
    tmp_path: Path, certainty: Certainty, status: Status, until: object
) -> None:
    folder, clock = Folder(tmp_path / "data"), HandClock()
    folder.scheme(zekerheid=str(certainty), status=str(status), geldig_tot=until)

    said = await Rasa(folder.path, clock).one(ACTION, intent="regeling_wat", slot="boomsubsidie")

    is_past = until is not None and str(until) < "2026-11-23"
    if certainty is Certainty.LOW or is_past or status is Status.ENDED:
        assert said["response"] != "utter_scheme"


async def test_every_answer_we_ship_can_be_read_with_source_and_date(real_rasa: Rasa) -> None:
    for scheme in load_content(ROOT / "data").schemes:
        for aspect in Aspect:
            said = await real_rasa.one(ACTION, intent=f"regeling_{aspect}", slot=scheme.id)
            for text in rendered(said):
                assert scheme.name in text
                assert "Bron: " in text
                assert "http" in text
                assert "Gecontroleerd op 23 november 2026" in text
                assert scheme.operator.name in text
                assert "{" not in text
