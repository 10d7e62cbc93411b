"""A real browser on the real product: the projects of web/playwright.config.ts."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from apps.keys import DEMO_EMAIL, read_keys
from tests.support.console import demo_console
from tests.support.product import ROOT, Product

_WEB = ROOT / "web"
_TOOLS = ROOT / ".tools" / "bin"


def playwright(project: str, url: str, settings: Mapping[str, str] | None = None) -> None:
    """Run one project of web/playwright.config.ts; its report is this test's output."""
    path = os.pathsep.join([str(_TOOLS), os.environ["PATH"]])
    npx = shutil.which("npx", path=path)
    if npx is None:
        pytest.skip("not proven: there is no Node (run `make test`, which sets it up)")
    run = subprocess.run(
        [npx, "playwright", "test", f"--project={project}"],
        cwd=_WEB,
        env={**os.environ, "PATH": path, "SCHAKEL_URL": url, **(settings or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def advisor_settings(product: Product) -> dict[str, str]:
    """Return where the console is, and how the demo account logs in there."""
    console = demo_console(product)
    console.close()
    return {
        "SCHAKEL_CONSOLE_URL": str(console.base_url).rstrip("/"),
        "SCHAKEL_EMAIL": DEMO_EMAIL,
        "SCHAKEL_PASSWORD": read_keys(product.data)["SCHAKEL_CONSOLE_PASSWORD"],
    }


@contextmanager
def restarting(product: Product, signal: Path, *parts: str) -> Iterator[None]:
    """Kill parts whenever a browser writes `signal`; that is gone again when they are back."""
    is_over = threading.Event()
    thread = threading.Thread(target=_restart_at, args=(product, signal, parts, is_over))
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _restart_at(
    product: Product, signal: Path, parts: tuple[str, ...], is_over: threading.Event
) -> None:
    while not is_over.wait(0.1):
        if signal.exists():
            for part in parts:
                product.kill(part)
            time.sleep(1)
            product.wait_until_ready()
            signal.unlink()
