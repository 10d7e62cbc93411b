"""Reads what someone says who wants to help others."""

from collections import Counter
from datetime import date

from msgspec import structs

from actions.answering import is_another_question, is_urgent
from actions.turn import Turn
from advice.contact import contact_in
from advice.content import Content
from advice.eligibility.fact import NO
from advice.eligibility.fact import YES as SAYS_YES
from advice.eligibility.reading import FactReader
from advice.eligibility.vocabulary import PLACE
from advice.pool import STOP, YES
from advice.scan.commands import Command, command_in
from advice.search.index import SchemeSearch
from advice.signup import IN_POOL, Ask, Signup
from conversations.helpers import HelperKind
from kit.clock import Clock, today_here

JOIN = "join_pool"
# What fits best may have a theme that is no subject of the pool.
_NEAREST = 3
# A longer message is no plain "nee" or "stop".
_SHORT = 4


class PoolAnswers:
    """Reads messages; keeps nothing itself."""

    def __init__(
        self, content: Content, clock: Clock, reader: FactReader, search: SchemeSearch
    ) -> None:
        self._content = content
        self._words = content.pool
        self._clock = clock
        self._reader = reader
        self._search = search

    def begun(self, turn: Turn) -> Signup:
        """Return what is known as someone wants to join: also what was told before."""
        signup, place = turn.signup or Signup(), turn.facts.get(PLACE)
        wish = turn.wish
        return structs.replace(
            signup,
            kind=(None if turn.is_pressed else self._words.kind_in(turn.text)) or signup.kind,
            municipality=signup.municipality or (place if isinstance(place, str) else None),
            contact=signup.contact or (wish.contact if wish else None),
            name=signup.name or (wish.name if wish else None),
            has_missed=False,
        )

    def stops(self, turn: Turn) -> bool:
        """Tell whether someone does not want to join after all."""
        if turn.is_pressed:
            return turn.pressed_value(f"{IN_POOL}{STOP}") == YES
        if not turn.text or len(turn.text.split()) > _SHORT:
            return False
        says_stop = command_in(turn.text, self._content.scan_words) is Command.PAUSE
        return says_stop or turn.intent == "stop"

    def is_for_others(self, turn: Turn, ask: Ask) -> bool:
        """Tell whether a message goes before our question, or is one itself."""
        if turn.is_pressed:
            pressed = any(turn.pressed_value(one.key) for one in Ask)
            return not pressed and PLACE not in turn.pressed_facts
        if turn.intent != JOIN and is_urgent(turn, None, self._reader):
            return True
        # What one can help with often reads as a wish for a scheme.
        asks = is_another_question(turn)
        return asks and (ask is not Ask.WORDS or turn.text.rstrip().endswith("?"))

    def read(self, turn: Turn, ask: Ask, before: Signup) -> Signup | None:
        """Return what is known after an answer; None when it is none."""
        match ask:
            case Ask.KIND:
                return self._read_kind(turn, before)
            case Ask.WORDS:
                return self._read_words(turn, before)
            case Ask.THEMES:
                return self._read_themes(turn, before)
            case Ask.PLACE:
                return self._read_place(turn, before)
            case _:
                return self._read_contact(turn, ask, before)

    def yes_or_no(self, turn: Turn, ask: Ask) -> bool | None:
        """Read a yes or a no; None for anything else."""
        if turn.is_pressed:
            said = turn.pressed_value(ask.key)
            return None if said is None else said == YES
        said = self._reader.yes_or_no(turn.text)
        said = said or {"affirm": SAYS_YES, "deny": NO}.get(turn.intent)
        return None if said is None else said == SAYS_YES

    def _read_kind(self, turn: Turn, before: Signup) -> Signup | None:
        said = turn.pressed_value(Ask.KIND.key)
        titles = {title.casefold(): kind for kind, title in self._words.kinds.items()}
        if turn.is_pressed:
            kind = HelperKind(said) if said in set(HelperKind) else None
        else:
            words = turn.text.casefold().split()
            named = (found for word in words if (found := titles.get(word.strip(".,!"))))
            kind = self._words.kind_in(turn.text) or next(named, None)
        return structs.replace(before, kind=kind, has_missed=False) if kind else None

    def _read_words(self, turn: Turn, before: Signup) -> Signup | None:
        if turn.is_pressed or not turn.whole_text:
            return None
        return before.told(turn.whole_text, self._themes(turn.whole_text))

    def _themes(self, text: str) -> tuple[str, ...]:
        """Return the themes of what fits best, and those that two of the nearest have."""
        found = self._search.find(text, self._today)[:_NEAREST]
        counted = Counter(theme for one in found for theme in one.scheme.themes)
        best = found[0].scheme.themes if found else ()
        return tuple(
            theme
            for theme, times in counted.items()
            if theme in self._words.themes and (times > 1 or theme in best)
        )

    def _read_themes(self, turn: Turn, before: Signup) -> Signup | None:
        """Take a yes; after a no, or other words, they are told anew."""
        is_right = self.yes_or_no(turn, Ask.THEMES)
        if is_right is None:
            return self._read_words(turn, before)
        if is_right:
            return structs.replace(before, are_themes_right=True, has_missed=False)
        return structs.replace(before, words=None, themes=(), has_missed=False)

    def _read_place(self, turn: Turn, before: Signup) -> Signup | None:
        said = turn.pressed_facts.get(PLACE)
        if not turn.is_pressed:
            said = self._reader.answer(self._content.facts[PLACE], turn.text, self._today)
        if not isinstance(said, str):
            return None
        return structs.replace(before, municipality=said, has_missed=False)

    def _read_contact(self, turn: Turn, ask: Ask, before: Signup) -> Signup | None:
        text = "" if turn.is_pressed else turn.whole_text
        found = contact_in(text, self._content.handoff.around_names)
        if found.address is None and (ask is Ask.CONTACT or found.name is None):
            return None
        return structs.replace(
            before,
            contact=found.address or before.contact,
            name=found.name or before.name,
            has_missed=False,
        )

    @property
    def _today(self) -> date:
        return today_here(self._clock)
