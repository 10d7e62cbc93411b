"""What is installed on this machine."""

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from apps.doctor.row import Row, State, found
from apps.engine import python, spacy_model
from apps.settings import ROOT

_SETUP = "run `make start`"
_TIGHT_DISK = 2 * 1024**3


def installed() -> Iterator[Row]:
    """Look at interpreters, programs and builds; nothing has to run for it."""
    yield Row("Python of the product", State.OK, platform.python_version())
    yield found("Python of the engine", _version_of(python()), f"bot/.venv is missing: {_SETUP}")
    yield _spacy()
    yield found(
        "plain Rasa (TensorFlow)",
        _version_of(python(plain=True)),
        "not set up; `make plain` does, for SCHAKEL_PLAIN_RASA=1 and the bench",
        needed=False,
    )
    yield found("uv", _answer("uv"), f"missing: {_SETUP}", needed=False)
    yield found("Node", _answer("node"), f"missing: {_SETUP}", needed=False)
    yield _web()
    browser = shutil.which("chromium")
    yield found("Chromium", browser, "none: journeys are skipped in tests", needed=False)
    yield _disk()


def _spacy() -> Row:
    real = spacy_model()
    if real:
        return Row("Dutch for spaCy", State.OK, "nl_core_news_sm")
    if (ROOT / "bot" / "nl_pipeline").is_dir():
        what = "the bundled pipeline; nl_core_news_sm is not installed"
        return Row("Dutch for spaCy", State.NOTE, what)
    return Row("Dutch for spaCy", State.MISSING, "neither nl_core_news_sm nor bot/nl_pipeline")


def _web() -> Row:
    built = ROOT / "web" / "dist" / "index.html"
    what = "built" if built.exists() else None
    return found("site and widget", what, f"web/dist is missing: {_SETUP}")


def _disk() -> Row:
    free = shutil.disk_usage(ROOT).free
    state = State.OK if free > _TIGHT_DISK else State.NOTE
    return Row("disk", state, f"{free / 1024**3:.1f} GiB free")


def _version_of(interpreter: Path) -> str | None:
    """Read the version from the environment's own file: starting it takes longer."""
    settings = interpreter.parent.parent / "pyvenv.cfg"
    if not interpreter.exists() or not settings.exists():
        return None
    pairs = (line.partition("=") for line in settings.read_text("utf-8").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}.get("version_info", "?")


def _answer(program: str) -> str | None:
    """Return the version that a program tells, ours before the machine's."""
    ours = f"{ROOT / '.tools' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    where = shutil.which(program, path=ours)
    if where is None:
        return None
    asked = subprocess.run(  # noqa: S603 - uv and node, where set-up put them
        [where, "--version"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None
