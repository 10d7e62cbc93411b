"""What only the system's packages bring: a browser, a database and a mailbox, for the tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.running import SetupError, run, say, telling

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SERVERS = Path("/usr/lib/postgresql")
_DOVECOT = Path("/usr/sbin/dovecot")


def browser() -> None:
    """Have Chromium for the journeys, or say that they will be skipped."""
    if not find_browser():
        _install("chromium", "the journeys in a browser")


def database() -> None:
    """Have a PostgreSQL server for the storage tests, or say that they will be skipped."""
    if not find_postgresql():
        _install("postgresql", "the tests on PostgreSQL")


def mailbox() -> None:
    """Have an IMAP server for the tests of e-mail, or say that they will be skipped."""
    if not find_dovecot():
        _install("dovecot-imapd", "the tests of e-mail that comes in")


def find_browser() -> str | None:
    """Return where Chromium is."""
    return next(filter(None, (shutil.which(name) for name in _BROWSERS)), None)


def find_postgresql() -> Path | None:
    """Return the folder with the newest PostgreSQL server's programs."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(_SERVERS.glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(3))
    return found[-1].parent if found else None


def find_dovecot() -> Path | None:
    """Return where dovecot is; Debian keeps it where only administrators look."""
    on_path = shutil.which("dovecot")
    return Path(on_path) if on_path else _DOVECOT if _DOVECOT.exists() else None


def _install(package: str, needed_by: str) -> None:
    """Install with apt where we may; a machine where we may not is told what it misses."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"{package} is not installed: {needed_by} will be skipped.")
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with telling(package + f" (for {needed_by})"):
            run("package list", ["apt-get", "update"], seconds=300, extra=quiet)
            command = ["apt-get", "install", "-y", "--no-install-recommends", package]
            run("package " + package, command, seconds=900, extra=quiet)
    except SetupError as error:
        say(f"{package} could not be installed: {needed_by} will be skipped. {error}")
