"""One trained model, one action server and one light engine for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import action_server
import engine
from light import tensorflow_stub

# Before any test imports Rasa in this process.
tensorflow_stub.install()
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="session")
def model(folder: Path) -> Path:
    return engine.train(folder / "model.tar.gz")


@pytest.fixture(scope="session")
def actions() -> Iterator[str]:
    with action_server.serving() as address:
        yield address


@pytest.fixture(scope="session")
def light(model: Path, actions: str, folder: Path) -> Iterator[engine.Engine]:
    with engine.running(engine.LIGHT, model, actions, folder / "light.log") as running:
        yield running


@pytest.fixture
def conversation(light: engine.Engine) -> engine.Conversation:
    return engine.Conversation(light)
