"""The two Python projects' environments, each exactly what its lock says."""

from __future__ import annotations

from pathlib import Path

from tools.places import BOT, ROOT, VENV
from tools.running import CommandFailed, SetupError, run, say, telling
from tools.stamps import fingerprint, forget_stamp, read_stamp, write_stamp
from tools.toolchain import UV

_SPACY_MODEL = "nl_core_news_sm"
_SPACY_SECONDS = 45.0
# A closed network can keep a download hanging; the product runs without this one.
_PIP_GIVES_UP = {"PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "15"}


def product_for_use() -> None:
    """Have the product's own environment with what it needs to run."""
    _product(ROOT / "requirements.lock")


def product_for_development() -> None:
    """Have the product's own environment with the tools for tests and checks as well."""
    _product(ROOT / "requirements-dev.lock")


def engine_for_use() -> None:
    """Have the engine's environment with what it needs to run."""
    _engine(BOT / ".venv", BOT / "requirements.lock")


def engine_for_development() -> None:
    """Have the engine's environment with its test tools as well."""
    _engine(BOT / ".venv", BOT / "requirements-dev.lock")


def engine_with_tensorflow() -> None:
    """Have a second environment for plain Rasa: for the switch and for the bench."""
    _engine(BOT / ".venv-plain", BOT / "requirements-plain.lock")


def _product(lock: Path) -> None:
    name, used = "product environment", _keep_development("product environment", lock)
    inputs = [used, ROOT / ".python-version", ROOT / "pyproject.toml"]
    wanted = _label(used, inputs)
    if read_stamp(name) == wanted and (VENV / "bin" / "schakel").exists():
        return
    with telling(name):
        forget_stamp(name)
        _sync(VENV, used, ROOT)
        # What it needs to be built with is in the lock as well.
        alone = ("--no-deps", "--no-build-isolation", "--editable", ROOT)
        run("the product itself", (UV, "pip", "install", "--python", VENV, *alone))
    write_stamp(name, wanted)


def _engine(venv: Path, lock: Path) -> None:
    name = "engine environment" + venv.name.replace(".venv", "")
    used = _keep_development(name, lock)
    wanted = _label(used, [used, BOT / ".python-version"])
    if read_stamp(name) == wanted and (venv / "bin" / "python").exists():
        return
    with telling(name):
        forget_stamp(name)
        _sync(venv, used, BOT)
    write_stamp(name, wanted)


def _keep_development(name: str, lock: Path) -> Path:
    """Return the lock to use: an environment that has the test tools keeps them."""
    development = lock.with_name("requirements-dev.lock")
    return development if (read_stamp(name) or "").startswith(development.name) else lock


def _label(lock: Path, inputs: list[Path]) -> str:
    return lock.name + " " + fingerprint(inputs)


def _sync(venv: Path, lock: Path, project: Path) -> None:
    """Make the environment when it is not there, then make it equal to the lock."""
    python = (project / ".python-version").read_text().strip()
    if not (venv / "bin" / "python").exists():
        _make(venv, python, project)
    try:
        run(
            "packages of " + str(venv.relative_to(ROOT)).replace("/", "-"),
            # Compiled once here, or else again at every start of every process.
            [UV, "pip", "sync", "--compile-bytecode", "--python", venv, "--require-hashes", lock],
            folder=project,
        )
    except CommandFailed as error:
        raise _in_words(error, lock) from error


def _make(venv: Path, python: str, project: Path) -> None:
    """Make an empty environment; uv fetches the interpreter where the machine lacks it."""
    try:
        run("Python " + python, [UV, "venv", "--clear", "--python", python, venv], folder=project)
    except CommandFailed as error:
        raise SetupError(
            f"Python {python} is not on this machine and could not be fetched: install it (for "
            f"example with `pyenv install {python}` or your system's packages) and run this again."
        ) from error


def _in_words(error: CommandFailed, lock: Path) -> SetupError:
    if "hash" in error.output.lower() and "mismatch" in error.output.lower():
        return SetupError(
            f"A package is not the one that {lock.relative_to(ROOT)} names (its hash differs); "
            "nothing of it was installed."
        )
    return error


def spacy_model() -> None:
    """Try once to get spaCy's own Dutch model; without it the bundled pipeline is used."""
    name, venv = "spacy model", BOT / ".venv"
    # The packages are brought back to the lock when it changes, and the model is not in it.
    made_from = read_stamp("engine environment") or ""
    if (read_stamp(name) or "").startswith(made_from):
        return
    with telling("spaCy's " + _SPACY_MODEL):
        found = _download_spacy_model(venv)
        if not found:
            say(_SPACY_MODEL + " could not be fetched; the bundled Dutch pipeline takes its place.")
    write_stamp(name, made_from + (" installed" if found else " bundled"))


def _download_spacy_model(venv: Path) -> bool:
    command = (venv / "bin" / "python", "-m", "spacy", "download", _SPACY_MODEL)
    try:
        run("spacy model", command, seconds=_SPACY_SECONDS, extra=_PIP_GIVES_UP)
    except SetupError:
        return False
    return True
