"""The engine's project on this disk: its interpreters, and which Dutch spaCy has there."""

from pathlib import Path

from apps.settings import ROOT

BOT = ROOT / "bot"
_SPACY_MODEL = "nl_core_news_sm"


def python(*, plain: bool = False) -> Path:
    """Return the engine's interpreter; `plain` is the one with TensorFlow."""
    return BOT / (".venv-plain" if plain else ".venv") / "bin" / "python"


def spacy_model() -> Path | None:
    """Return where spaCy's own Dutch model is installed; None: the bundled pipeline is used."""
    found = BOT.glob(f".venv/lib/python3*/site-packages/{_SPACY_MODEL}/meta.json")
    return next((meta.parent for meta in found), None)
