"""A real PostgreSQL server in a throw-away folder, where the machine has its programs."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.debian import find_postgresql

# PostgreSQL refuses to run as root; Debian's package makes this user.
_SERVER_USER = "postgres"


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, or None."""
    return find_postgresql()


@contextmanager
def running_server(bin_folder: Path) -> Iterator[str]:
    """Start a server; yield the URL of its maintenance database; stop it and leave nothing."""
    folder = Path(tempfile.mkdtemp(prefix="schakel-pg-"))
    user = _SERVER_USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "schakel", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://schakel@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
