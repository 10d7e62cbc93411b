"""The servers of others are started together, each for itself, and nothing of them stays."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools.servers import keeper
from tools.servers.__main__ import main
from tools.servers.table import NotHere, Server

QUICK = ["PostgreSQL", "Radicale", "OpenID provider"]
"""Others take longer, and are started by the tests that use them."""


@contextmanager
def _never() -> Iterator[tuple[str, ...]]:
    raise OSError("no more ports")
    yield ()


@contextmanager
def _missing() -> Iterator[tuple[str, ...]]:
    raise NotHere("not proven: Something is not installed")
    yield ()


def _is_open(line: str) -> bool:
    address = urlsplit(line.partition("=")[2] or line)
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname or "", address.port or 0)) == 0


def test_they_can_be_used_until_they_are_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "servers"
    failed = main(["start", *QUICK], folder)
    state = keeper.read(folder)
    assert state is not None
    addresses = [one.lines[0] for one in state.outcomes if one.lines]
    are_open = [_is_open(address) for address in addresses]
    again = main(["start"], folder)
    same = keeper.read(folder)

    main(["stop"], folder)

    assert (failed, again) == (0, 0)
    assert [one.name for one in state.outcomes] == QUICK
    assert all(are_open)
    assert same == state
    assert not any(_is_open(address) for address in addresses)
    assert all(address in capsys.readouterr().out for address in addresses[:1])


def test_stopping_what_does_not_run_is_no_error(tmp_path: Path) -> None:
    assert main(["stop"], tmp_path) == 0


def test_a_server_that_does_not_start_is_told_and_keeps_no_other_from_it() -> None:
    with ExitStack() as running:
        outcome = keeper._started(Server("Nooit", _never), running)

    assert outcome.error == "OSError: no more ports"


def test_a_server_that_cannot_be_had_is_no_error_and_is_told_as_in_the_tests() -> None:
    with ExitStack() as running:
        outcome = keeper._started(Server("Iets", _missing), running)

    assert (outcome.error, outcome.not_here) == ("", "not proven: Something is not installed")
