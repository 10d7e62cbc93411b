"""What a conversation was about, for a person who takes over: with ids, and who is asked first."""

from collections.abc import Iterator
from datetime import date

from actions.scan_result import ScanOutcome
from actions.turn import Turn
from advice.content import Content
from advice.eligibility.fact import FactId, Value
from advice.eligibility.vocabulary import PLACE
from advice.scan.walk import Stop
from advice.search.index import SchemeSearch
from advice.subject import Subject
from conversations.handoffs import Reason
from kit.clock import AMSTERDAM, Clock

# What fits best may have a theme of no group.
_NEAREST = 3


class FindSubject:
    """Finds it in what was asked, told and answered."""

    def __init__(
        self, content: Content, clock: Clock, outcome: ScanOutcome, search: SchemeSearch
    ) -> None:
        self._content = content
        self._clock = clock
        self._outcome = outcome
        self._search = search

    def __call__(
        self, turn: Turn, facts: dict[FactId, Value], question: str | None, reason: Reason
    ) -> Subject:
        """Return the subject; `question` is in own words, `facts` are what is known of the firm."""
        whole = "\n".join(filter(None, [question, own_words(turn)]))
        municipality, topics = self._municipality(turn, facts), self._topics(turn, facts)
        themes = self._themes(topics, whole)
        return Subject(
            question=whole,
            group=self._content.desk.route(themes, municipality, reason).id,
            municipality=municipality,
            topics=topics,
        )

    def _themes(self, topics: tuple[str, ...], question: str) -> Iterator[str]:
        """Give the themes of what was talked about, and then of what the question needs."""
        for topic in topics:
            scheme = self._content.schemes.get(topic)
            yield from scheme.themes if scheme else (topic,)
        for found in self._search.find(question, self._today)[:_NEAREST]:
            yield from found.scheme.themes

    @property
    def _today(self) -> date:
        return self._clock().astimezone(AMSTERDAM).date()

    def _municipality(self, turn: Turn, facts: dict[FactId, Value]) -> str | None:
        place = facts.get(PLACE) or turn.place
        ours = {one.id for one in self._content.organisation.municipalities}
        return place if isinstance(place, str) and place in ours else None

    def _topics(self, turn: Turn, facts: dict[FactId, Value]) -> tuple[str, ...]:
        """Return the scheme that was talked about last, and what came out of a finished scan."""
        last = [turn.scheme.id] if turn.scheme else []
        walk = turn.walk
        if walk is None or walk.stop is not Stop.DONE:
            return tuple(last)
        result = self._outcome.result(walk, facts, self._today)
        schemes = [judged.scheme.id for judged in result.schemes]
        themes = [point.standing.theme.id for point in result.points]
        return tuple(dict.fromkeys([*last, *schemes, *themes]))


def own_words(turn: Turn) -> str | None:
    """Return what someone wanted to discuss at the end of a scan."""
    walk = turn.walk
    return walk.own_words if walk is not None and walk.stop is Stop.DONE else None
