"""One turn: a claimed message is answered exactly once, or kept to be tried again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog

from conversations.appointments import SlotTaken
from conversations.conversation import Turn
from conversations.handoffs import STOP_WAITING
from conversations.messages import Kind, Reply
from conversations.ports import Engine, EngineError, UnknownConversation
from conversations.stage import Stage
from handoff.appointments.lines import BOOK
from handoff.appointments.refusals import AppointmentRefused, TooLate
from handoff.introductions import press_in
from handoff.lending import NOT_NOW
from handoff.moves import Moves
from handoff.opting_in import Consent, consent_in
from handoff.partners import partner_press_in
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock

# A restart of the engine takes some ten seconds: the first tries come soon, later ones rest.
_PAUSES_SECONDS = (1, 2, 3, 5, 8, 15)
# A message over which the engine breaks down this often does so always.
_MOST_ATTEMPTS = 6
# Who loses a time to somebody else is offered others; who loses it this often reads why.
_MOST_TAKES = 3
# A hitch of a second is not worth an apology; a second failure is.
_APOLOGY_FROM_ATTEMPT = 2

_WITH_PEOPLE = (Stage.WAITING, Stage.ADVISOR)

log = structlog.get_logger()


class TakesPress[Press](Protocol):
    """Asked somebody something, and takes what they press."""

    async def hold(self, work: TeamWork, press: Press) -> None:
        """Let nobody else change the conversations it is about until the transaction ends."""
        ...

    async def answer(self, work: TeamWork, conversation: UUID, press: Press, now: datetime) -> None:
        """Take the answer; it was pressed in `conversation`."""
        ...


class TakeTurn:
    """Takes the turns that one worker has claimed."""

    def __init__(
        self,
        worker: str,
        *,
        store: TeamStore,
        engine: Engine,
        clock: Clock,
        apology: Reply,
        moves: Moves,
    ) -> None:
        self._worker = worker
        self._store = store
        self._engine = engine
        self._clock = clock
        self._apology = apology
        self._moves = moves

    async def __call__(self, turn: Turn) -> None:
        """Answer the message of `turn`, unless a person has the conversation."""
        if press := press_in(turn.payload):
            await self._take_press(turn, self._moves.introducing, press)
            return
        if said := partner_press_in(turn.payload):
            await self._take_press(turn, self._moves.sharing, said)
            return
        if consent := consent_in(turn.payload):
            await self._keep_consent(turn, consent)
            return
        if turn.payload == NOT_NOW:
            await self._back_to_advisor(turn)
            return
        if turn.payload == BOOK and turn.stage is Stage.WAITING:
            await self._stop_waiting(turn)
        elif turn.stage in _WITH_PEOPLE:
            await self._leave_to_people(turn)
            return
        await self._ask_engine(turn)

    async def _ask_engine(self, turn: Turn, take: int = 1) -> None:
        """Keep what the engine answers; what is not true any more is asked anew, at once."""
        try:
            answer = await self._engine.answer(turn)
            await self._answer(turn, answer.replies, answer.state)
        except EngineError as error:
            await self._keep_for_later(turn, error)
        except (SlotTaken, AppointmentRefused) as refused:
            self._log("turn.refused", turn, error=type(refused).__name__, take=take)
            if take == _MOST_TAKES or isinstance(refused, TooLate):
                await self._refuse(turn, refused)
            else:
                await self._ask_engine(turn, take + 1)

    async def _take_press[Press](self, turn: Turn, asking: TakesPress[Press], press: Press) -> None:
        """Whoever has the conversation: people decide about each other, and no bot does."""
        async with self._store.transaction() as work:
            await asking.hold(work, press)
            if await work.finish(turn, self._worker, state=None):
                await asking.answer(work, turn.conversation, press, self._clock())

    async def _keep_consent(self, turn: Turn, consent: Consent) -> None:
        async with self._store.transaction() as work:
            await work.hold(turn.conversation)
            if await work.finish(turn, self._worker, state=None):
                await self._moves.opting_in.take(work, turn.conversation, consent, self._clock())

    async def _back_to_advisor(self, turn: Turn) -> None:
        async with self._store.transaction() as work:
            await work.hold(turn.conversation)
            if await work.finish(turn, self._worker, state=None):
                await self._moves.lending.give_back(work, turn.conversation, self._clock())

    async def _stop_waiting(self, turn: Turn) -> None:
        """Let the bot go on, for who would rather have an appointment than wait."""
        async with self._store.transaction() as work:
            await self._moves.stop_waiting(work, turn.conversation, self._clock())

    async def _leave_to_people(self, turn: Turn) -> None:
        async with self._store.transaction() as work:
            is_ours = await work.finish(turn, self._worker, state=None)
            if is_ours and turn.payload == STOP_WAITING:
                await self._moves.stop_waiting(work, turn.conversation, self._clock())

    async def _answer(self, turn: Turn, replies: Sequence[Reply], state: bytes) -> None:
        """Replies, state and the end of the turn belong together: all are kept, or nothing is."""
        async with self._store.transaction() as work:
            try:
                is_left = await _is_with_people(work, turn)
            except UnknownConversation:
                self._log("turn.lost", turn)
                return
            # What is not said is not remembered as said either.
            if not await work.finish(turn, self._worker, None if is_left else state):
                self._log("turn.lost", turn)
                return
            if is_left:
                # A person took it while the engine thought: then the bot says nothing.
                self._log("turn.left_to_people", turn)
                return
            await work.move(turn.conversation, Stage.CLOSED, Stage.BOT)
            now = self._clock()
            replies = await self._moves.appointing.carry_out(work, turn.conversation, replies, now)
            await work.say(turn.conversation, replies, now)
            await self._moves.lending.after(work, turn.conversation, replies, now)
            await self._moves.opting_in.after(work, turn.conversation, replies, now)
        self._log("turn.answered", turn, replies=len(replies), kind=replies[0].meta.kind)

    async def _refuse(self, turn: Turn, refused: Exception) -> None:
        """Say why it cannot be, instead of what the engine says; that remembers nothing of it."""
        async with self._store.transaction() as work:
            is_ours = await work.finish(turn, self._worker, state=None)
            if is_ours and not await _is_with_people(work, turn):
                said = self._moves.appointing.refusal(refused)
                await work.say(turn.conversation, [said], self._clock())

    async def _keep_for_later(self, turn: Turn, error: EngineError) -> None:
        now = self._clock()
        is_hopeless = error.may_be_the_message and turn.attempt >= _MOST_ATTEMPTS
        async with self._store.transaction() as work:
            if is_hopeless:
                still_ours = await work.give_up(turn, self._worker, at=now)
            else:
                pause = _PAUSES_SECONDS[min(turn.attempt, len(_PAUSES_SECONDS)) - 1]
                until = now + timedelta(seconds=pause)
                still_ours = await work.postpone(turn, self._worker, until=until)
            if not still_ours:
                return
            is_felt = error.is_slow or turn.attempt >= _APOLOGY_FROM_ATTEMPT
            if is_felt and not await _is_with_people(work, turn):
                last = await work.last_reply(turn.conversation)
                if last is None or last.meta.kind is not Kind.OUTAGE:
                    await work.say(turn.conversation, [self._apology], now)
        outcome = "turn.given_up" if is_hopeless else "turn.postponed"
        self._log(outcome, turn, error=type(error).__name__, attempt=turn.attempt)

    def _log(self, event: str, turn: Turn, **values: object) -> None:
        log.info(event, conversation=str(turn.conversation), seq=turn.seq, **values)


async def _is_with_people(work: TeamWork, turn: Turn) -> bool:
    """Tell who has the conversation now; nobody else gets it until the transaction ends."""
    await work.hold(turn.conversation)
    return (await work.conversation(turn.conversation)).stage in _WITH_PEOPLE
