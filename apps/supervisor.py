"""Runs processes together: starts them, waits until they answer, restarts and stops them."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from apps.process import Part, begin_log, end, last_lines, start, sweep

type Tell = Callable[[str], None]


class PartFailed(Exception):
    """A part did not come up; the text says which, how, and what it wrote last."""


@dataclass(frozen=True)
class Pace:
    """How long things may take, in seconds."""

    start: float = 180
    between_probes: float = 0.2
    between_signs_of_life: float = 10
    stop: float = 8
    first_restart: float = 0.5
    last_restart: float = 30
    steady: float = 60
    """A part that ran so long is restarted as if it fell for the first time."""


class Supervisor:
    """Keeps the parts running until told to stop; then not one of their processes is left."""

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        prepare: Callable[[], Awaitable[None]],
        logs: Path,
        tell: Tell,
        pace: Pace | None = None,
    ) -> None:
        self._parts = parts
        self._prepare = prepare
        self._logs = logs
        self._tell = tell
        self._pace = pace or Pace()
        self._prepared = asyncio.Event()
        self._answered = {part.name: asyncio.Event() for part in parts}
        self._is_up = False

    async def run(self, stop: asyncio.Event, announce: Callable[[], None]) -> None:
        """Run the parts until `stop` is set; `announce` is called once, when all of them answer.

        Raises `PartFailed` when one ends, or does not answer in time, before all did. What goes
        wrong in the preparation comes out as it is.
        """
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._keep(part)) for part in self._parts]
                tasks.append(group.create_task(self._come_up(announce)))
                tasks.append(group.create_task(self._show_life()))
                await stop.wait()
                for task in tasks:
                    task.cancel()
        except ExceptionGroup as failures:
            # The first failure stopped everything; any other only follows from it.
            raise failures.exceptions[0] from None

    async def _come_up(self, announce: Callable[[], None]) -> None:
        """Prepare, wait until every part has answered once, and say so."""
        await self._prepare()
        self._prepared.set()
        try:
            async with asyncio.timeout(self._pace.start):
                for answered in self._answered.values():
                    await answered.wait()
        except TimeoutError:
            raise self._failure(
                self._silent()[0], f"did not answer within {self._pace.start:g} s"
            ) from None
        self._is_up = True
        announce()

    async def _show_life(self) -> None:
        while self._silent():
            await asyncio.sleep(self._pace.between_signs_of_life)
            if silent := self._silent():
                self._tell(f"still starting: {', '.join(silent)} …")

    def _silent(self) -> list[str]:
        return [name for name, answered in self._answered.items() if not answered.is_set()]

    async def _keep(self, part: Part) -> None:
        """Run the part for as long as this task lives; start it again whenever it ends."""
        if part.needs_preparation:
            await self._prepared.wait()
        begin_log(self._log(part.name))
        wait = self._pace.first_restart
        while True:
            started = monotonic()
            code = await self._run_once(part)
            if not self._is_up:
                raise self._failure(part.name, f"ended while starting ({_how(code)})")
            if monotonic() - started > self._pace.steady:
                wait = self._pace.first_restart
            self._tell(f"{part.name} ended ({_how(code)}); starting it again in {wait:g} s")
            await asyncio.sleep(wait)
            wait = min(wait * 2, self._pace.last_restart)

    async def _run_once(self, part: Part) -> int:
        """Run the part to its end, or end it when this task is cancelled."""
        process = await start(part, self._log(part.name))
        watching = asyncio.create_task(self._tell_when_it_answers(part))
        try:
            return await process.wait()
        finally:
            watching.cancel()
            await self._leave_nothing(process)

    async def _leave_nothing(self, process: Process) -> None:
        if process.returncode is None:
            await end(process, self._pace.stop)
        else:
            sweep(process)

    async def _tell_when_it_answers(self, part: Part) -> None:
        started = monotonic()
        # Another process cannot set an event of ours, so it is asked again and again.
        while part.answers and not await asyncio.to_thread(part.answers):  # noqa: ASYNC110
            await asyncio.sleep(self._pace.between_probes)
        self._tell(f"{part.name}: ready after {monotonic() - started:.1f} s")
        self._answered[part.name].set()

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _failure(self, name: str, what: str) -> PartFailed:
        log = self._log(name)
        return PartFailed(f"{name} {what}. The last lines of {log}:\n{last_lines(log)}")


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
