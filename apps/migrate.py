"""Brings the configured database up to date, and makes the first account: `python -m apps.migrate`.

A process of its own: it gives its memory back, and the address, which may hold a password, stays in
the environment.
"""

import asyncio
import sys

from apps.first_account import make_first_account
from apps.settings import BadSetting, load_settings
from storage.migrate import migrate

if __name__ == "__main__":
    try:
        settings = load_settings()
        migrate(settings.database)
        asyncio.run(make_first_account(settings))
    except BadSetting as error:
        sys.exit(str(error))
