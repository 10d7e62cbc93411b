"""The supervisor with real child processes: small scripts instead of the product."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from apps.process import Part
from apps.supervisor import Pace, PartFailed, Supervisor
from tests.apps.stack import IGNORES_TERM, LIVES_ON, QUICK, lives, nothing, part, pid_of

FALLS = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(0.6)"
ENDS_AT_ONCE = "print('the cellar is flooded'); raise SystemExit(3)"


class Running:
    """A supervisor at work, and everything it told."""

    def __init__(self, supervisor: Supervisor, told: list[str]) -> None:
        self.told = told
        self.stop = asyncio.Event()
        self.is_up = asyncio.Event()
        self._task = asyncio.create_task(supervisor.run(self.stop, self.is_up.set))

    async def comes_up(self) -> None:
        async with asyncio.timeout(20):
            await self.is_up.wait()

    async def ends(self) -> None:
        async with asyncio.timeout(20):
            await self._task

    async def stops(self) -> None:
        self.stop.set()
        await self.ends()


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Running]:
    def start(
        *parts: Part, pace: Pace = QUICK, prepare: Callable[[], Awaitable[None]] = nothing
    ) -> Running:
        told: list[str] = []
        supervisor = Supervisor(
            parts, prepare=prepare, logs=tmp_path / "log", tell=told.append, pace=pace
        )
        return Running(supervisor, told)

    return start


async def becomes_true(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not fact():
            await asyncio.sleep(0.02)


async def test_a_part_that_dies_is_started_again(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    running = run(part("quiet", LIVES_ON, tmp_path))
    await running.comes_up()
    first = pid_of("quiet", tmp_path)

    psutil.Process(first).kill()
    await becomes_true(lambda: pid_of("quiet", tmp_path) != first)
    await running.stops()

    assert "quiet ended (signal 9); starting it again in 0.05 s" in running.told


async def test_a_part_that_keeps_falling_is_started_again_less_and_less_often(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    falls = part("falls", FALLS, tmp_path)
    running = run(falls)
    await running.comes_up()

    await becomes_true(lambda: len(running.told) >= 8)
    await running.stops()

    waits = [line.split()[-2] for line in running.told if "starting it again" in line]
    assert waits[:4] == ["0.05", "0.1", "0.2", "0.2"]


async def test_stopping_leaves_no_process_not_even_a_deaf_one_or_its_child(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    running = run(part("quiet", LIVES_ON, tmp_path), part("deaf", IGNORES_TERM, tmp_path))
    await running.comes_up()

    await running.stops()

    assert not lives("quiet", tmp_path)
    assert not lives("deaf", tmp_path)
    # A killed process that is not ours to wait for takes a moment to go.
    await becomes_true(lambda: not lives("child", tmp_path))


async def test_a_part_that_ends_while_starting_stops_everything_and_shows_its_last_words(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    running = run(part("quiet", LIVES_ON, tmp_path), part("broken", ENDS_AT_ONCE, tmp_path))

    with pytest.raises(PartFailed, match=r"(?s)broken ended .*exit code 3.*cellar is flooded"):
        await running.ends()

    assert not running.is_up.is_set()
    assert not (tmp_path / "quiet").exists() or not lives("quiet", tmp_path)


async def test_a_part_that_never_answers_is_named_when_its_time_is_over(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    mute = replace(part("mute", LIVES_ON, tmp_path), answers=lambda: False)

    running = run(mute, pace=replace(QUICK, start=0.5, between_signs_of_life=0.1))

    with pytest.raises(PartFailed, match=r"mute did not answer within 0\.5 s"):
        await running.ends()
    assert "still starting: mute …" in running.told


async def test_what_needs_the_database_starts_only_when_it_is_prepared(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    may_go_on = asyncio.Event()

    async def prepare() -> None:
        await may_go_on.wait()

    early = part("early", LIVES_ON, tmp_path)
    late = part("late", LIVES_ON, tmp_path, needs_preparation=True)
    running = run(early, late, prepare=prepare)
    await becomes_true((tmp_path / "early").exists)

    assert not (tmp_path / "late").exists()

    may_go_on.set()
    await running.comes_up()
    await running.stops()


async def test_a_failed_preparation_stops_everything(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    async def prepare() -> None:
        await becomes_true((tmp_path / "quiet").exists)
        raise LookupError("no database")

    running = run(part("quiet", LIVES_ON, tmp_path), prepare=prepare)

    with pytest.raises(LookupError, match="no database"):
        await running.ends()
    assert not lives("quiet", tmp_path)


async def test_each_run_begins_a_new_log_and_keeps_the_one_before(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    says = "print('number', flush=True)\n" + LIVES_ON
    for _ in range(3):
        running = run(part("quiet", says, tmp_path))
        await running.comes_up()
        await running.stops()
        (tmp_path / "quiet").unlink()

    logs = sorted(file.name for file in (tmp_path / "log").iterdir())
    assert logs == ["quiet.log", "quiet.log.1"]
    assert (tmp_path / "log" / "quiet.log").read_text() == "number\n"
