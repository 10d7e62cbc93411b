"""The content folder: which files there are, and all of them read."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from advice.buttons import ButtonWords
from advice.faq.question import Question
from advice.findings import ContentError, Finding
from advice.languages import Language
from advice.organisation import Organisation
from advice.reading import Document, read
from advice.schemes.scheme import OtherScheme, Scheme

SCHEMES = "regelingen"
FAQ = "faq"


class Files(Struct, frozen=True):
    """Every content file, each still knowing where in the file things stand."""

    folder: str
    organisation: Document[Organisation]
    buttons: Document[ButtonWords]
    languages: Document[tuple[Language, ...]]
    others: Document[tuple[OtherScheme, ...]]
    schemes: tuple[Document[Scheme], ...]
    faq: tuple[Document[Question], ...]


def read_files(folder: Path) -> Files:
    """Read the content `folder`; raise one `ContentError` with what is wrong in every file."""
    reader = _Reader(folder)
    organisation = reader.one("organisatie.yml", Organisation)
    buttons = reader.one("knoppen.yml", ButtonWords)
    languages = reader.one("talen.yml", tuple[Language, ...])
    others = reader.one("andere_regelingen.yml", tuple[OtherScheme, ...])
    schemes = reader.all(SCHEMES, Scheme)
    faq = reader.all(FAQ, Question)
    if not (organisation and buttons and languages and others) or reader.findings:
        raise ContentError(reader.findings)
    return Files(folder.name, organisation, buttons, languages, others, schemes, faq)


class _Reader:
    """Reads on after a broken file, so that all broken files are told of at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.findings: list[Finding] = []

    def one[T](self, name: str, kind: type[T]) -> Document[T] | None:
        try:
            return read(self._folder / name, kind, folder=self._folder)
        except ContentError as error:
            self.findings.extend(error.findings)
            return None

    def all[T](self, name: str, kind: type[T]) -> tuple[Document[T], ...]:
        paths: Iterable[Path] = sorted((self._folder / name).glob("*.yml"))
        read = (self.one(f"{name}/{path.name}", kind) for path in paths)
        return tuple(document for document in read if document)
