"""When a model is still right, and when another one is needed."""

import shutil
from pathlib import Path

import pytest

from advice.findings import ContentError
from apps.model import current_model
from apps.settings import ROOT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_the_same_content_has_the_same_model(content: Path) -> None:
    assert current_model(content) == current_model(content)


def test_an_answer_in_other_words_needs_no_new_model(content: Path) -> None:
    before = current_model(content)
    scheme = content / "regelingen" / "wbso.yml"

    _replace(scheme, "De WBSO is er voor", "De WBSO is bedoeld voor")

    assert current_model(content) == before


def test_another_sentence_to_learn_from_needs_a_new_model(content: Path) -> None:
    before = current_model(content)
    question = content / "faq" / "schakelteam_kosten.yml"

    _replace(question, "zinnen:\n", "zinnen:\n  - moet ik hier eigenlijk voor betalen of niet\n")

    assert current_model(content) != before


def test_broken_content_has_no_model(content: Path) -> None:
    (content / "organisatie.yml").write_text("naam: [")

    with pytest.raises(ContentError, match=r"organisatie\.yml"):
        current_model(content)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
