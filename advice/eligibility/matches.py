"""The reverse question: which of all schemes fit what we know of this firm."""

from collections.abc import Iterable
from datetime import date

from advice.eligibility.condition import Answered
from advice.eligibility.fact import Facts
from advice.eligibility.verdict import Outcome, Verdict, verdict
from advice.eligibility.vocabulary import AIM
from advice.schemes.scheme import Scheme, Status
from advice.values import Certainty

_HOPEFUL = (Outcome.LIKELY, Outcome.POSSIBLE)
_ANY_AIM = "alles"


def matches(schemes: Iterable[Scheme], facts: Facts, today: date) -> tuple[Verdict, ...]:
    """Return what may fit, best first: within the aim that was chosen, never closed or excluded.

    Before the rest come the schemes that we are sure of ourselves, and of those the ones of which
    most conditions are known to be met; one without conditions says nothing about this firm.
    """
    judged = (verdict(scheme, facts, today) for scheme in schemes if is_aimed_at(scheme, facts))
    hopeful = [verdict for verdict in judged if verdict.outcome in _HOPEFUL]
    return tuple(sorted(hopeful, key=_best_first))


def is_aimed_at(scheme: Scheme, facts: Facts) -> bool:
    """Tell whether a scheme belongs to the subject that was chosen; without one, all do."""
    aim = facts.get(AIM)
    if not isinstance(aim, str) or aim == _ANY_AIM:
        return True
    return aim.replace("-", " ") in scheme.themes


def _best_first(judged: Verdict) -> tuple[bool, bool, float, int, str]:
    met = len(judged.having(Answered.MET))
    share = met / len(judged.reasons) if judged.reasons else 0.0
    scheme = judged.scheme
    is_doubtful = scheme.certainty is Certainty.LOW or scheme.status is Status.UNKNOWN
    is_likely = judged.outcome is Outcome.LIKELY
    return not is_likely, is_doubtful, -share, -met, scheme.id
