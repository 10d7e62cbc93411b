"""What Rasa learns from our content: names to recognise, questions to understand, rules."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from advice.buttons import ABOUT_FAQ
from advice.content import Content
from advice.faq.question import Question
from advice.names import Names, alarm_words, place_names, scheme_names, sector_names
from conversations.scans import CODE_PATTERN, EXAMPLE_CODE

DANGER = "danger"
"""The intent of a message with an alarm word (`data/alarm.yml`)."""
WITH_CODE = "resume_with_code"
"""The intent of a message with the code of a scan."""

_GENERATED = "# Made from data/ at every training; changes here are lost.\n"
_VERSION = 'version: "3.1"\n'


def write_training_data(content: Content, folder: Path, *, domain: Path) -> None:
    """Write `folder/domain/` and `folder/data/`; the same content gives the same bytes.

    `domain` is the hand-written domain file, which is copied next to the generated one.
    """
    for part in ("domain", "data"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(domain, folder / "domain" / "domain.yml")
    (folder / "domain" / "content.yml").write_text(domain_text(content), "utf-8")
    (folder / "data" / "content.yml").write_text(training_text(content), "utf-8")


def domain_text(content: Content) -> str:
    """Return the part of the domain that follows from the Q&A: one intent for each question."""
    intents = "".join(f"  - {ABOUT_FAQ}{id}\n" for id in content.faq)
    return f"{_GENERATED}{_VERSION}\nintents:\n{intents}" if intents else _GENERATED + _VERSION


def training_text(content: Content) -> str:
    """Return names, sentences and rules in Rasa's format."""
    names = (
        scheme_names(content.schemes),
        place_names(content.organisation),
        sector_names(content.organisation),
        alarm_words(content.alarms),
    )
    learned = [block for known in names for block in _names(known)]
    learned.extend(map(_sentences, content.faq.values()))
    # Rasa looks only for names of a kind that some example has.
    learned.append(_block("intent", DANGER, (f"[{word}](alarm)" for word in content.alarms)))
    learned.append(_block("regex", "code", [CODE_PATTERN]))
    learned.append(_block("intent", WITH_CODE, [f"[{EXAMPLE_CODE}](code)"]))
    rules = "\n".join(map(_rule, content.faq.values()))
    nlu = "nlu:\n" + "\n".join(learned)
    return "\n".join([_GENERATED + _VERSION, nlu, *([f"rules:\n{rules}"] if rules else [])])


def _names(names: Names) -> Iterator[str]:
    if names.lookup:
        yield _block("lookup", names.entity, names.lookup)
    if names.patterns:
        yield _block("regex", names.entity, names.patterns)
    for value, synonyms in names.synonyms.items():
        yield _block("synonym", value, synonyms)


def _sentences(question: Question) -> str:
    return _block("intent", ABOUT_FAQ + question.id, question.sentences)


def _block(kind: str, name: str, examples: Iterable[str]) -> str:
    """Write one block; in its literal text nothing needs escaping, as long as a line is one."""
    lines = "".join(f"    - {' '.join(example.split())}\n" for example in examples)
    return f"- {kind}: {name}\n  examples: |\n{lines}"


def _rule(question: Question) -> str:
    return (
        f"- rule: Answer {ABOUT_FAQ}{question.id}\n"
        "  steps:\n"
        f"  - intent: {ABOUT_FAQ}{question.id}\n"
        "  - action: action_answer_faq\n"
    )
