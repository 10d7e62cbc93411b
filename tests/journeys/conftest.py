"""Journeys through the running product."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def _browser() -> None:
    """Debian's Chromium, or the one that CHROMIUM names."""
    browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(browser).exists():
        pytest.skip(f"not proven: there is no Chromium at {browser} (Debian's package chromium)")
