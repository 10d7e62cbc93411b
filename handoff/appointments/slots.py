"""Which times of an advisor are free: pure, from rules, days off and what is taken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from msgspec import Struct

from advice.appointments.rules import AgendaRules
from advice.closing_days import ClosingDay
from advice.organisation import HourOfDay, Weekday
from conversations.appointments import Slot, TimeWish
from handoff.appointments.agendas import Span, Taken
from kit.clock import AMSTERDAM, day_here, moment_here

_STEP_MINUTES = 15
_NOON = 12
_A_DAY = timedelta(days=1)

type Block = tuple[HourOfDay, HourOfDay]


class Diary(Struct, frozen=True, kw_only=True):
    """All that decides when one advisor is free; `rules` are complete, `off` are absences."""

    advisor: UUID
    rules: AgendaRules
    taken: Taken = Taken()
    off: tuple[Span, ...] = ()
    closing_days: tuple[ClosingDay, ...] = ()


def free_slots(diary: Diary, now: datetime, wish: TimeWish) -> Iterator[Slot]:
    """Give the free times within a wish, the earliest first.

    The clock on the wall decides: an hour that it skips is never offered, and a talk lasts as
    long as it lasts also when the clock is changed.
    """
    rules = diary.rules
    first, last = _days(rules, now, wish)
    notice = now + timedelta(hours=rules.notice_hours or 0)
    horizon = now + timedelta(days=rules.horizon_days or 0)
    kept_free = (*diary.taken.spans, *diary.off)
    full = _full_days(diary)
    for day in _each(first, last):
        if day in full or not wish.allows(day):
            continue
        near = _near(day, kept_free)
        for slot in _on(diary, day, wish):
            if notice <= slot.start <= horizon:
                claim = claim_of(slot, rules)
                if not any(claim.overlaps(span) for span in near):
                    yield slot


def is_free(diary: Diary, slot: Slot, now: datetime) -> bool:
    """Tell whether a slot that somebody names is really one of the free ones."""
    day = day_here(slot.start)
    return slot in free_slots(diary, now, TimeWish(day, day))


def claim_of(slot: Slot, rules: AgendaRules) -> Span:
    """Return the time that a slot takes, with what is kept free before and after it."""
    before, after = timedelta(minutes=rules.before or 0), timedelta(minutes=rules.after or 0)
    return Span(slot.start - before, slot.end + after)


def good_offers(slots: Sequence[Slot], limit: int) -> tuple[Slot, ...]:
    """Return at most `limit` that differ most: other days first, then other parts of a day.

    `slots` has one advisor for each time, the earliest first; so has the answer.
    """
    chosen: list[Slot] = []
    for is_new in (_is_other_day_and_part, _is_other_day, _is_other_part, _is_apart, _is_other):
        for slot in slots:
            if len(chosen) < limit and all(is_new(slot, one) for one in chosen):
                chosen.append(slot)
    return tuple(sorted(chosen))


def _days(rules: AgendaRules, now: datetime, wish: TimeWish) -> tuple[date, date]:
    today = day_here(now)
    horizon = today + timedelta(days=rules.horizon_days or 0)
    return max(wish.first or today, today), min(wish.last or horizon, horizon)


def _near(day: date, spans: Sequence[Span]) -> Sequence[Span]:
    """Return what can matter on a day: claims may reach into the days around theirs."""
    midnight = datetime.combine(day, time(), UTC)
    around = Span(midnight - _A_DAY, midnight + 2 * _A_DAY)
    return [span for span in spans if span.overlaps(around)]


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _A_DAY


def _full_days(diary: Diary) -> frozenset[date]:
    """Return the days on which there may be no more appointments."""
    most = diary.rules.most_a_day
    on_day = Counter(day_here(start) for start in diary.taken.starts)
    return frozenset(day for day, number in on_day.items() if most and number >= most)


def _on(diary: Diary, day: date, wish: TimeWish) -> Iterator[Slot]:
    """Give the times that the hours of a day allow, whether they are free or not."""
    length = timedelta(minutes=diary.rules.minutes or 0)
    for opens, closes in _blocks(diary, day):
        end_of_block = moment_here(day, closes)
        for begin in _quarters(opens, closes):
            start = moment_here(day, begin)
            if start is None or end_of_block is None or not _is_wished(begin, wish):
                continue
            if start + length <= end_of_block:
                yield Slot(start, start + length, diary.advisor)


def _blocks(diary: Diary, day: date) -> Sequence[tuple[time, time]]:
    """Return the hours of a day; a closing day leaves the hours that it has itself."""
    weekday = list(Weekday)[day.weekday()]
    own = [_times(block) for block in (diary.rules.hours or {}).get(weekday, ())]
    closing = next((one for one in diary.closing_days if one.day == day), None)
    if closing is None:
        return own
    left = [_times(block) for block in closing.hours]
    cut = [(max(begin, since), min(end, until)) for begin, end in own for since, until in left]
    return [(begin, end) for begin, end in cut if begin < end]


def _times(block: Block) -> tuple[time, time]:
    begin, end = block
    return time.fromisoformat(begin), time.fromisoformat(end)


def _quarters(opens: time, closes: time) -> Iterator[time]:
    first, last = (at.hour * 60 + at.minute for at in (opens, closes))
    for minute in range(first, last, _STEP_MINUTES):
        yield time(minute // 60, minute % 60)


def _is_wished(begin: time, wish: TimeWish) -> bool:
    is_late_enough = wish.since is None or begin >= wish.since
    return is_late_enough and (wish.until is None or begin < wish.until)


def _is_other_day(one: Slot, other: Slot) -> bool:
    return day_here(one.start) != day_here(other.start)


def _is_other_part(one: Slot, other: Slot) -> bool:
    parts = [slot.start.astimezone(AMSTERDAM).hour < _NOON for slot in (one, other)]
    return parts[0] != parts[1]


def _is_other_day_and_part(one: Slot, other: Slot) -> bool:
    return _is_other_day(one, other) and _is_other_part(one, other)


def _is_apart(one: Slot, other: Slot) -> bool:
    return one.start >= other.end or other.start >= one.end


def _is_other(one: Slot, other: Slot) -> bool:
    return one.start != other.start


def one_for_each_time(slots: Iterable[Slot], load: dict[UUID, int]) -> Sequence[Slot]:
    """Return one slot for each time, with who has the fewest appointments."""
    best: dict[datetime, Slot] = {}
    for slot in slots:
        known = best.get(slot.start)
        if known is None or _weight(slot, load) < _weight(known, load):
            best[slot.start] = slot
    return sorted(best.values())


def _weight(slot: Slot, load: dict[UUID, int]) -> tuple[int, str]:
    return load.get(slot.advisor, 0), str(slot.advisor)
