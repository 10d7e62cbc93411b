"""Ports for tests: one that is taken, and four in a row that are free."""

import socket
from collections.abc import Iterator

import pytest

from apps.ports import is_free


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    return next(
        first
        for first in range(20_000, 60_000, 4)
        if all(is_free("127.0.0.1", first + step) for step in range(4))
    )
