"""All settings, from the environment: `SCHAKEL_…`, named and documented here only."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

ROOT = Path(__file__).parent.parent

Unit = Literal["second", "minute", "hour", "day"]

_PREFIX = "SCHAKEL_"
_RATE = re.compile(rf"(\d+)/({'|'.join(get_args(Unit))})")

type Port = Annotated[int, Meta(ge=1, le=65_532)]


class BadSetting(ValueError):
    """A setting has a value that it cannot have."""


class Settings(Struct, frozen=True):
    """What differs between one installation and another."""

    port: Port = 8080
    """The public site; the console, the engine and the actions take the three ports after it."""
    host: str = "127.0.0.1"
    """The address on which the public site listens."""
    data: str = "var"
    """The folder of database, logs and secrets."""
    content: str = "data"
    """The folder with schemes, questions and the organisation."""
    database_url: str = ""
    """`postgresql+psycopg://…`; empty: SQLite in the data folder."""
    engine_url: str = ""
    engine_secret: str = ""
    actions_secret: str = ""
    console_password: str = ""
    plain_rasa: bool = False
    """1 runs stock Rasa with TensorFlow (after `make plain`), 0 the light one."""
    model: str = ""
    """A model to run instead of the one of the present content."""
    rate: str = "60/minute"
    """Calls that write, for one address."""
    rate_loopback: str = "1000/second"
    """The same for calls from this machine itself: benches, tests, a proxy that names nobody."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses that may say (X-Forwarded-For) for whom they call."""
    allowed_origins: str = "*"
    """Sites that may embed the widget; the token guards the conversation, not the site."""
    worker: str = "worker-1"
    """The name of this worker; each running worker has its own."""
    rvo_url: str = "https://www.rvo.nl/api/v1/opendata/subsidies"
    """RVO's open data list of schemes, for `schakel content signals`."""
    cvdr_url: str = "https://zoekservice.overheid.nl/sru/Search"
    """The register of local regulations (SRU), for the same."""

    @property
    def database(self) -> str:
        """The address of the database."""
        file = (ROOT / self.data / "schakel.db").absolute()
        return self.database_url or f"sqlite:///{file}"

    @property
    def engine(self) -> str:
        """The address of the engine."""
        return self.engine_url or f"http://127.0.0.1:{self.port + 2}"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raise `BadSetting` with one sentence that names the wrong one."""
    given: dict[str, Any] = {
        name: environment[_PREFIX + name.upper()]
        for name in Settings.__struct_fields__
        # An empty variable is how a shell or a compose file says "not set".
        if environment.get(_PREFIX + name.upper())
    }
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        message, _, field = str(error).rpartition(" - at `$.")
        raise BadSetting(f"{_PREFIX}{field.rstrip('`').upper()}: {message}") from error
    for name in ("rate", "rate_loopback"):
        as_rate(getattr(settings, name), name)
    return settings


def as_rate(text: str, name: str = "rate") -> tuple[Unit, int]:
    """Read `60/minute`; raise `BadSetting` for anything else."""
    found = _RATE.fullmatch(text)
    if found is None:
        raise BadSetting(f"{_PREFIX}{name.upper()}: write it as 60/minute, not as {text!r}")
    return msgspec.convert(found[2], Unit), int(found[1])
