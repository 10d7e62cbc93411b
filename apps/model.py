"""The engine's model: where it is, found by the fingerprint of everything it is made from."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from advice.content import load_content
from advice.findings import ContentError
from advice.training import write_training_data
from apps.engine import BOT, spacy_model
from apps.settings import ROOT, load_settings

MODELS = BOT / "models"


def current_model(content: Path) -> Path:
    """Return where the model of the present content is, or will be once it is trained.

    Raises `ContentError` when the content is broken.
    """
    with training_files(content) as folder:
        return model_of(folder)


@contextmanager
def training_files(content: Path) -> Iterator[Path]:
    """Give a folder with what Rasa reads beside the files in git; it is gone afterwards.

    Raises `ContentError` when the content is broken.
    """
    known = load_content(content)
    with TemporaryDirectory(prefix="schakel-") as name:
        folder = Path(name)
        write_training_data(known, folder, domain=ROOT / "domain.yml")
        yield folder


def model_of(folder: Path) -> Path:
    """Return where the model of these training files belongs.

    Answers are no training data: who changes only those needs no new model.
    """
    total = hashlib.sha256()
    for file in _inputs(folder):
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return MODELS / f"{total.hexdigest()[:16]}.tar.gz"


def _inputs(folder: Path) -> Iterator[Path]:
    data, pipeline = ROOT / "data", spacy_model() or BOT / "nl_pipeline"
    yield from (ROOT / "config.yml", BOT / "requirements.lock")
    for part in (folder, data / "nlu", data / "rules", BOT / "components", pipeline):
        yield from sorted(file for file in part.rglob("*") if _counts(file))


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


if __name__ == "__main__":
    try:
        print(current_model(ROOT / load_settings().content))
    except ContentError as error:
        sys.exit(str(error))
