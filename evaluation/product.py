"""Asks the test set to the whole product over HTTP, and tries the buttons when it asks back."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import msgspec
from msgspec import Struct

from advice.content import load_content
from apps.api import Conversation, Message, connect
from apps.settings import ROOT
from conversations.messages import Kind, Meta
from evaluation.scoring import Outcome, Scored, falsely_answers, judge
from evaluation.test_set import Case, Turn
from tests.support import product as products

_CONTENT = ROOT / "data"
_VISITORS = 4
# The ways out under a question of ours: no answer to what was asked …
_WAYS_OUT = frozenset({"ask_human", "ask_help", "deny"})
# … but "none of these" is the right one for what is not ours.
_NONE_OF_THESE = "deny"


class Press(Struct, frozen=True):
    """A button that was pressed, by its payload."""

    payload: str


type Said = str | Press


def measure(cases: Sequence[Case], model: Path) -> list[Scored]:
    """Start the product with this model in a folder of its own, ask everything, and stop it."""
    with (
        tempfile.TemporaryDirectory(prefix="schakel-evaluation-") as folder,
        products.running(Path(folder), {"SCHAKEL_MODEL": str(model)}) as product,
    ):
        return ask_all(product.url, cases, load_content(_CONTENT).words.fixed.rather)


def ask_all(url: str, cases: Sequence[Case], rather: str) -> list[Scored]:
    """Ask everything to the product at `url`, each case in a conversation of its own.

    With `rather` the buttons begin that put an answer right ("Ik bedoel: …").
    """
    with connect(url) as client, ThreadPoolExecutor(_VISITORS) as visitors:
        asked = visitors.map(lambda case: list(_ask(client, case, rather)), cases)
        return [scored for each in asked for scored in each]


class Talk:
    """A conversation that can be held again, up to the same point."""

    def __init__(self, client: httpx.Client, said: Sequence[Said] = ()) -> None:
        self._client = client
        self._conversation = Conversation.begin(client)
        self._said: list[Said] = []
        for one in said:
            self.say(one)

    def say(self, said: Said) -> list[Message]:
        """Say or press something, and return what the bot answers."""
        self._said.append(said)
        if isinstance(said, Press):
            seq = self._conversation.say(payload=said.payload)
        else:
            seq = self._conversation.say(text=said)
        return [message for message in self._conversation.answers() if message["seq"] > seq]

    def again(self) -> "Talk":
        """Return a new conversation in which the same was said."""
        return Talk(self._client, self._said)


def offered(answers: Sequence[Message], *, none_of_these: bool = False) -> Iterator[Press]:
    """Give the buttons under `answers` that are a guess at what was meant, each once.

    With `none_of_these` the one that says so as well.
    """
    ways_out = _WAYS_OUT - {_NONE_OF_THESE} if none_of_these else _WAYS_OUT
    payloads = (button["payload"] for message in answers for button in message["buttons"])
    for payload in dict.fromkeys(payloads):
        if re.split(r"\W", payload.removeprefix("/"), maxsplit=1)[0] not in ways_out:
            yield Press(payload)


def _ask(client: httpx.Client, case: Case, rather: str) -> Iterator[Scored]:
    talk = Talk(client)
    for turn in case.turns:
        answers = talk.say(turn.text)
        metas = _metas(answers)
        outcome = judge(turn, metas)
        pressable = _pressable(turn, outcome, answers, rather)
        cleared = _cleared(talk, turn, answers, pressable)
        yield Scored(
            group=case.group,
            text=turn.text,
            expected=tuple(map(str, turn.accepted)),
            got=tuple(map(_shown, answers)),
            outcome=outcome,
            after=outcome is Outcome.RIGHT or cleared is not None,
            put_right=outcome is not Outcome.ASKED_BACK and cleared is not None,
            may_be_declined=turn.may_be_declined,
            falsely_answered=falsely_answers(turn, metas),
        )
        # Who was asked back, or can put us right, presses that button and goes on from there.
        talk = cleared or talk


def _pressable(
    turn: Turn, outcome: Outcome, answers: Sequence[Message], rather: str
) -> list[Press]:
    """Return the buttons that say what was meant; after a right answer there is nothing to say."""
    if outcome is Outcome.RIGHT:
        return []
    if outcome is Outcome.ASKED_BACK:
        return list(offered(answers, none_of_these=turn.may_be_declined))
    buttons = (button for message in answers for button in message["buttons"])
    return [Press(button["payload"]) for button in buttons if button["title"].startswith(rather)]


def _cleared(
    talk: Talk, turn: Turn, answers: Sequence[Message], pressable: Iterable[Press]
) -> Talk | None:
    """Return the conversation in which one of the buttons was pressed and was right."""
    for button in pressable:
        retold = talk.again()
        more = retold.say(button)
        if judge(turn, _metas([*answers, *more])) is Outcome.RIGHT:
            return retold
    return None


def _metas(answers: Sequence[Message]) -> list[Meta]:
    return [msgspec.convert(message["meta"], Meta) for message in answers]


def _shown(message: Message) -> str:
    """Show an answer as the test set would write it, with its buttons when it asks back."""
    meta = msgspec.convert(message["meta"], Meta)
    if meta.kind is Kind.CLARIFICATION:
        return f"{meta.kind}: {' | '.join(button['title'] for button in message['buttons'])}"
    return "/".join(filter(None, (meta.kind, ",".join(meta.ids), meta.aspect)))
