"""Ports for tests: one that is taken, and four in a row that are free."""

import random
import socket
from collections.abc import Iterator

import pytest

from apps.ports import is_free

# Below the range from which the system hands out ports to whoever connects: nothing else comes
# to listen there between our look and our use.
PORTS = range(20_000, 32_000, 4)


@pytest.fixture
def free_port() -> int:
    return next(
        first
        for first in random.sample(PORTS, len(PORTS))
        if all(is_free("127.0.0.1", first + step) for step in range(4))
    )


@pytest.fixture
def taken_port(free_port: int) -> Iterator[int]:
    """A port on which something listens; the one before it is free."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port + 1))
        listener.listen()
        yield free_port + 1
