"""A real calendar server, and the program in which an advisor looks at it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

PASSWORD = "geheim/lang@huis"
ACCOUNT = "schakel"
"""Ours: it may read and write in every calendar but those of `CLOSED`."""
CLOSED = "dicht"
"""In whose calendars our account may only read, where a server knows of rights."""
ADVISOR = "adviseurs"
"""With which advisors see their calendars."""
_PATIENCE_SECONDS = 20


@dataclass
class CalendarServer:
    """Keeps calendars in a folder; stopped and started on the same port."""

    name: str
    folder: Path
    port: int
    command: list[str]
    home: str
    """Where the calendars of somebody are: `{who}` is filled in."""
    account: str = ACCOUNT
    advisors: str = ADVISOR
    environment: Mapping[str, str] = field(default_factory=dict)
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address with our account in it, as a setting has it."""
        return f"http://{self.account}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, **self.environment},
                # With its workers it is one group, that is told everything.
                start_new_session=True,
            )
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise TimeoutError(f"{self.name} does not listen: {(self.folder / 'log').read_text()}")

    def kill(self) -> None:
        """End at once, whatever it does."""
        self._tell(signal.SIGKILL)
        if self._process is not None:
            self._process.wait(_PATIENCE_SECONDS)
            self._process = None

    def pause(self) -> None:
        """Answer nobody, as a server does that has too much to do."""
        self._tell(signal.SIGSTOP)

    def go_on(self) -> None:
        self._tell(signal.SIGCONT)

    def advisor(self, who: str) -> "Desktop":
        """Make a calendar for somebody, and return the program in which they see it."""
        path = self.home.format(who=who)
        desktop = Desktop(httpx.Client(base_url=self.address, auth=(self.advisors, PASSWORD)), path)
        desktop.ask("MKCALENDAR", path).raise_for_status()
        return desktop

    def _tell(self, what: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, what)


@dataclass(frozen=True)
class Desktop:
    """An advisor's own calendar program, which speaks to the server with nothing of ours."""

    http: httpx.Client
    path: str
    """Of their calendar, on the server."""

    def put(self, name: str, *lines: str, headers: Mapping[str, str] | None = None) -> str:
        """Keep an event with these lines, and others that it must have; return its mark."""
        content = "\r\n".join(
            (
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//example//bureau//NL",
                "BEGIN:VEVENT",
                f"UID:{name}",
                "DTSTAMP:20261123T090000Z",
                "SUMMARY:Iets van mijzelf",
                *lines,
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            )
        )
        return self.replace(name, content, headers)

    def replace(self, name: str, content: str, headers: Mapping[str, str] | None = None) -> str:
        """Keep an event as it is given, in the place of what was there."""
        head = {"Content-Type": "text/calendar; charset=utf-8", **(headers or {})}
        answer = self.ask("PUT", self._place(name), content, head)
        return str(answer.raise_for_status().headers.get("ETag", ""))

    def event(self, name: str) -> str | None:
        """Return an event as it stands there; None if there is none."""
        answer = self.ask("GET", self._place(name))
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        return answer.raise_for_status().text.replace("\r\n ", "").replace("\r\n", "\n")

    def change(self, name: str, how: Callable[[str], str]) -> str:
        """Change an event as a person does: what was fetched is sent back otherwise."""
        found = self.event(name)
        assert found is not None
        return self.replace(name, how(found).replace("\n", "\r\n"))

    def delete(self, name: str) -> None:
        self.ask("DELETE", self._place(name)).raise_for_status()

    def names(self) -> list[str]:
        """Return what the calendar has, by name."""
        answer = self.ask("PROPFIND", self.path, headers={"Depth": "1"}).raise_for_status()
        ends = [piece.partition("<")[0] for piece in answer.text.split("href>")]
        return sorted(end.rpartition("/")[2][:-4] for end in ends if end.endswith(".ics"))

    def ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return self.http.request(method, path, content=body, headers=headers)

    def _place(self, name: str) -> str:
        return f"{self.path}{name}.ics"
