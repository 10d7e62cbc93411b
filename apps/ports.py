"""Whether the addresses that we want to listen on are free."""

import errno
import socket
from collections.abc import Mapping


class PortTaken(Exception):
    """We cannot listen on a port that we need; the text is one sentence that says why."""


def require_free(wanted: Mapping[str, tuple[str, int]]) -> None:
    """Raise `PortTaken` with one sentence about the first address that is in use.

    `wanted` names, for each of our parts, the host and the port.
    """
    for name, (host, port) in wanted.items():
        try:
            free = is_free(host, port)
        except OSError as error:
            raise PortTaken(
                f"Nobody may listen on {host}, port {port} (for the {name}): {error.strerror}. See "
                "SCHAKEL_PORT and SCHAKEL_HOST."
            ) from error
        if not free:
            raise PortTaken(
                f"Port {port} (for the {name}) is already in use: stop what listens there, or "
                "choose another range with SCHAKEL_PORT (it takes four ports in a row)."
            )


def is_free(host: str, port: int) -> bool:
    """Tell whether we could listen on this address now; raise `OSError` if we never could."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As servers do: connections of an earlier run that still linger are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True
