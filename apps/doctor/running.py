"""What runs now, and whether it does its work."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from apps import addresses
from apps.doctor.row import Row, State
from apps.ports import is_free
from apps.readiness import status
from apps.settings import Settings


def running(settings: Settings, keys: Mapping[str, str]) -> Iterator[Row]:
    """Ask each process how it is; that nothing runs at all is worth a note only."""
    if all(is_free(*address) for address in addresses.addresses(settings).values()):
        yield Row("processes", State.NOTE, f"nothing runs on {settings.port} and up: `make start`")
        return
    health, headers = addresses.engine_health(settings, keys.get("SCHAKEL_ENGINE_SECRET", ""))
    yield _answering("engine", health, headers)
    yield _answering("actions", addresses.actions_health(settings))
    yield _answering("public", f"{addresses.site_url(settings)}/health/ready")
    yield _answering("console", f"{addresses.loopback_url(settings, 'console')}/health/live")


def _answering(name: str, url: str, headers: Mapping[str, str] | None = None) -> Row:
    code = status(url, headers)
    if code == HTTPStatus.OK:
        return Row(name, State.OK, f"answers at {url}")
    what = "nobody answers" if code is None else f"status {code}"
    return Row(name, State.MISSING, f"{what} at {url}; see {name}.log")
