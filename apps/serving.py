"""How a web process starts: settings read, logging on, one sentence when it can not."""

import sys
from collections.abc import Callable

import uvicorn
from litestar import Litestar

from advice.findings import ContentError
from apps.settings import BadSetting, Settings, load_settings
from kit.log import configure_logging

# A waiting call takes up to 25 s: it is cut, and its client asks again.
_GRACE_SECONDS = 3


def serve(
    name: str,
    create_app: Callable[[Settings], Litestar],
    address: Callable[[Settings], tuple[str, int]],
) -> None:
    """Serve an app until told to stop; leave with one sentence if it can not be put together."""
    configure_logging(name)
    try:
        settings = load_settings()
        app = create_app(settings)
    except (BadSetting, ContentError, ValueError) as error:
        sys.exit(str(error))
    host, port = address(settings)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
