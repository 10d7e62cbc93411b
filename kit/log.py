"""Log lines are events with ids, one JSON object a line."""

import logging
import sys

import structlog

CHATTY = ("httpx", "httpx2", "httpcore", "uvicorn.access", "alembic", "sqlalchemy.engine")
"""Libraries that repeat addresses, paths or parameters at INFO; their warnings stay visible."""


def configure_logging(process: str) -> None:
    """Write all log lines of this process to standard error, each naming the process."""
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
