"""Bring the database to the newest shape of the tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def migration_config(url: str) -> Config:
    """Return Alembic's settings for the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Upgrade the database at `url`; an up-to-date one is left alone."""
    command.upgrade(migration_config(url), "head")
