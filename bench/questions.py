"""Sentences to ask: those that the engine was never trained on."""

import re
from pathlib import Path

import yaml

_ANNOTATED = re.compile(r"\[([^]]+)\](\([^)]*\)|\{[^}]*\})")


def held_out(folder: Path) -> list[str]:
    """Return the sentences of all files in `folder` (Rasa's NLU format), without annotations."""
    return [
        _ANNOTATED.sub(r"\1", line.removeprefix("- "))
        for file in sorted(folder.glob("*.yml"))
        for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    ]
