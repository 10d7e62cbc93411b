"""A real browser on the real product: the projects of web/playwright.config.ts."""

import os
import shutil
import subprocess
from collections.abc import Mapping

import pytest

from tests.support.product import ROOT

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
