"""What Rasa learns follows from the content and from nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from advice.content import Content, load_content
from advice.training import domain_text, training_text, write_training_data
from tests.advice.conftest import DATA
from tests.advice.folder import Folder


@pytest.fixture
def written(folder: Folder) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(training_text(load_content(folder.path)))
    return data


def examples(written: dict[str, Any], kind: str, name: str) -> list[str]:
    (block,) = [block for block in written["nlu"] if block.get(kind) == name]
    return [line.removeprefix("- ") for line in block["examples"].splitlines()]


def test_each_question_is_an_intent_with_its_sentences_and_one_rule(
    written: dict[str, Any],
) -> None:
    assert len(examples(written, "intent", "faq_planten")) == 25
    assert [rule["steps"] for rule in written["rules"]] == [
        [{"intent": "faq_planten"}, {"action": "action_answer_faq"}]
    ]


def test_names_are_lookup_tables_with_synonyms(written: dict[str, Any]) -> None:
    assert "boomsubsidie" in examples(written, "lookup", "regeling")
    assert "bomen geld" in examples(written, "synonym", "boomsubsidie")
    assert "swifterbant" in examples(written, "synonym", "dronten")
    assert "tuinman" in examples(written, "lookup", "sector")
    assert "struikenfonds" in examples(written, "synonym", "onbekend")


def test_a_word_that_points_to_danger_is_heard_as_an_alarm(written: dict[str, Any]) -> None:
    assert examples(written, "lookup", "alarm") == ["brand in het bos"]
    assert examples(written, "synonym", "alarm") == ["brand in het bos"]


def test_every_list_of_names_we_ship_is_one_that_rasa_uses(real: Content) -> None:
    """Rasa 3.6 skips a list when no sentence has such a name (RegexEntityExtractor.train)."""
    written = yaml.safe_load(training_text(real))["nlu"]
    for file in (DATA / "nlu").glob("*.yml"):
        written += yaml.safe_load(file.read_text("utf-8"))["nlu"]

    sentences = "\n".join(block["examples"] for block in written if "intent" in block)
    lists = {block["lookup"] for block in written if "lookup" in block}

    assert "alarm" in lists
    assert {name for name in lists if f"]({name})" not in sentences} == set()


def test_a_name_with_marks_at_its_edge_is_a_pattern(written: dict[str, Any]) -> None:
    assert examples(written, "regex", "regeling") == [r"(?<!\w)sf\+\+(?!\w)"]
    assert "sf++" not in examples(written, "lookup", "regeling")


def test_longer_names_come_first(real: Content) -> None:
    lookup = examples(yaml.safe_load(training_text(real)), "lookup", "regeling")

    assert lookup == sorted(lookup, key=lambda name: (-len(name), name))


def test_a_sentence_over_two_lines_stays_one_example(folder: Folder) -> None:
    folder.question(zinnen=["hoe plant\nik een boom", 'wat kost "een boom": veel?'])

    written = yaml.safe_load(training_text(load_content(folder.path)))

    assert examples(written, "intent", "faq_planten") == [
        "hoe plant ik een boom",
        'wat kost "een boom": veel?',
    ]


def test_the_same_content_gives_the_same_bytes(folder: Folder, tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    domain.write_text("version: '3.1'\n", "utf-8")

    for name in ("one", "two"):
        write_training_data(load_content(folder.path), tmp_path / name, domain=domain)

    for part in ("domain/domain.yml", "domain/content.yml", "data/content.yml"):
        assert (tmp_path / "one" / part).read_bytes() == (tmp_path / "two" / part).read_bytes()


def test_without_questions_the_files_are_still_valid(folder: Folder) -> None:
    (folder.path / "faq/planten.yml").unlink()
    content = load_content(folder.path)

    assert yaml.safe_load(domain_text(content)) == {"version": "3.1"}
    assert "rules" not in yaml.safe_load(training_text(content))


def test_every_question_we_ship_has_its_intent(real: Content) -> None:
    intents = yaml.safe_load(domain_text(real))["intents"]

    assert intents == [f"faq_{id}" for id in real.faq]
