"""Starts the whole product on this machine and stays with it: `schakel up`.

This process lives as long as the product: what needs much memory runs in processes that end.
"""

import asyncio
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from apps.addresses import addresses, login_url, site_url
from apps.channel_settings import HOW_TO_CONNECT, channels_in_use
from apps.engine import python
from apps.keys import DEMO_EMAIL, load_keys
from apps.parts import all_parts
from apps.ports import PortTaken, require_free
from apps.settings import ROOT, BadSetting, Settings, load_settings
from apps.supervisor import PartFailed, Supervisor


class CannotStart(Exception):
    """Something is missing; the text is one sentence that says what to do."""


def up() -> None:
    """Start everything, print the addresses, and return when told to stop (Ctrl-C, TERM, HUP).

    Raises `BadSetting`, `CannotStart` and `PortTaken` with one sentence each, and `PartFailed`
    with the end of a log.
    """
    settings = load_settings()
    data = ROOT / settings.data
    require_free(addresses(settings))
    model = _require_model(settings)
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        keys = load_keys(data)
        in_use = channels_in_use(load_settings({**os.environ, **keys}))
        supervisor = Supervisor(
            all_parts(settings, keys, model=model),
            prepare=lambda: _migrate(keys),
            logs=data / "log",
            tell=_tell,
        )
        asyncio.run(
            run_until_told(supervisor, lambda: _print_addresses(settings, data, keys, in_use))
        )


def _require_model(settings: Settings) -> Path:
    """Return the model to run; that of the present content must have been trained."""
    if not python(plain=settings.plain_rasa).exists():
        needed = "make plain" if settings.plain_rasa else "make start"
        raise CannotStart(f"The engine's environment is missing: run `{needed}` first.")
    if settings.model:
        return Path(settings.model)
    asked = subprocess.run(
        [sys.executable, "-m", "apps.model"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        raise CannotStart(_last_line(asked.stderr))
    model = Path(asked.stdout.strip())
    if not model.exists():
        raise CannotStart("There is no model of the present content: run `schakel train`.")
    return model


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold this data folder; the system lets it go when we end, however we end."""
    with (data / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Schakel already runs on the data folder {data}: stop it first, or choose "
                "another folder with SCHAKEL_DATA."
            ) from None
        yield


async def run_until_told(supervisor: Supervisor, announce: Callable[[], None]) -> None:
    """Run until a signal asks to stop: Ctrl-C, TERM, or HUP when the terminal closes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(told, _begin_to_stop, stop)
    await supervisor.run(stop, announce)
    _tell("everything has stopped")


def _begin_to_stop(stop: asyncio.Event) -> None:
    if not stop.is_set():
        _tell("stopping …")
        stop.set()


async def _migrate(keys: Mapping[str, str]) -> None:
    """Bring the database's tables up to date, and see that somebody can log in."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "apps.migrate"),
        cwd=ROOT,
        env={**os.environ, **keys},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        reason = _last_line(output.decode(errors="replace"))
        raise CannotStart(f"The database could not be brought up to date: {reason}")


def _last_line(output: str) -> str:
    return next(filter(None, reversed(output.strip().splitlines())), "it said nothing")


def _print_addresses(
    settings: Settings, data: Path, keys: Mapping[str, str], in_use: Sequence[str]
) -> None:
    site = site_url(settings)
    phones = (
        f"  channels  {', '.join(in_use)}"
        if in_use
        else f"\nOn phones too, with these settings:\n{HOW_TO_CONNECT}"
    )
    _tell(
        f"""
Schakel is up.

  site      {site}/
  API       {site}/api/v1/openapi.json
  console   {login_url(settings)}   ({DEMO_EMAIL}, password {keys["SCHAKEL_CONSOLE_PASSWORD"]})
  logs      {data / "log"}
{phones}

Try it from another shell: make chat
Ctrl-C stops everything.
"""
    )


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        up()
    except (BadSetting, CannotStart, PartFailed, PortTaken) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        # Before anything was started.
        sys.exit(0)
