"""A real IMAP server (dovecot) in a throw-away folder, where the machine has it."""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from imapclient import IMAPClient  # type: ignore[import-untyped]

from tools.debian import MAILBOX, find_dovecot

PASSWORD = "geheim/lang@huis"
NOT_HERE = MAILBOX.not_here
_NOBODY = "nobody"


def program() -> str | None:
    """Return where dovecot is."""
    found = find_dovecot()
    return str(found) if found else None


@dataclass
class ImapServer:
    """Has a mailbox for every name; stopped and started on the same port."""

    program: str
    folder: Path
    port: int

    def url(self, user: str, password: str = PASSWORD) -> str:
        return f"imap://{quote(user)}:{quote(password, safe='')}@127.0.0.1:{self.port}"

    def start(self) -> None:
        subprocess.run([self.program, "-c", str(self.folder / "dovecot.conf")], check=True)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise TimeoutError("dovecot does not listen")

    def stop(self) -> None:
        """Go away, with all connections."""
        stop = ["doveadm", "-c", str(self.folder / "dovecot.conf"), "stop"]
        # Their standard search path is that of a person.
        where = {**os.environ, "PATH": f"/usr/bin:/usr/sbin:{os.environ.get('PATH', '')}"}
        subprocess.run(stop, check=True, env=where)

    def kill(self) -> None:
        """End at once, for good; stopping takes some seconds."""
        with suppress(FileNotFoundError, ProcessLookupError):
            master = int((self.folder / "run" / "master.pid").read_text())
            # It leads a group of its own, in which are the programs that it started.
            os.killpg(master, signal.SIGKILL)

    def deliver(self, user: str, mail: bytes, at: datetime | None = None) -> None:
        """Put a mail in somebody's mailbox; it came `at`, or now."""
        with self.client(user) as client:
            client.append("INBOX", mail, msg_time=at)

    @contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """Look in somebody's mailbox as their own program does."""
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10) as client:
            client.login(user, PASSWORD)
            yield client

    def folders(self, user: str) -> dict[str, int]:
        """Count the mails in each folder."""
        with self.client(user) as client:
            names = [name for _, _, name in client.list_folders()]
            return {name: client.folder_status(name, ["MESSAGES"])[b"MESSAGES"] for name in names}


@contextmanager
def running_imap(program: str, capabilities: str = "") -> Iterator[ImapServer]:
    """Start a server, able to do only `capabilities` if any; stop it and leave nothing."""
    folder = Path(tempfile.mkdtemp(prefix="schakel-imap-"))
    server = ImapServer(program, folder, _free_port())
    (folder / "mail").mkdir()
    user = pwd.getpwnam(_NOBODY) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    shutil.chown(folder / "mail", user.pw_uid, user.pw_gid)
    # Programs of another user pass through here.
    folder.chmod(0o755)
    config = _CONFIG.format(
        folder=folder,
        port=server.port,
        password=PASSWORD,
        user=user.pw_name,
        uid=user.pw_uid,
        gid=user.pw_gid,
        group=grp.getgrgid(user.pw_gid).gr_name,
        capability=f"imap_capability = {capabilities}" if capabilities else "",
    )
    (folder / "dovecot.conf").write_text(config)
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u/Maildir
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
last_valid_uid = {uid}
first_valid_gid = 0
mail_fsync = never
{capability}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
