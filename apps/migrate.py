"""Brings the tables of the configured database up to date: `python -m apps.migrate`.

A process of its own: it gives its memory back, and the address, which may hold a password, stays in
the environment.
"""

import sys

from apps.settings import BadSetting, load_settings
from storage.migrate import migrate

if __name__ == "__main__":
    try:
        migrate(load_settings().database)
    except BadSetting as error:
        sys.exit(str(error))
