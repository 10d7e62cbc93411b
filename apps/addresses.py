"""Where everything listens: four ports in a row, all but the site for this machine only."""

from apps.settings import Settings
from gateway.console.accounts.places import LOGIN

LOOPBACK = "127.0.0.1"


def addresses(settings: Settings) -> dict[str, tuple[str, int]]:
    """Return host and port of everything that listens, by a name for people."""
    port = settings.port
    return {
        "site": (settings.host, port),
        "console": (LOOPBACK, port + 1),
        "engine": (LOOPBACK, port + 2),
        "actions": (LOOPBACK, port + 3),
    }


def site_url(settings: Settings) -> str:
    """Return the site's address as seen from this machine."""
    host = LOOPBACK if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104
    return f"http://{host}:{settings.port}"


def loopback_url(settings: Settings, name: str) -> str:
    """Return the address of a part that only this machine reaches."""
    return f"http://{LOOPBACK}:{addresses(settings)[name][1]}"


def engine_health(settings: Settings, secret: str) -> tuple[str, dict[str, str]]:
    """Return where the engine says whether it has its model, and the headers to ask with."""
    return f"{settings.engine}/webhooks/schakel/health", {"Authorization": f"Bearer {secret}"}


def actions_health(settings: Settings) -> str:
    """Return where the actions say that they run."""
    return f"{loopback_url(settings, 'actions')}/health"


def login_url(settings: Settings) -> str:
    """Return where the team logs in."""
    console = settings.console_url or loopback_url(settings, "console")
    return f"{console.rstrip('/')}{LOGIN}"
