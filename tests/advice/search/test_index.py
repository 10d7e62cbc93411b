"""A need finds the schemes that fit it: what is alive first, and nothing by chance."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.schemes.catalogue import Catalogue
from advice.schemes.certainty import is_available
from advice.schemes.scheme import Period, Scheme, Status
from advice.search.index import SchemeSearch
from advice.search.near_names import near_name
from tests.advice.eligibility.small import TODAY, scheme

NEEDS = {
    "bomensubsidie": ("bomen planten langs de weg", "schaduw op het plein", "fruitbomen kopen"),
    "sloten-lening": ("sloten uitbaggeren", "natte voeten op het land", "een gemaal repareren"),
    "zaagcursus": ("veilig leren zagen", "cursus voor hoveniers", "kettingzaag bedienen"),
    "hekkenfonds": ("een hek om de wei", "schapen uit de tuin houden", "wolven op afstand"),
}


def found_in(schemes: list[Scheme], text: str) -> list[str]:
    return [find.scheme.id for find in searching(schemes).find(text, TODAY)]


def searching(schemes: list[Scheme]) -> SchemeSearch:
    return SchemeSearch(Catalogue(schemes), [["schaap", "schapen", "ooi"]])


def garden(**statuses: Status) -> list[Scheme]:
    """Four schemes with their own needs; open unless told otherwise."""
    return [
        msgspec.structs.replace(
            scheme(id, status=statuses.get(id.partition("-")[0], Status.OPEN)),
            needs=needs,
            summary=needs[0],
        )
        for id, needs in NEEDS.items()
    ]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("ik wil fruitbomen kopen", "bomensubsidie"),
        ("onze sloten moeten uitgebaggerd, wie betaalt dat", "sloten-lening"),
        ("mijn hoveniers moeten leren zagen", "zaagcursus"),
        ("er komen wolven bij mijn schapen", "hekkenfonds"),
        ("kettngzaag bediennen", "zaagcursus"),
        ("ooien uit de tuin houden", "hekkenfonds"),
    ],
)
def test_the_scheme_for_the_need_comes_first(text: str, best: str) -> None:
    assert found_in(garden(), text)[0] == best


def test_the_need_that_is_most_like_the_question_is_told() -> None:
    (best, *_) = searching(garden()).find("schaduw voor ons plein", TODAY)

    assert best.need == "schaduw op het plein"


def test_a_scheme_without_needs_is_found_by_its_summary() -> None:
    plain = msgspec.structs.replace(
        scheme("bijen"),
        summary="kasten, korven, kappen, slingers, rokers en honingpotten voor imkers",
    )

    search = searching([*garden(), plain])

    (best, *_) = search.find(plain.summary, TODAY)

    assert (best.scheme.id, best.need) == ("bijen", None)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.ENDED])
def test_what_can_not_be_had_never_stands_above_what_can(status: Status) -> None:
    text = "bomen planten langs de weg, en een hek om de wei tegen schapen"
    assert found_in(garden(), text)[0] == "bomensubsidie"

    found = found_in(garden(bomensubsidie=status), text)

    assert found == ["hekkenfonds", "bomensubsidie"]


def test_a_round_that_is_over_is_closed() -> None:
    text = "bomen planten langs de weg, en een hek om de wei tegen schapen"
    trees, *others = garden()
    over = msgspec.structs.replace(trees, period=Period(closes=TODAY - timedelta(days=1)))

    assert found_in([over, *others], text) == ["hekkenfonds", "bomensubsidie"]


def test_what_has_ended_stands_behind_what_is_closed() -> None:
    text = "bomen planten langs de weg, en een hek om de wei tegen schapen"

    found = found_in(garden(bomensubsidie=Status.ENDED, hekkenfonds=Status.CLOSED), text)

    assert found == ["hekkenfonds", "bomensubsidie"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "wat voor weer wordt het",
        "ik wil een subsidie voor mijn bedrijf",
        "hallo daar",
        "raketten naar de maan",
        "de buurman en zijn tuin",
    ],
)
def test_a_chance_hit_is_no_find(text: str) -> None:
    assert found_in(garden(), text) == []


def test_an_empty_catalogue_finds_nothing() -> None:
    assert found_in([], "bomen planten") == []


WORDS = sorted({word for needs in NEEDS.values() for need in needs for word in need.split()})


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_can_be_searched_for_and_nothing_dead_comes_before_the_living(text: str) -> None:
    some = garden(bomensubsidie=Status.ENDED, zaagcursus=Status.CLOSED)

    found = [is_available(find.scheme, TODAY) for find in searching(some).find(text, TODAY)]

    assert found == sorted(found, reverse=True)


@pytest.fixture(scope="module")
def shipped(real: Content) -> SchemeSearch:
    return SchemeSearch(real.schemes, real.synonyms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik wil zonnepanelen op het dak van mijn loods", "sde-plus-plus"),
        ("mijn stroomrekening is veel te hoog", "eia"),
        ("ik wil mijn mensen een opleiding laten volgen", "slim-scholingssubsidie"),
        ("we zoeken een leerwerkplek voor een bbl-leerling", "praktijkleren"),
        ("ik heb 20.000 euro nodig om een winkeltje te beginnen", "qredits-microkrediet"),
        ("ik kan mijn rekeningen niet meer betalen", "bbz-gevestigd"),
        ("ik ben zwanger en heb een eigen zaak", "zez-zwangerschap"),
        ("wij ontwikkelen zelf een nieuwe app", "wbso"),
        ("is mijn bedrijf wel veilig tegen hackers", "cyberveilig-check"),
        ("ik wil een elektrische vrachtwagen kopen", "aanzet"),
        ("een elektrische graafmachine aanschaffen", "sseb"),
        ("laadpalen voor vrachtwagens op ons terrein", "sprila"),
        ("iemand aannemen met een wajong", "no-riskpolis"),
        (
            "mijn werknemer is ontslagen na twee jaar ziekte",
            "compensatie-transitievergoeding-ziekte",
        ),
        ("ik wil exporteren naar duitsland", "sib-coaching"),
        ("ik ben boer en zoek borg voor mijn lening", "borgstelling-landbouw"),
        ("mijn dochter neemt het bedrijf over", "bor-bedrijfsopvolging"),
        ("ik koop een machine, mag ik die aftrekken van de belasting", "kia"),
        ("een warmtepomp in mijn bedrijfspand", "isde-zakelijk"),
        ("afval hergebruiken in mijn werkplaats", "circulaire-ketenprojecten"),
        ("ik heb een ww-uitkering en wil voor mezelf beginnen", "starten-vanuit-uitkering-uwv"),
        ("mijn omzet is laag, kan ik van de btw af", "kor"),
        ("ik wil mijn merknaam vastleggen", "ideas-powered-ip"),
        ("geld ophalen bij veel kleine investeerders", "crowdfunding"),
        ("een akkoord met mijn schuldeisers", "whoa"),
    ],
)
def test_a_need_in_someones_own_words_finds_its_scheme_among_the_first_five(
    shipped: SchemeSearch, text: str, expected: str
) -> None:
    first = [find.scheme.id for find in shipped.find(text, TODAY)[:5]]

    assert expected in first


def test_every_need_in_our_files_finds_its_own_scheme(real: Content, shipped: SchemeSearch) -> None:
    """In the order of the schemes that are alive; what is closed stands behind them."""
    lost = []
    for one in real.schemes:
        is_alive = is_available(one, TODAY)
        for need in one.needs:
            alike = [
                find.scheme.id
                for find in shipped.find(need, TODAY)
                if is_available(find.scheme, TODAY) == is_alive
            ]
            if one.id not in alike[:5]:
                lost.append((one.id, need))

    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "wat eten we vanavond",
        "wie wint het voetbal zondag",
        "hoe laat is het",
        "hoi",
        "vertel eens een mop",
        "asdfgh qwerty",
        "is er subsidie voor ondernemers",
    ],
)
def test_what_is_no_need_finds_nothing(shipped: SchemeSearch, text: str) -> None:
    assert shipped.find(text, TODAY) == ()


@given(text=st.text(max_size=200))
def test_any_text_can_be_searched_for_in_what_we_ship(
    real: Content, shipped: SchemeSearch, text: str
) -> None:
    found = shipped.find(text, TODAY)

    assert len({find.scheme.id for find in found}) == len(found)
    near_name(text, real.schemes)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("wat is praktijkleern", "praktijkleren"),
        ("innovatiekrdiet aanvragen", "innovatiekrediet"),
        ("qredit microkredit", "qredits-microkrediet"),
        ("hoe werkt borgsteling landbouw", "borgstelling-landbouw"),
        ("slim regling", "slim-regeling"),
        ("CROWDFUDING", "crowdfunding"),
        ("startersaftrk", "startersaftrek"),
    ],
)
def test_a_name_with_a_typing_error_is_heard(real: Content, text: str, id: str) -> None:
    near = near_name(text, real.schemes)

    assert near is not None
    assert near.id == id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hoeveel krijg ik",
        "een lening van de bank",
        "ik wil starten",
        "mijn personeel",
        "is er subsidie voor zonnepanelen",
        "heb ik recht op subsidie",
        "ik heb een goed idee voor een platform",
        "bestaat die regeling nog voor een klein bedrijf",
        "ik zoek een goedkope lening om te verduurzamen",
        "iemand die mijn digitale rommel opruimt",
        "geldt er een btw vrijstelling",
    ],
)
def test_an_ordinary_sentence_names_no_scheme(real: Content, text: str) -> None:
    assert near_name(text, real.schemes) is None


def test_a_short_name_is_never_guessed() -> None:
    """One letter more or less makes another word of it."""
    some = Catalogue([scheme("kia"), scheme("mia")])

    assert near_name("kiaa", some) is None
    assert near_name("mio", some) is None
