"""What may be answered when we ask permission: all of it, one of it, or nothing."""

from advice.buttons import ScanWords
from advice.eligibility.fact import Choice, ConditionPhrases, Fact, FactKind
from advice.scan.definition import ConsentId, ConsentTexts

ADVICE: ConsentId = "advies"
"""The consent with which an advisor may see a scan, and it may outlive its conversation."""
FIGURES: ConsentId = "cijfers"
"""The consent with which a scan counts in figures."""

CONSENT = "toestemming"
"""Under this key the answer is asked."""
ALL, NONE = "alles", "niets"


def consent_choices(texts: ConsentTexts, words: ScanWords) -> Fact:
    """Return the choices in the form in which facts are asked and read."""
    each = (Choice(one.id, one.title, words=one.words) for one in texts.asked)
    return Fact(
        id=CONSENT,
        name=CONSENT,
        question=texts.introduction,
        reason=texts.introduction,
        kind=FactKind.CHOICE,
        phrases=ConditionPhrases(),
        choices=(Choice(ALL, words.yes), *each, Choice(NONE, words.no)),
    )
