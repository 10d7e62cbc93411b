"""`python -m bench.desk`: 50 advisors with 500 open conversations, and ten messages a second."""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from subprocess import DEVNULL, Popen
from uuid import UUID

import httpx
from msgspec import structs

from apps.ports import require_free
from apps.settings import ROOT
from bench.load import Measured
from bench.report import Goal
from conversations.conversation import Conversation
from conversations.messages import Author, Reply
from conversations.stage import Stage
from gateway.console.accounts.sessions import COOKIE
from gateway.console.refusals import CSRF_COOKIE
from gateway.receive import token_hash
from handoff.advisors import Account, Advisor, Role
from handoff.ports import TeamWork
from handoff.sessions import Session
from kit.clock import utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore
from tests.handoff.people import wish
from tests.support import postgres
from tests.support.time import HandClock

_PORT = 19_490
_SITE, _CONSOLE = f"http://127.0.0.1:{_PORT}", f"http://127.0.0.1:{_PORT + 1}/adviseur"
_ADVISORS, _CONVERSATIONS, _SAID, _MESSAGES = 50, 500, 20, 300
_HEARD, _SHOWN, _LISTED = "event heard", "message on the screen", "list"
# A heartbeat is that of one advisor: each gives one every 20 seconds.
_BEAT_SECONDS, _BEATS_OF_LIST, _BEATS_OF_HEARTBEAT, _PATIENCE_SECONDS = 0.1, 5, 4, 10
_TEXT = "Ik wil mijn zaak overdragen aan mijn dochter. Waar begin ik, en wie kan daarbij helpen?"


class Office:
    """All open consoles, and how many seconds everything took; `csrf` signs what they send."""

    def __init__(self, handoffs: Sequence[UUID], csrf: str) -> None:
        self.waits: defaultdict[str, list[float]] = defaultdict(list)
        # The servers close what is silent for five seconds, maybe just as it is used again.
        limits = httpx.Limits(max_connections=None, keepalive_expiry=2)
        self._http = httpx.AsyncClient(base_url=_CONSOLE, limits=limits, timeout=60)
        self._handoffs, self._csrf = handoffs, csrf
        self._sent: dict[int, float] = {}
        self._all_open = asyncio.Barrier(_ADVISORS + 1)

    async def work(self) -> None:
        """Let entrepreneurs write for half a minute, none of them twice, while the team goes on."""
        chance = random.Random(1)  # noqa: S311 - the same order in every run
        async with self._http, asyncio.TaskGroup() as group:
            streams = [group.create_task(self._listen(one, group)) for one in range(_ADVISORS)]
            await self._all_open.wait()
            began = time.perf_counter()
            for beat, writer in enumerate(chance.sample(range(_CONVERSATIONS), _MESSAGES)):
                await asyncio.sleep(began + beat * _BEAT_SECONDS - time.perf_counter())
                group.create_task(self._write(writer))
                if beat % _BEATS_OF_LIST == 0:
                    group.create_task(self._look(chance.uniform(0, _BEAT_SECONDS)))
                if beat % _BEATS_OF_HEARTBEAT == 0:
                    who, state = beat // _BEATS_OF_HEARTBEAT, {"state": "available"}
                    group.create_task(self._ask("POST", "/api/presence", who, state))
            await asyncio.sleep(_PATIENCE_SECONDS)
            for stream in streams:
                stream.cancel()

    async def _listen(self, advisor: int, group: asyncio.TaskGroup) -> None:
        """Read all that a console is told; fetch what is new in the advisor's conversations."""
        own = range(advisor, _CONVERSATIONS, _ADVISORS)
        told = {f'data: {{"conversation":"{UUID(int=number)}"}}': number for number in own}
        async with self._http.stream(
            "GET", "/api/events", headers=self._headers(advisor)
        ) as answer:
            lines = answer.raise_for_status().aiter_lines()
            await anext(lines)
            await self._all_open.wait()
            async for line in lines:
                if line in told:
                    group.create_task(self._read(told[line], time.perf_counter()))

    async def _read(self, number: int, heard: float) -> None:
        path = f"/api/handoffs/{self._handoffs[number]}/messages?after={_SAID}"
        answer = await self._ask("GET", path, number)
        if answer.json()["messages"] and number in self._sent:
            sent = self._sent.pop(number)
            self.waits[_HEARD].append(heard - sent)
            self.waits[_SHOWN].append(time.perf_counter() - sent)

    async def _write(self, number: int) -> None:
        self._sent[number] = time.perf_counter()
        url = f"{_SITE}/api/v1/conversations/{UUID(int=number)}/messages"
        message = {"client_id": str(UUID(int=number)), "text": _TEXT}
        headers = {"Authorization": f"Bearer {UUID(int=number)}"}
        (await self._http.post(url, json=message, headers=headers)).raise_for_status()

    async def _look(self, pause: float) -> None:
        # In step with the messages it would meet the same work of the console every time.
        await asyncio.sleep(pause)
        began = time.perf_counter()
        await self._ask("GET", "/api/handoffs", 0)
        self.waits[_LISTED].append(time.perf_counter() - began)

    async def _ask(self, method: str, path: str, who: int, data: object = None) -> httpx.Response:
        head = self._headers(who % _ADVISORS)
        answer = await self._http.request(method, path, json=data, headers=head)
        return answer.raise_for_status()

    def _headers(self, advisor: int) -> dict[str, str]:
        cookies = f"{COOKIE}={UUID(int=advisor)}; {CSRF_COOKIE}={self._csrf}"
        return {"Cookie": cookies, "x-csrftoken": self._csrf}


def main() -> int:
    """Measure on each database that is here, print, and return 1 when a goal is not met."""
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder:
        goals = _measured("SQLite", f"sqlite:///{folder}/desk.db", folder)
        if programs := postgres.programs():
            with postgres.running_server(programs) as url:
                goals += _measured("PostgreSQL", url, folder)
    print(*goals, sep="\n")
    return 0 if all(goal.is_met for goal in goals) else 1


def _measured(name: str, url: str, folder: str) -> list[Goal]:
    migrate(url)
    handoffs = asyncio.run(_filled(url))
    with _running(url, folder) as csrf:
        office = Office(handoffs, csrf)
        asyncio.run(office.work())
    print(f"{name:<28}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    ms = {what: Measured.of(waits, sum(waits)) for what, waits in office.waits.items()}
    for what, one in ms.items():
        print(f"{what:<28}{one.p50:>9.1f}{one.p95:>9.1f}{1_000 * max(office.waits[what]):>9.1f}")
    lost = _MESSAGES - len(office.waits[_SHOWN])
    return [
        Goal(f"{name}: message on the advisor's screen, p95", ms[_SHOWN].p95, 300, "ms"),
        Goal(f"{name}: list with {_CONVERSATIONS} conversations, p95", ms[_LISTED].p95, 100, "ms"),
        Goal(f"{name}: messages that never came", lost, 0, "messages"),
    ]


@contextmanager
def _running(url: str, folder: str) -> Iterator[str]:
    """Start site and console and wait for both; yield what signs the console's calls."""
    require_free({"site": ("127.0.0.1", _PORT), "console": ("127.0.0.1", _PORT + 1)})
    ours = {"PORT": str(_PORT), "DATA": folder, "DATABASE_URL": url}
    environment = os.environ | {f"SCHAKEL_{name}": value for name, value in ours.items()}
    commands = ([sys.executable, "-m", app] for app in ("apps.public", "apps.console"))
    processes = [Popen(c, cwd=ROOT, env=environment, stderr=DEVNULL) for c in commands]
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=7)) as http:
            http.get(f"{_SITE}/health/live").raise_for_status()
            yield http.get(f"{_CONSOLE}/inloggen").cookies[CSRF_COOKIE]
    finally:
        for process in processes:
            process.terminate()
            process.wait()


async def _filled(url: str) -> list[UUID]:
    """Keep the team and its conversations; return the request of each conversation."""
    database, now = connect(url), utc_now()
    async with SqlStore(database).transaction() as work:
        for number in range(_ADVISORS):
            id = UUID(int=number)
            one = Advisor(id, f"Adviseur {number}", f"adviseur-{number}@example.org", Role.LEAD)
            await work.add_account(Account(one, "no-hash"))
            await work.open_session(Session(token_hash(str(id)), id, now, now))
        handoffs = [await _talked(work, number, now) for number in range(_CONVERSATIONS)]
    await database.close()
    return handoffs


async def _talked(work: TeamWork, number: int, now: datetime) -> UUID:
    """Keep a conversation that an advisor has and has read."""
    id, owner = UUID(int=number), UUID(int=number % _ADVISORS)
    await work.open(Conversation(id, "web", token_hash(str(id)), Stage.ADVISOR, now))
    for author in (Author.ENTREPRENEUR, Author.ADVISOR) * (_SAID // 2):
        await work.say(id, [Reply(_TEXT)], now, author=author)
    await work.ask_handoff(id, wish(HandClock()), now)
    (case,) = await work.cases_of(id)
    await work.change_handoff(structs.replace(case.handoff, advisor=owner, taken_at=now))
    await work.read_case(case.handoff.id, _SAID)
    return case.handoff.id


if __name__ == "__main__":
    sys.exit(main())
