"""What only the system's packages bring: a browser and servers of others, for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from tools.running import SetupError, run, say, telling

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SERVERS = Path("/usr/lib/postgresql")
_DOVECOT = Path("/usr/sbin/dovecot")
_DAVICAL = Path("/usr/share/davical/htdocs/caldav.php")
_TRACKER = Path("/usr/share/request-tracker5/libexec/rt-server")
# https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt: 101 is "do not start it".
_POLICY = Path("/usr/sbin/policy-rc.d")
_START_NOTHING = "#!/bin/sh\nexit 101\n"


@dataclass(frozen=True)
class Wanted:
    """A program, its packages (the first has it), and which tests are skipped without it."""

    program: str
    packages: tuple[str, ...]
    needed_by: str
    answers: str = ""
    """To what its set-up would ask a person, for debconf."""

    @property
    def not_here(self) -> str:
        """Why something that needs it is skipped."""
        return f"not proven: {self.program} is not installed (Debian's package {self.packages[0]})"


BROWSER = Wanted("Chromium", ("chromium",), "the journeys in a browser")
DATABASE = Wanted("PostgreSQL", ("postgresql",), "the tests on PostgreSQL")
MAILBOX = Wanted("dovecot", ("dovecot-imapd",), "the tests of e-mail that comes in")
TICKETS = Wanted(
    "Request Tracker",
    # The last keeps a whole mail server from coming along.
    ("request-tracker5", "rt5-db-sqlite", "rt5-standalone", "msmtp-mta"),
    "the tests on a real ticket desk",
    "request-tracker5 request-tracker5/dbconfig-install boolean false",
)
CALENDARS = Wanted(
    "DAViCal",
    ("davical", "php-cli", "php-pgsql", "php-xml", "php-curl"),
    "the tests on a third calendar server",
)


def browser() -> None:
    """Have Chromium for the journeys, or say that they will be skipped."""
    if not find_browser():
        _install(BROWSER)


def database() -> None:
    """Have a PostgreSQL server for the storage tests, or say that they will be skipped."""
    if not find_postgresql():
        _install(DATABASE)


def mailbox() -> None:
    """Have an IMAP server for the tests of e-mail, or say that they will be skipped."""
    if not find_dovecot():
        _install(MAILBOX)


def tickets() -> None:
    """Have a ticket desk for the tests of handoffs to one, or say that they will be skipped."""
    if not find_request_tracker():
        _install(TICKETS)


def calendars() -> None:
    """Have one more calendar server than Python's packages bring, or say what will be skipped."""
    if not find_davical():
        _install(CALENDARS)


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


def find_request_tracker() -> Path | None:
    """Return where the server of Request Tracker is."""
    return _TRACKER if _TRACKER.exists() else None


def find_davical() -> Path | None:
    """Return the program that serves calendars, where there is a PHP to run it."""
    return _DAVICAL if _DAVICAL.exists() and shutil.which("php") else None


def _install(wanted: Wanted) -> None:
    """Install with apt where we may; a machine where we may not is told what it misses."""
    package = wanted.packages[0]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"{package} is not installed: {wanted.needed_by} will be skipped.")
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with telling(package + f" (for {wanted.needed_by})"), _starting_nothing():
            _answer(wanted)
            run("package list", ["apt-get", "update"], seconds=300, extra=quiet)
            command = ["apt-get", "install", "-y", "--no-install-recommends", *wanted.packages]
            run("package " + package, command, seconds=900, extra=quiet)
    except SetupError as error:
        say(f"{package} could not be installed: {wanted.needed_by} will be skipped. {error}")


def _answer(wanted: Wanted) -> None:
    """Say beforehand what its set-up would ask."""
    if wanted.answers and shutil.which("debconf-set-selections"):
        subprocess.run(["debconf-set-selections"], input=wanted.answers.encode(), check=False)


@contextmanager
def _starting_nothing() -> Iterator[None]:
    """Keep packages from starting what they bring: each test starts its own, and stops it."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text(_START_NOTHING)
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink()
