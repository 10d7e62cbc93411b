"""What is said on channels without a screen can be said as it stands in the file."""

from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest

from advice.content import Content, load_content
from advice.findings import ContentError
from apps.settings import ROOT
from tests.advice.folder import Folder


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(ROOT / "data")


def test_every_text_is_filled(content: Content) -> None:
    parts = msgspec.to_builtins(content.channels)
    texts = list(_texts({key: part for key, part in parts.items() if key != "menu"}))

    assert [text for text in texts if "{" in content.organisation.fill(text)] == []


def test_who_is_asked_twice_reads_what_to_answer(content: Content) -> None:
    asked = content.channels.erase.casefold()

    assert any(words in asked for words in content.channels.commands.erase_surely)


def test_who_stopped_reads_how_to_begin_again(content: Content) -> None:
    assert any(
        word in content.channels.stopped.casefold() for word in content.channels.commands.start
    )


def test_a_word_is_one_command(content: Content) -> None:
    commands = content.channels.commands
    words = (*commands.stop, *commands.start, *commands.erase, *commands.erase_surely)

    assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize("key", ["antwoord", "antwoord_of_getal", "een_keuze"])
def test_a_line_that_names_no_choices_is_refused(folder: Folder, key: str) -> None:
    menu = {
        "antwoord": "{keuzes}",
        "antwoord_of_getal": "{keuzes}",
        "een_keuze": "{titel}",
        "of": "of",
    }
    folder.change("kanalen.yml", menu=menu | {key: "Maak een keuze."})

    with pytest.raises(ContentError, match=key):
        load_content(folder.path)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _texts(below)
