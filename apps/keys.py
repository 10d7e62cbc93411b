"""The secrets of one installation: made once, kept in a file that only its owner can read."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

DEMO_EMAIL = "demo@example.org"
"""Whose password SCHAKEL_CONSOLE_PASSWORD is, until that is changed."""

_NAMES = (
    "SCHAKEL_ENGINE_SECRET",
    "SCHAKEL_ACTIONS_SECRET",
    "SCHAKEL_CONSOLE_PASSWORD",
    "SCHAKEL_CONSOLE_SECRET",
    "SCHAKEL_TELEGRAM_SECRET",
    "SCHAKEL_MAIL_SECRET",
    "SCHAKEL_LINK_SECRET",
)


def load_keys(data: Path, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the secrets of the data folder by name, made where they are missing.

    One that the environment gives wins, and is not written down.
    """
    file = data / "secrets.env"
    kept = _read(file)
    missing = [name for name in _NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(24) for name in missing}
        _write(file, kept)
    return {name: environment.get(name) or kept[name] for name in _NAMES}


def read_keys(data: Path, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the secrets that exist already; nothing is made."""
    return _read(data / "secrets.env") | {
        name: environment[name] for name in _NAMES if environment.get(name)
    }


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    lines = (line.partition("=") for line in file.read_text("utf-8").splitlines())
    return {name: value for name, _, value in lines if value}


def _write(file: Path, keys: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    # Private from its first moment on, not only afterwards.
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        output.writelines(f"{name}={value}\n" for name, value in keys.items())
    half.replace(file)
