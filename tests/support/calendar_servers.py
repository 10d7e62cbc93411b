"""Real calendar servers in throw-away folders: Radicale, Xandikos and, where it is, DAViCal."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests.support import postgres
from tests.support.calendars import ACCOUNT, ADVISOR, CLOSED, PASSWORD, CalendarServer
from tools.debian import CALENDARS, DATABASE, find_davical

_PROGRAMS = Path(sys.executable).parent
_SCHEMA = Path("/usr/share/davical/dba/create-database.sh")
_LIBRARIES = "/usr/share/davical/inc:/usr/share/awl/inc"
_ADMINISTRATOR = "admin"


def davical_not_here() -> str | None:
    """Return why there can be no DAViCal on this machine; None if there can."""
    if find_davical() is None:
        return CALENDARS.not_here
    return None if postgres.programs() else DATABASE.not_here


@contextmanager
def running_radicale(within: str | None = None) -> Iterator[CalendarServer]:
    """Start Radicale, with its folder `within` another; stop it and leave nothing."""
    with _folder("radicale", within) as folder:
        port = _free_port()
        (folder / "users").write_text("".join(f"{who}:{PASSWORD}\n" for who in (ACCOUNT, ADVISOR)))
        (folder / "rights").write_text(_RIGHTS)
        (folder / "config").write_text(_RADICALE.format(folder=folder, port=port))
        command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
        server = CalendarServer("Radicale", folder, port, command, "/adviseurs/{who}/")
        yield from _until_done(server)


@contextmanager
def running_xandikos() -> Iterator[CalendarServer]:
    """Start Xandikos, which lets everybody do everything; stop it and leave nothing."""
    with _folder("xandikos") as folder:
        port = _free_port()
        command = [
            *(str(_PROGRAMS / "xandikos"), "serve", "-d", str(folder / "calendars")),
            *("--defaults", "--no-detect-systemd", "-l", "127.0.0.1", "-p", str(port)),
            *("--state-dir", str(folder / "state")),
        ]
        home = "/user/calendars/{who}/"
        yield from _until_done(CalendarServer("Xandikos", folder, port, command, home))


@contextmanager
def running_davical() -> Iterator[CalendarServer]:
    """Start DAViCal, with a PostgreSQL server of its own; stop both and leave nothing."""
    programs, script = postgres.programs(), find_davical()
    if programs is None or script is None:
        raise FileNotFoundError(davical_not_here())
    with postgres.running_server(programs) as url, _folder("davical") as folder:
        database = {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(make_url(url).port),
            "PGUSER": make_url(url).username or "",
        }
        _make_davical(folder, programs, database)
        (folder / "router.php").write_text(_ROUTER)
        port = _free_port()
        command = [
            *("php", "-d", f"include_path={_LIBRARIES}", "-d", "error_reporting=0"),
            *("-S", f"127.0.0.1:{port}", "-t", str(script.parent), str(folder / "router.php")),
        ]
        home = f"/caldav.php/{_ADMINISTRATOR}/{{who}}/"
        server = CalendarServer("DAViCal", folder, port, command, home)
        server.account = server.advisors = _ADMINISTRATOR
        server.environment = {**database, "PHP_CLI_SERVER_WORKERS": "4"}
        yield from _until_done(server)


def _make_davical(folder: Path, programs: Path, database: dict[str, str]) -> None:
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    made = subprocess.run(
        ["sh", str(_SCHEMA), "davical", PASSWORD],
        env={**os.environ, **database, "PATH": path, "TMPDIR": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"{made.stdout[-1_000:]}{made.stderr[-2_000:]}")


def _until_done(server: CalendarServer) -> Iterator[CalendarServer]:
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def _folder(name: str, within: str | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"schakel-{name}-", dir=within))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# PHP's own server takes a name with a dot for a file of its own: https://bugs.php.net/61286
_ROUTER = """\
<?php
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/caldav.php';
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$_SERVER['PATH_INFO'] = preg_replace('#^/caldav.php#', '', $path);
chdir($_SERVER['DOCUMENT_ROOT']);
require 'caldav.php';
"""
_RADICALE = """\
[server]
hosts = 127.0.0.1:{port}
max_connections = 100
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
cache_logins = True
htpasswd_cache = True
[rights]
type = from_file
file = {folder}/rights
[storage]
filesystem_folder = {folder}/collections
use_mtime_and_size_for_item_cache = True
[web]
type = none
[logging]
level = warning
"""
_RIGHTS = f"""\
[closed]
user: {ACCOUNT}
collection: {ADVISOR}/{CLOSED}.*
permissions: Rr
[open]
user: .+
collection: .*
permissions: RrWw
"""
