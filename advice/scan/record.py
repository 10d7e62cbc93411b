"""A scan as it is handed over to be kept, and as it is taken up again."""

import msgspec

from advice.eligibility.check import restored, stored
from advice.eligibility.fact import FactId, Facts, Value
from advice.eligibility.vocabulary import Vocabulary
from advice.scan.consent import ADVICE, FIGURES
from advice.scan.result import ScanResult
from advice.scan.walk import Walk
from conversations.scans import ScanRecord


def record(walk: Walk, facts: Facts, result: ScanResult) -> ScanRecord:
    """Return what is kept of a scan: its own answers only, and what came out of them."""
    asked = {question.key for question in result.scan.questions}
    return ScanRecord(
        id=walk.id,
        business=walk.business,
        code=walk.code,
        version=result.scan.version,
        answers=stored({id: value for id, value in facts.items() if id in asked}),
        levels={one.theme.id: int(one.level) for one in result.standings if one.level is not None},
        schemes={judged.scheme.id: judged.outcome.value for judged in result.schemes},
        consents=walk.consents,
        may_be_seen=_allows(walk, ADVICE),
        may_be_counted=_allows(walk, FIGURES),
        walk=msgspec.to_builtins(walk),
        finished_at=walk.finished_at,
    )


def walk_of(scan: ScanRecord) -> Walk:
    """Return the way through a scan that was kept."""
    return msgspec.convert(scan.walk, Walk)


def facts_of(scan: ScanRecord, known: Vocabulary) -> dict[FactId, Value]:
    """Return its answers; one that is no fact any more is left out."""
    return restored(scan.answers, known)


def _allows(walk: Walk, consent: str) -> bool:
    given = walk.consents.get(consent)
    return given is not None and given.is_given
