"""One content file in, one checked value out, or findings that say what to mend."""

from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from advice.complaint import complaint
from advice.findings import ContentError, finding

# libyaml reads ten times faster; it is in every wheel of PyYAML but not in every build.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

type Step = str | int
"""One step down into a file: a key, or a place in a list."""


class Document[T](Struct, frozen=True):
    """A content file that could be read: its `value`, and where in the file all of it stands."""

    file: str
    value: T
    root: yaml.Node

    def line_of(self, *steps: Step) -> int:
        """Return the line (from 1) of what stands at `steps`, or of the last step that exists."""
        return line_of(self.root, *steps)


def read[T](path: Path, kind: type[T], *, folder: Path) -> Document[T]:
    """Read one file of the content folder as a `kind`; raise `ContentError`."""
    file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    root, data = _parse(_text(path, file), file)
    try:
        value = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        told = complaint(str(error), kind)
        place = line_of(root, *told.steps)
        raise ContentError([finding(told.code, file, place, **told.values)]) from error
    return Document(file, value, root)


def line_of(node: yaml.Node, *steps: Step) -> int:
    """Return the line (from 1) of what stands at `steps` below `node`."""
    line = int(node.start_mark.line)
    for step in steps:
        below = _below(node, step)
        if below is None:
            break
        line, node = below
    return line + 1


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise ContentError([finding("file_missing", file)]) from error
    except UnicodeDecodeError as error:
        raise ContentError([finding("not_text", file)]) from error


def _parse(text: str, file: str) -> tuple[yaml.Node, Any]:
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise ContentError([finding("file_empty", file)])
        _refuse_keys_twice(root, file)
        return root, loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is missing at the end of a file is found behind its last line.
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else None
        raise ContentError([finding("not_yaml", file, line)]) from error
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: a date such as 2026-02-30. ReaderError has no mark: control characters.
        raise ContentError([finding("not_yaml", file)]) from error


def _refuse_keys_twice(node: yaml.Node, file: str) -> None:
    """PyYAML silently keeps the last of two equal keys; half a text would get lost."""
    if isinstance(node, yaml.SequenceNode):
        for below in node.value:
            _refuse_keys_twice(below, file)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, below in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise ContentError([finding("key_twice", file, line, key=key.value)])
            seen.add(key.value)
            _refuse_keys_twice(below, file)


def _below(node: yaml.Node, step: Step) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, below in node.value:
            if key.value == step:
                return int(key.start_mark.line), below
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        below = node.value[step]
        return int(below.start_mark.line), below
    return None
