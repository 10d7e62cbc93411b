"""Which Dutch pipeline is loaded, and that it is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
import structlog

from components.dutch_spacy import BUNDLED, DutchSpacyNLP
from engine import Engine


@pytest.fixture(autouse=True)
def forget_loaded_pipelines() -> Iterator[None]:
    DutchSpacyNLP.load_model.cache_clear()
    yield
    DutchSpacyNLP.load_model.cache_clear()


def test_without_the_published_pipeline_the_bundled_one_is_loaded() -> None:
    with structlog.testing.capture_logs() as logs:
        loaded = DutchSpacyNLP.load_model("nl_not_installed_sm")

    assert loaded.model.lang == "nl"
    assert logs == [
        {
            "event": "spacy.loaded",
            "log_level": "info",
            "pipeline": "lassy_sm",
            "bundled": True,
            "absent": "nl_not_installed_sm",
        }
    ]


def test_an_installed_pipeline_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "nl_tiny_sm"
    spacy.blank("nl").to_disk(package)
    (package / "__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent, **overrides)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name == "nl_tiny_sm")

    with structlog.testing.capture_logs() as logs:
        loaded = DutchSpacyNLP.load_model("nl_tiny_sm")

    assert loaded.model_name == "nl_tiny_sm"
    assert logs[0]["bundled"] is False
    sys.modules.pop("nl_tiny_sm", None)


def test_rasa_gets_one_and_the_same_pipeline_however_often_it_asks() -> None:
    assert DutchSpacyNLP.load_model("none_sm") is DutchSpacyNLP.load_model("none_sm")


def test_the_bundled_pipeline_knows_dutch() -> None:
    words = spacy.load(BUNDLED)("Welke subsidies zijn er voor kleine bedrijven?")

    assert [word.lemma_.lower() for word in words][1] == "subsidie"
    assert words[1].pos_ == "NOUN"


def test_a_running_engine_says_which_pipeline_it_has(light: Engine) -> None:
    assert "spacy.loaded" in light.log_text()
