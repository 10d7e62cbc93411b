"""What can be set up, and the steps to each goal in order."""

from __future__ import annotations

import fcntl
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from tools import debian, environments, web
from tools.places import ROOT, STAMPS, VENV
from tools.running import AlreadyTold, say
from tools.toolchain import install_node, install_uv

Step = Callable[[], None]


def trained_model() -> None:
    """Have a model of the present content."""
    python = str(VENV / "bin" / "python")
    asked = subprocess.run(
        [python, "-m", "apps.model"], cwd=str(ROOT), stdout=subprocess.PIPE, check=False
    )
    if asked.returncode:
        raise AlreadyTold
    if Path(asked.stdout.decode().strip()).exists():
        return
    trained = subprocess.run([str(VENV / "bin" / "schakel"), "train"], check=False)
    if trained.returncode:
        raise AlreadyTold


_PROGRAMS = (install_uv, install_node)
_FOR_USE = (
    environments.product_for_use,
    environments.engine_for_use,
    environments.spacy_model,
    web.packages,
)
_FOR_DEVELOPMENT = (
    environments.product_for_development,
    environments.engine_for_development,
    environments.spacy_model,
    web.packages,
)
_MADE = (web.build, trained_model)

GOALS: dict[str, tuple[Step, ...]] = {
    "use": (install_uv, environments.product_for_use),
    "develop": (install_uv, environments.product_for_development),
    "model": (
        install_uv,
        environments.product_for_use,
        environments.engine_for_use,
        environments.spacy_model,
        trained_model,
    ),
    "start": (*_PROGRAMS, *_FOR_USE, *_MADE),
    "check": (*_PROGRAMS, *_FOR_DEVELOPMENT),
    "dev": (*_PROGRAMS, *_FOR_DEVELOPMENT, *_MADE),
    "plain": (install_uv, environments.engine_with_tensorflow),
    "browser": (debian.browser,),
    "database": (debian.database,),
    "mailbox": (debian.mailbox,),
    "tickets": (debian.tickets,),
    "calendars": (debian.calendars,),
}


def reach(goals: list[str]) -> None:
    """Do every step that the goals need, one set-up at a time on this folder."""
    with _alone():
        for goal in goals:
            for step in GOALS[goal]:
                step()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of this folder's set-up; the system frees it when we end, however we end."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work in this folder; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
