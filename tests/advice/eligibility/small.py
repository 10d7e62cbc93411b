"""A small vocabulary, schemes on it, and every firm that can be described in it."""

from datetime import date

from hypothesis import strategies as st

from advice.eligibility.condition import Condition
from advice.eligibility.fact import (
    Band,
    Choice,
    ConditionPhrases,
    DoesNotKnow,
    Fact,
    FactId,
    FactKind,
    Range,
    Value,
)
from advice.eligibility.vocabulary import Vocabulary
from advice.schemes.scheme import Answers, Kind, Operator, Period, Scheme, Status
from advice.values import Certainty, Source, SourceKind

TODAY = date(2026, 11, 23)

_FACTS = (
    Fact(
        id="grond",
        name="grond",
        question="Wat voor grond hebt u?",
        reason="Niet elke boom groeit overal.",
        kind=FactKind.CHOICE,
        phrases=ConditionPhrases(
            one_of="uw grond is {keuzes}", none_of="uw grond is niet {keuzes}"
        ),
        choices=(
            Choice("klei", "Klei", words=("zeeklei",)),
            Choice("zand", "Zand", phrase="zandgrond"),
            Choice("veen", "Veen"),
        ),
    ),
    Fact(
        id="tuinlieden",
        name="tuinlieden",
        question="Hoeveel tuinlieden hebt u?",
        reason="Een boom wil verzorgd worden.",
        kind=FactKind.NUMBER,
        unit="tuinlieden",
        phrases=ConditionPhrases(
            at_least="u hebt minstens {getal} tuinlieden",
            at_most="u hebt hoogstens {getal} tuinlieden",
        ),
        bands=(Band("Geen", 0, 0), Band("1 tot en met 10", 1, 10), Band("Meer dan 10", 11)),
    ),
    Fact(
        id="eigenaar",
        name="eigenaar",
        question="Is de grond van u?",
        reason="Op de grond van een ander plant u niet zomaar.",
        kind=FactKind.YES_NO,
        phrases=ConditionPhrases(one_of="u bent {keuzes} van de grond"),
        choices=(Choice("ja", "Ja", "eigenaar"), Choice("nee", "Nee", "geen eigenaar")),
    ),
    Fact(
        id="doel",
        name="onderwerp",
        question="Waar wilt u mee aan de slag?",
        reason="Dan zoeken we eerst wat daarbij past.",
        kind=FactKind.CHOICE,
        phrases=ConditionPhrases(
            one_of="u wilt aan de slag met {keuzes}", none_of="u wilt iets anders dan {keuzes}"
        ),
        choices=(Choice("groen", "Groen"), Choice("droge-voeten", "Water"), Choice("alles", "Al")),
    ),
)

KNOWN: Vocabulary = {fact.id: fact for fact in _FACTS}

ON_CLAY = Condition("grond", one_of=("klei",))
NOT_ON_PEAT = Condition("grond", none_of=("veen",))
OWNER = Condition("eigenaar", one_of=("ja",))
SOME_STAFF = Condition("tuinlieden", at_least=1)
SMALL_STAFF = Condition("tuinlieden", at_most=10)


def scheme(
    id: str = "bomen",
    *conditions: Condition,
    status: Status = Status.OPEN,
    period: Period | None = None,
    certainty: Certainty = Certainty.HIGH,
    themes: tuple[str, ...] = ("groen",),
) -> Scheme:
    """Return a scheme with these conditions, in order unless a test says otherwise."""
    return Scheme(
        id=id,
        name=f"Subsidie {id}",
        short_name=id,
        aliases=(id,),
        summary=f"geld voor {id}",
        kind=Kind.SUBSIDY,
        themes=themes,
        status=status,
        period=period,
        region="Flevoland",
        operator=Operator("Bomenloket"),
        conditions=conditions,
        answers=Answers("wat", "wie", "veel", "nu", "zo", "pas op"),
        sources=(Source("Loket", "2026", SourceKind.OFFICIAL, "https://example.org/"),),
        checked_on=TODAY,
        certainty=certainty,
    )


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Give a number as far as someone knows it; small numbers, so that bounds are often near."""
    low = draw(st.integers(0, 30))
    return Range(low, draw(st.none() | st.integers(low, 40)))


def values(id: FactId) -> st.SearchStrategy[Value]:
    """Give anything that can be known about one fact, "weet ik niet" included."""
    fact = KNOWN[id]
    if fact.kind is FactKind.NUMBER:
        return ranges() | st.just(DoesNotKnow())
    return st.sampled_from([choice.id for choice in fact.choices]) | st.just(DoesNotKnow())


def firms() -> st.SearchStrategy[dict[FactId, Value]]:
    """Give any firm: every fact known, half known or unknown."""
    return st.fixed_dictionaries({}, optional={id: values(id) for id in KNOWN})


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Give a condition of any kind on any fact."""
    fact = KNOWN[draw(st.sampled_from(list(KNOWN)))]
    if fact.kind is FactKind.NUMBER:
        at_least = draw(st.none() | st.integers(0, 30))
        at_most = draw(st.integers(0, 30) if at_least is None else st.none() | st.integers(0, 30))
        return Condition(fact.id, at_least=at_least, at_most=at_most)
    ids = [choice.id for choice in fact.choices]
    some = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
    is_allowed = draw(st.booleans()) or fact.kind is FactKind.YES_NO
    return Condition(fact.id, one_of=some) if is_allowed else Condition(fact.id, none_of=some)


def schemes() -> st.SearchStrategy[Scheme]:
    """Give a scheme with any conditions, status, round and certainty."""
    days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
    drawn = st.tuples(
        st.lists(conditions(), max_size=4),
        st.sampled_from(Status),
        st.none() | st.builds(Period, opens=days, closes=days),
        st.sampled_from(Certainty),
        st.sampled_from(["groen", "droge voeten"]),
    )
    return drawn.map(
        lambda made: scheme(
            "bomen",
            *made[0],
            status=made[1],
            period=made[2],
            certainty=made[3],
            themes=(made[4],),
        )
    )
