"""What proposals make of the files: a diff that people read and git takes, or why not."""

import shutil
import subprocess
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advice.check import check
from advice.content import Content, load_content
from advice.findings import ContentError, Severity
from advice.proposals.choices import groups
from advice.proposals.new_file import file_text, question_id, require_good
from advice.proposals.patch import patch
from advice.proposals.plan import plan
from advice.proposals.proposal import NewQuestion, NewSentence
from advice.proposals.refusals import (
    BadAnswer,
    BadPlaceholder,
    BadQuestion,
    BadSource,
    Refused,
    UnknownForm,
)
from advice.proposals.writing import written
from advice.quality import LEAST_SENTENCES
from tests.advice.conftest import DATA
from tests.advice.folder import Folder

DAY = date(2026, 11, 23)
NEW = NewQuestion(
    sentence="mag ik bijen houden",
    name="Mag ik bijen houden: op mijn dak?",
    answer="Dat mag vaak.\n\nVraag het uw gemeente: {telefoon}.",
    source='Imkers, "samen" [1]',
    url="https://imkers.example.org/a#b",
    checked_on=DAY,
)
NLU = """\
version: "3.1"

nlu:
  - intent: out_of_scope
    examples: |
      - wie wint de [beker](prijs)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A content folder with sentences of Rasa's and sentences to measure with."""
    made = Folder(tmp_path / "data")
    made.write("nlu/buiten.yml", NLU)
    made.write("evaluation/meten.yml", "- zin: Hoe zaai ik gras?\n  goed: [out_of_scope]\n")
    made.write("evaluation/praten.yml", "- gesprek:\n    - zin: en mos dan\n      goed: [x]\n")
    return made


def test_a_sentence_comes_into_the_file_of_its_question_and_another_into_rasas(
    folder: Folder,
) -> None:
    wishes = [NewSentence("bomen zetten", "faq_planten"), NewSentence("wie wint", "out_of_scope")]

    planned = plan(folder.path, wishes)

    assert planned.refused == {}
    assert patch(planned.changes, "data") == (
        "--- a/data/faq/planten.yml\n"
        "+++ b/data/faq/planten.yml\n"
        "@@ -37,3 +37,4 @@\n"
        " - hoe zet ik boom 22 in de grond\n"
        " - hoe zet ik boom 23 in de grond\n"
        " - hoe zet ik boom 24 in de grond\n"
        "+- bomen zetten\n"
        "--- a/data/nlu/buiten.yml\n"
        "+++ b/data/nlu/buiten.yml\n"
        "@@ -4,3 +4,4 @@\n"
        "   - intent: out_of_scope\n"
        "     examples: |\n"
        "       - wie wint de [beker](prijs)\n"
        "+      - wie wint\n"
    )


@pytest.mark.parametrize(
    ("sentence", "intent", "why"),
    [
        ("Hoe zet ik boom 3 in de grond?", "faq_planten", "leert deze zin al, bij ‘faq_planten’"),
        ("Wie wint de beker", "faq_planten", "leert deze zin al, bij ‘out_of_scope’"),
        ("hoe zaai ik gras", "faq_planten", "meten we hoe goed"),
        ("En mos dan?", "out_of_scope", "meten we hoe goed"),
        ("een [boom](regeling)", "faq_planten", "haakjes"),
        ("iets met bijen", "ask_human", "geen bestand met zinnen van ‘ask_human’"),
        ("iets met bijen", "faq_bijen", "geen bestand met zinnen van ‘faq_bijen’"),
    ],
)
def test_what_the_files_can_not_take_is_told_and_changes_nothing(
    folder: Folder, sentence: str, intent: str, why: str
) -> None:
    wish = NewSentence(sentence, intent)

    planned = plan(folder.path, [wish])

    assert planned.changes == ()
    assert why in planned.refused[wish]


def test_the_same_sentence_twice_comes_in_once(folder: Folder) -> None:
    first, second = (NewSentence(s, "faq_planten") for s in ("Iets met bijen?", "iets met bijen"))

    planned = plan(folder.path, [first, second])

    assert list(planned.refused) == [second]
    assert len(planned.changes) == 1


def test_a_new_question_is_a_file_like_the_others(folder: Folder) -> None:
    planned = plan(folder.path, [NEW])

    (change,) = planned.changes
    with written(folder.path, planned.changes, DAY):
        question = load_content(folder.path).faq["mag_ik_bijen_houden_op_mijn_dak"]
    assert (change.before, change.file) == (None, "faq/mag_ik_bijen_houden_op_mijn_dak.yml")
    assert (question.name, question.answer) == (NEW.name, NEW.answer)
    assert (question.sources[0].title, question.sources[0].url) == (NEW.source, NEW.url)
    assert question.sentences == (NEW.name, NEW.sentence)
    (finding,) = check(folder.path, DAY)
    assert (finding.code, finding.severity) == ("too_few_sentences", Severity.WARNING)
    assert len(question.sentences) < LEAST_SENTENCES


def test_a_second_question_of_the_same_name_is_refused(folder: Folder) -> None:
    other = NewQuestion("en op straat", NEW.name.upper(), "x", "x", NEW.url, DAY)

    planned = plan(folder.path, [NEW, other])

    assert list(planned.refused) == [other]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": "?"}, BadQuestion),
        ({"name": "x" * 61}, BadQuestion),
        ({"answer": ""}, BadAnswer),
        ({"answer": "x" * 651}, BadAnswer),
        ({"answer": "Bel {nummer}."}, BadPlaceholder),
        ({"source": ""}, BadSource),
        ({"url": "http://example.org"}, BadSource),
        ({"url": "javascript:alert(1)"}, BadSource),
        ({"url": "https://example.org/ a"}, BadSource),
    ],
)
def test_what_is_wrong_with_a_new_question_has_a_name(
    real: Content, wrong: dict[str, str], error: type[Refused]
) -> None:
    values = {name: getattr(NEW, name) for name in NEW.__struct_fields__}

    with pytest.raises(error):
        require_good(NewQuestion(**(values | wrong)), real)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Hoe zit het met één café?", "hoe_zit_het_met_een_cafe"),
        ("2026", "2026"),
        ("No", "no"),
        ("2026-02-30", "2026_02_30"),
        (
            "een twee drie vier vijf zes zeven acht negen tien",
            "een_twee_drie_vier_vijf_zes_zeven_acht",
        ),
        ("a" * 60, "a" * 40),
    ],
)
def test_an_id_follows_from_the_question(name: str, id: str) -> None:
    text = file_text(NewQuestion("zin", name, "Ja.", "Bron", NEW.url, DAY))

    assert question_id(name) == id
    assert "\nvraag: " in text


def test_with_errors_in_the_result_every_file_is_as_it_was(folder: Folder) -> None:
    broken = NewQuestion("zin", "Mag dat?", "Bel {nummer}.", "Bron", NEW.url, DAY)
    planned = plan(folder.path, [NewSentence("bomen zetten", "faq_planten"), broken])
    before = _all(folder.path)

    with (
        pytest.raises(ContentError, match=r"mag_dat\.yml"),
        written(folder.path, planned.changes, DAY),
    ):
        pass

    assert _all(folder.path) == before


def test_what_fails_after_the_writing_undoes_it(folder: Folder) -> None:
    planned = plan(folder.path, [NewSentence("bomen zetten", "faq_planten"), NEW])
    before = _all(folder.path)

    with pytest.raises(RuntimeError), written(folder.path, planned.changes, DAY):
        raise RuntimeError

    assert _all(folder.path) == before


def test_git_takes_what_is_proposed_for_the_content_we_ship(real: Content, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    intents = [choice.intent for group in groups(real) for choice in group.choices]
    wishes = [NewSentence(f"zomaar iets over nummer {n}", i) for n, i in enumerate(intents)]
    planned = plan(DATA, [*wishes, NEW])

    taken = subprocess.run(
        ["git", "apply", "-"],
        cwd=tmp_path,
        input=patch(planned.changes, "data").encode(),
        capture_output=True,
        check=False,
    )

    assert planned.refused == {}
    assert taken.returncode == 0, taken.stderr
    for change in planned.changes:
        assert (tmp_path / "data" / change.file).read_bytes() == change.after.encode()
    assert plan(tmp_path / "data", wishes).changes == ()
    assert not [f for f in check(tmp_path / "data", DAY) if f.severity is Severity.ERROR]


def test_every_choice_is_offered_once_with_a_title(real: Content) -> None:
    choices = [choice for group in groups(real) for choice in group.choices]
    titles = {choice.intent: choice.title for choice in choices}

    assert len(titles) == len(choices)
    assert titles["regeling_hoeveel"] == "Hoeveel geld het is"
    assert titles["out_of_scope"] == "Buiten ons werk"
    assert {f"faq_{id}" for id in real.faq} <= set(titles)


def test_an_aspect_without_a_question_is_called_as_on_its_button(folder: Folder) -> None:
    choices = groups(load_content(folder.path))[1].choices

    assert {one.intent: one.title for one in choices}["regeling_wanneer"] == "Wanneer?"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_new_question_is_written_as_it_is_or_refused(name: str, answer: str) -> None:
    wish = NewQuestion("zin", " ".join(name.split()), answer.strip(), "Bron", NEW.url, DAY)

    with suppress(UnknownForm):
        read = yaml.safe_load(file_text(wish))
        assert (read["vraag"], read["antwoord"]) == (wish.name, wish.answer)


def _all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
