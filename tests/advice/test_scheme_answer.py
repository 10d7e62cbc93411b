"""An answer about a scheme says no more than we know."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content, load_content
from advice.dates import dutch_date
from advice.schemes.answer import SchemeAnswer, answer
from advice.schemes.certainty import CHECK_LASTS, Doubt, Standing, doubts, standing
from advice.schemes.scheme import Aspect, Scheme, Status
from advice.values import Certainty, Source, SourceKind
from tests.advice.folder import Folder

TODAY = date(2026, 11, 23)


@pytest.fixture
def content(folder: Folder) -> Content:
    folder.scheme("struiken", status="beeindigd", alternatieven=["boomsubsidie"])
    return load_content(folder.path)


def ask(content: Content, id: str, aspect: Aspect = Aspect.WHAT) -> SchemeAnswer:
    scheme = content.schemes.get(id)
    assert scheme
    return answer(scheme, aspect, TODAY, catalogue=content.schemes, words=content.words)


def test_an_answer_carries_source_date_and_organisation(content: Content) -> None:
    said = ask(content, "boomsubsidie", Aspect.HOW_MUCH)

    assert said.standing is Standing.CERTAIN
    assert said.text == "In 2026 is het 100 euro per boom."
    assert said.source == "Bomenloket (https://bomen.example.org/subsidie)"
    assert said.checked == "1 november 2026"
    assert said.organisation == "Bomenloket (bomen.example.org)"


def test_the_other_aspects_the_check_and_a_person_are_offered(content: Content) -> None:
    offers = ask(content, "boomsubsidie", Aspect.HOW_MUCH).offers

    assert [offer.intent for offer in offers] == [
        "regeling_wat",
        "regeling_voor_wie",
        "regeling_wanneer",
        "regeling_hoe_aanvragen",
        "regeling_let_op",
        "check_scheme",
        "ask_human",
    ]
    assert {offer.scheme for offer in offers[:-1]} == {"boomsubsidie"}


def test_an_ended_scheme_offers_what_is_there_instead(content: Content) -> None:
    said = ask(content, "struiken")

    assert said.standing is Standing.ENDED
    assert [(offer.title, offer.scheme) for offer in said.offers] == [
        ("Boomsubsidie", "boomsubsidie"),
        ("Een mens spreken", None),
    ]


def test_an_unconfirmed_domain_is_not_shown(folder: Folder) -> None:
    folder.scheme(uitvoerder={"naam": "Loket", "domein": "loket.nl", "domein_bevestigd": False})

    assert ask(load_content(folder.path), "boomsubsidie").organisation == "Loket"


def test_the_source_of_the_organisation_itself_is_shown_first(content: Content) -> None:
    scheme = content.schemes.get("boomsubsidie")
    assert scheme
    news = Source("Krant", "2026", SourceKind.SECONDARY, "https://krant.example.org/")
    scheme = msgspec.structs.replace(scheme, sources=(news, *scheme.sources))

    said = answer(scheme, Aspect.WHAT, TODAY, catalogue=content.schemes, words=content.words)

    assert said.source.startswith("Bomenloket")


SOURCES = st.builds(
    Source,
    title=st.just("Bron"),
    dated=st.sampled_from(["2019", "12-2024", "2025-2026", "januari 2026", "onbekend"]),
    kind=st.sampled_from(SourceKind),
    url=st.just("https://example.org/"),
)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31))


@st.composite
def schemes(draw: st.DrawFn, real: Content) -> Scheme:
    return msgspec.structs.replace(
        draw(st.sampled_from(list(real.schemes))),
        status=draw(st.sampled_from(Status)),
        certainty=draw(st.sampled_from(Certainty)),
        checked_on=draw(DAYS),
        valid_until=draw(st.none() | DAYS),
        sources=tuple(draw(st.lists(SOURCES, min_size=1, max_size=3))),
    )


@given(data=st.data(), today=DAYS)
def test_nothing_doubtful_is_ever_said_as_certain(
    real: Content, data: st.DataObject, today: date
) -> None:
    scheme = data.draw(schemes(real))

    if standing(scheme, today) is Standing.CERTAIN:
        assert scheme.certainty is not Certainty.LOW
        assert scheme.status not in {Status.ENDED, Status.UNKNOWN, Status.RUNNING}
        assert scheme.valid_until is None or scheme.valid_until >= today
        assert today - scheme.checked_on <= CHECK_LASTS
        assert any(source.kind is SourceKind.OFFICIAL for source in scheme.sources)


@given(data=st.data(), today=DAYS)
def test_an_ended_scheme_is_always_said_to_be_ended(
    real: Content, data: st.DataObject, today: date
) -> None:
    scheme = msgspec.structs.replace(data.draw(schemes(real)), status=Status.ENDED)

    assert standing(scheme, today) is Standing.ENDED


def test_the_last_valid_day_is_still_valid(content: Content) -> None:
    scheme = content.schemes.get("boomsubsidie")
    assert scheme
    scheme = msgspec.structs.replace(scheme, valid_until=TODAY)

    assert Doubt.VALIDITY_PASSED not in doubts(scheme, TODAY)
    assert Doubt.VALIDITY_PASSED in doubts(scheme, TODAY + timedelta(days=1))


def test_every_scheme_we_ship_answers_every_aspect(real: Content) -> None:
    for scheme in real.schemes:
        for aspect in Aspect:
            said = answer(scheme, aspect, TODAY, catalogue=real.schemes, words=real.words)
            assert said.text
            assert "http" in said.source
            assert said.checked.endswith("2026")
            assert said.offers[-1].intent == "ask_human"


def test_dates_are_written_out_in_dutch() -> None:
    assert dutch_date(date(2027, 3, 1)) == "1 maart 2027"
