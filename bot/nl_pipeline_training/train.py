"""Train the Dutch pipeline on what prepare.py wrote: `train.py DATA MODEL`."""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.cli.train import train

CONFIG = Path(__file__).parent / "nl_small.cfg"

if __name__ == "__main__":
    data, model = map(Path, sys.argv[1:3])
    # The function, not spaCy's command line: that misreads its options next to click 8.2.
    paths = {"paths.train": str(data / "train.spacy"), "paths.dev": str(data / "dev.spacy")}
    train(CONFIG, model, overrides=paths)
