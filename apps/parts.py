"""The processes of the product: the command of each, and how it says that it is ready."""

import sys
from collections.abc import Mapping
from pathlib import Path

from apps.addresses import LOOPBACK, actions_health, engine_health, loopback_url, site_url
from apps.engine import BOT, python
from apps.process import Part, Probe
from apps.readiness import answers
from apps.settings import ROOT, Settings


def all_parts(settings: Settings, keys: Mapping[str, str], *, model: Path) -> list[Part]:
    """Return every process to run, slowest first.

    An engine elsewhere (SCHAKEL_ENGINE_URL) is used, not started.
    """
    shared = {
        **keys,
        "SCHAKEL_ENGINE_URL": settings.engine,
        "SCHAKEL_ACTIONS_URL": f"{loopback_url(settings, 'actions')}/webhook",
        "OMP_NUM_THREADS": "1",
        "PYTHONUNBUFFERED": "1",
        # Fewer of the C library's memory pools: threads here are few, and memory is counted.
        "MALLOC_ARENA_MAX": "2",
    }
    health, headers = engine_health(settings, keys["SCHAKEL_ENGINE_SECRET"])
    engine = Part(
        "engine",
        _engine_command(settings, model),
        shared | {"PYTHONPATH": str(BOT)},
        answers(health, headers),
    )
    ready = answers(f"{site_url(settings)}/health/ready")
    live = answers(f"{loopback_url(settings, 'console')}/health/live")
    is_ours = settings.engine == loopback_url(settings, "engine")
    return [
        *([engine] if is_ours else []),
        _ours("actions", shared, answers(actions_health(settings))),
        _ours("public", shared, ready, stores=True),
        _ours("console", shared, live, stores=True),
        _ours("worker", shared, None, stores=True),
    ]


def _ours(
    name: str, environment: Mapping[str, str], ready: Probe | None, *, stores: bool = False
) -> Part:
    return Part(name, (sys.executable, "-m", f"apps.{name}"), environment, ready, stores)


def _engine_command(settings: Settings, model: Path) -> list[str]:
    light = [str(python()), str(BOT / "rasa_light.py")]
    return [
        *([str(python(plain=True)), "-m", "rasa"] if settings.plain_rasa else light),
        *("run", "--model", str(model)),
        *("--interface", LOOPBACK, "--port", str(settings.port + 2)),
        *(
            "--endpoints",
            str(ROOT / "endpoints.yml"),
            "--credentials",
            str(ROOT / "credentials.yml"),
        ),
    ]
