"""A real Request Tracker 5 in a throw-away folder, where the machine has Debian's packages.

One database is made for a whole run of tests; each server begins with a copy of it.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

import httpx

from tools.debian import TICKETS, find_request_tracker

NOT_HERE = TICKETS.not_here
QUEUES = ("Flevoland", "Urk")
ELSEWHERE, SHUT = "Archief", "Dicht"
"""A queue that nobody told us of, and one where nobody has rights."""
SECRET = "geheim-van-rt"
BOT, ADVISOR, COLLEAGUE = "schakelbot", "adviseur1", "adviseur2"
OUTSIDER = "buiten"
"""Mails with Request Tracker, and does not work there."""
NAMES = {ADVISOR: "Piet de Boer", COLLEAGUE: "Els van Dam"}

_SETUP = Path("/usr/sbin/rt-setup-database-5")
_SCRIP = Path(__file__).parent.parent.parent / "gateway" / "tickets" / "rt" / "scrip.pl"
_START_SECONDS = 30


def is_here() -> bool:
    """Tell whether the machine has it, with SQLite."""
    return find_request_tracker() is not None and _SETUP.exists()


@dataclass
class RtServer:
    """A running server; `tokens` open it by the name of a user."""

    folder: Path
    port: int
    tokens: dict[str, str]
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen; after a stop on the same port, with what was there."""
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(str(find_request_tracker()), "--host", "127.0.0.1", "--port", str(self.port)),
                    *("--server", "Starlet", "--max-workers", "2"),
                ],
                env=_environment(self.folder),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/REST/2.0/rt").status_code == HTTPStatus.UNAUTHORIZED:
                    return
            time.sleep(0.05)
        raise TimeoutError((self.folder / "server.log").read_text()[-2_000:])

    def stop(self) -> None:
        """Be away, with all its workers."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@contextmanager
def running_rt(wake: str = "http://127.0.0.1:9/nobody") -> Iterator[RtServer]:
    """Start a server whose scrips call `wake`; stop it and leave nothing."""
    template, tokens = _template()
    folder = Path(tempfile.mkdtemp(prefix="schakel-rt-"))
    port = free_port()
    write_settings(folder, port, wake)
    shutil.copy(template, folder / "rt.sqlite3")
    server = RtServer(folder, port, tokens)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _template() -> tuple[Path, dict[str, str]]:
    """Make the database that all servers begin with; it goes when the tests end."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="schakel-rt-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_settings(folder, 1, "http://127.0.0.1:9/nobody")
    (folder / "seed.pl").write_text(_SEED.replace("@SCRIP@", _SCRIP.read_text("utf-8")))
    (folder / "token.pl").write_text(_TOKENS)
    _run(folder, str(_SETUP), "--action", "init", "--skip-create")
    _run(folder, str(_SETUP), "--action", "insert", "--datafile", str(folder / "seed.pl"))
    told = _run(folder, "perl", str(folder / "token.pl"), BOT, *NAMES, OUTSIDER)
    return folder / "rt.sqlite3", json.loads(told)


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, env=_environment(folder), capture_output=True, text=True, check=False, cwd=folder
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout[-1_000:]}{done.stderr[-2_000:]}")
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "RT_SITE_CONFIG": str(folder / "RT_SiteConfig.pm"),
        "RT_SITE_CONFIG_DIR": str(folder / "conf.d"),
    }


def write_settings(folder: Path, port: int, wake: str) -> None:
    """Let a server, from its next start on, listen on `port` and call `wake`."""
    for name in ("var", "mason", "session", "log", "conf.d"):
        (folder / name).mkdir(exist_ok=True)
    # Nothing of a test goes to anybody: this sends letters nowhere.
    (folder / "RT_SiteConfig.pm").write_text(
        _SETTINGS.format(folder=folder, port=port, wake=wake, secret=SECRET)
    )


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_SETTINGS = """\
Set($rtname, 'schakel-test');
Set($Organization, 'example.org');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite3');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebPath, '');
Set($Timezone, 'Europe/Amsterdam');
Set($LogToSTDERR, 'warning');
Set($LogToSyslog, undef);
Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '/bin/true');
Set($SchakelWakeUrl, '{wake}');
Set($SchakelWakeSecret, '{secret}');
$MasonDataDir = '{folder}/mason';
$MasonSessionDir = '{folder}/session';
$VarPath = '{folder}/var';
$LogDir = '{folder}/log';
1;
"""

_SEED = r"""
our @Queues = map { { Name => $_, Description => $_, CorrespondAddress => '' } }
    ('Flevoland', 'Urk', 'Archief', 'Dicht');
our @Users = (
    { Name => 'schakelbot', RealName => 'Schakel', EmailAddress => 'bot@example.org',
      Privileged => 1 },
    { Name => 'adviseur1', RealName => 'Piet de Boer', EmailAddress => 'piet@example.org',
      Privileged => 1, Password => 'geheim-1' },
    { Name => 'adviseur2', RealName => 'Els van Dam', EmailAddress => 'els@example.org',
      Privileged => 1, Password => 'geheim-2' },
);
push @Users, { Name => 'buiten', RealName => 'Iemand Anders', Privileged => 0,
    EmailAddress => 'buiten@example.net' };
our @Groups = ({ Name => 'Balie', Description => 'Wie er werkt' });
our @Members = map { { Group => 'Balie', Class => 'RT::User', Name => $_ } }
    ('adviseur1', 'adviseur2');
our @CustomFields = (
    { Name => 'GesprekId', Type => 'Freeform', MaxValues => 1,
      LookupType => 'RT::Queue-RT::Ticket', ApplyTo => ['Flevoland', 'Urk', 'Archief'] },
    { Name => 'BerichtId', Type => 'Freeform', MaxValues => 1,
      LookupType => 'RT::Queue-RT::Ticket-RT::Transaction',
      ApplyTo => ['Flevoland', 'Urk', 'Archief'] },
);
my %people = (GroupDomain => 'SystemInternal', GroupType => 'Privileged');
my @everywhere = qw(SeeQueue SeeCustomField ModifyCustomField ManageAuthTokens ModifySelf);
my @in_queues = qw(ShowTicket ShowTicketComments CreateTicket ReplyToTicket CommentOnTicket
    ModifyTicket OwnTicket TakeTicket StealTicket);
our @ACL = map { { %people, Right => $_ } } @everywhere;
for my $queue ('Flevoland', 'Urk', 'Archief') {
    push @ACL, map { { %people, Right => $_, Queue => $queue } } @in_queues;
    push @ACL, map { { GroupDomain => 'SystemInternal', GroupType => 'Unprivileged',
        Right => $_, Queue => $queue } } qw(SeeQueue ShowTicket ReplyToTicket);
}
my $wake = <<'SCRIP';
@SCRIP@
SCRIP
our @Scrips = map { {
    Description => "Schakel: $_", Queue => 0, ScripCondition => $_,
    ScripAction => 'User Defined', Template => 'Blank',
    CustomPrepareCode => 'return 1;', CustomCommitCode => $wake,
} } ('On Correspond', 'On Comment', 'On Status Change', 'On Owner Change', 'On Queue Change');
1;
"""

_TOKENS = r"""
use lib '/usr/share/request-tracker5/lib', '/usr/local/share/request-tracker5/lib';
use RT; RT::LoadConfig(); RT::Init();
use RT::AuthToken; use JSON;
my %tokens;
for my $name (@ARGV) {
    my $user = RT::User->new(RT->SystemUser); $user->Load($name);
    my $token = RT::AuthToken->new(RT->SystemUser);
    my ($id, $message, $text) = $token->Create(Owner => $user->Id, Description => 'test');
    die "$name: $message" unless $id;
    $tokens{$name} = $text;
}
print encode_json(\%tokens);
"""
