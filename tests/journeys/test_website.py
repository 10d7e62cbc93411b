"""What an entrepreneur sees, in a real browser on the real site."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.product import ROOT, Product

_WEB = ROOT / "web"
_TOOLS = ROOT / ".tools" / "bin"

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.fixture(scope="session")
def _browser() -> None:
    """Debian's Chromium, or the one that CHROMIUM names."""
    browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(browser).exists():
        pytest.skip(f"not proven: there is no Chromium at {browser} (Debian's package chromium)")


@pytest.mark.usefixtures("_browser")
def test_a_question_a_button_a_reload_and_all_of_it_by_keyboard(product: Product) -> None:
    _playwright("journeys", product.url)


@pytest.mark.usefixtures("_browser")
def test_the_widget_stands_what_seldom_happens(product: Product) -> None:
    _playwright("widget", product.url)


def _playwright(project: str, url: str) -> None:
    """Run one project of web/playwright.config.ts; its report is this test's output."""
    path = os.pathsep.join([str(_TOOLS), os.environ["PATH"]])
    npx = shutil.which("npx", path=path)
    if npx is None:
        pytest.skip("not proven: there is no Node (run `make test`, which sets it up)")
    run = subprocess.run(
        [npx, "playwright", "test", f"--project={project}"],
        cwd=_WEB,
        env=os.environ | {"PATH": path, "SCHAKEL_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
