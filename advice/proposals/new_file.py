"""The file of a new question, as one copies it from another file and fills it in."""

import re
import unicodedata

import yaml

from advice.content import Content
from advice.files import FAQ
from advice.proposals.insertion import quoted, scalar
from advice.proposals.learned import LOADER
from advice.proposals.proposal import NewQuestion
from advice.proposals.refusals import (
    BadAnswer,
    BadPlaceholder,
    BadQuestion,
    BadSource,
    UnknownForm,
)
from advice.quality import plain_sentence

_LONGEST_ID = 40
_LONGEST_NAME = 60
# As long as the check of the content lets an answer be.
_LONGEST_ANSWER = 650
_ADDRESS = re.compile(r"https://[^\s/.]+\.[^\s]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

_FILE = """\
# yaml-language-server: $schema=../schema/faq.schema.json
id: {id}
vraag: {name}
antwoord: |-
{answer}
knoppen: []
gevoelig: false
bronnen:
  - {{titel: {source}, url: {url}, datum: "{day}", soort: secundair}}
gecontroleerd_op: {day}
zekerheid: middel
zinnen:
{sentences}
"""


def require_good(wish: NewQuestion, content: Content) -> None:
    """Raise `BadQuestion`, `BadAnswer`, `BadPlaceholder` or `BadSource` for what can not be."""
    if not question_id(wish.name) or len(wish.name) > _LONGEST_NAME:
        raise BadQuestion
    if not wish.answer or len(wish.answer) > _LONGEST_ANSWER:
        raise BadAnswer
    known = content.organisation.placeholders
    for found in _PLACEHOLDER.findall(wish.answer):
        if found not in known:
            raise BadPlaceholder(found=found, allowed=", ".join(known))
    if not wish.source or not _ADDRESS.fullmatch(wish.url):
        raise BadSource


def question_id(name: str) -> str:
    """Return the id of a question by its name: small letters, figures and low lines."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    id = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if id and len(id) + len(word) >= _LONGEST_ID:
            break
        id = f"{id}_{word}" if id else word[:_LONGEST_ID]
    return id


def file_text(wish: NewQuestion) -> str:
    """Return the file: the question itself is one of the sentences it is learned from.

    Raises `UnknownForm` where it would not be read back just as it is.
    """
    learned = {plain_sentence(one): one for one in (wish.name, wish.sentence)}
    text = _FILE.format(
        id=scalar(question_id(wish.name)),
        name=scalar(wish.name),
        answer="\n".join(f"  {line}".rstrip() for line in wish.answer.split("\n")),
        source=quoted(wish.source),
        url=quoted(wish.url),
        day=wish.checked_on.isoformat(),
        sentences="\n".join(f"  - {scalar(one)}" for one in learned.values()),
    )
    if not _is_read_back(text, wish, list(learned.values())):
        raise UnknownForm(file=f"{FAQ}/{question_id(wish.name)}.yml")
    return text


def _is_read_back(text: str, wish: NewQuestion, sentences: list[str]) -> bool:
    try:
        read = yaml.load(text, LOADER)  # noqa: S506
    except yaml.YAMLError:
        return False
    source = read["bronnen"][0]
    kept = (read["vraag"], read["antwoord"], source["titel"], source["url"], read["zinnen"])
    return kept == (wish.name, wish.answer, wish.source, wish.url, sentences)
