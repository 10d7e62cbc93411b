"""One sentence more in the text of a file; all that stood there stays as it was.

Who keeps the files wrote comments in them, and an order: YAML that is written anew has neither.
"""

import io
from typing import Any

import yaml

from advice.proposals.learned import LOADER, examples
from advice.proposals.refusals import UnknownForm

_LISTED = "zinnen"


def with_listed(text: str, file: str, sentence: str) -> str:
    """Return the `text` of a question with the sentence behind its last one.

    Raises `UnknownForm` where it would not be read back just as it is.
    """
    listed = _below(_root(text), _LISTED)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style or not listed.value:
        raise UnknownForm(file=file)
    last = listed.value[-1].end_mark
    # Text over several lines ends where the next line begins.
    at = last.line + (1 if last.column else 0)
    line = f"{' ' * listed.start_mark.column}- {scalar(sentence)}"
    changed = _with_line(text, at, line)
    if _listed(changed) != [*_listed(text), sentence]:
        raise UnknownForm(file=file)
    return changed


def with_example(text: str, file: str, sentence: str, intent: str) -> str:
    """Return the `text` of a file of Rasa's with the sentence behind the last of `intent`.

    Raises `UnknownForm` where it would not be read back just as it is.
    """
    block = _largest_block(text, intent)
    if block is None or block.style != "|":
        raise UnknownForm(file=file)
    at, indent = _end(as_lines(text), block.start_mark.line + 1)
    changed = _with_line(text, at, f"{' ' * indent}- {sentence}")
    if _examples(changed, intent) != [*examples(block.value), sentence]:
        raise UnknownForm(file=file)
    return changed


def scalar(value: str) -> str:
    """Write a text as YAML on one line: bare where that says the same, and else in quotes."""
    try:
        if yaml.safe_load(f"- {value}\n") == [value]:
            return value
    # ValueError: what looks like a date and is none.
    except (yaml.YAMLError, ValueError):
        pass
    return quoted(value)


def quoted(value: str) -> str:
    """Write a text as YAML on one line, in quotes."""
    written: str = yaml.dump(value, default_style='"', allow_unicode=True, width=float("inf"))
    return written.rstrip("\n")


def as_lines(text: str) -> list[str]:
    """Split at line feeds only: Python splits at signs that are no end of a line in a file."""
    return list(io.StringIO(text, newline="\n"))


def _end(lines: list[str], start: int) -> tuple[int, int]:
    """Return the line behind the last one of a block of text that has signs, and its indent."""
    indent = _indent(lines[start])
    end = at = start
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= indent):
        end += 1
        at = end if lines[end - 1].strip() else at
    return at, indent


def _with_line(text: str, at: int, line: str) -> str:
    lines = as_lines(text)
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[at - 1].endswith("\n"):
        lines[at - 1] += ending
    return "".join([*lines[:at], line + ending, *lines[at:]])


def _largest_block(text: str, intent: str) -> yaml.ScalarNode | None:
    """Return the examples of an intent; where it has several blocks, the longest."""
    blocks = _below(_root(text), "nlu")
    found = [
        examples
        for block in (blocks.value if isinstance(blocks, yaml.SequenceNode) else ())
        if (name := _below(block, "intent")) is not None and name.value == intent
        if isinstance(examples := _below(block, "examples"), yaml.ScalarNode)
    ]
    return max(found, key=lambda node: len(node.value), default=None)


def _listed(text: str) -> list[Any]:
    """Return what is listed; nothing when the text can not be read."""
    try:
        return list(yaml.load(text, LOADER)[_LISTED])  # noqa: S506
    except yaml.YAMLError:
        return []


def _examples(text: str, intent: str) -> list[str]:
    """Return the sentences of the longest block; nothing when the text can not be read."""
    try:
        block = _largest_block(text, intent)
    except yaml.YAMLError:
        return []
    return examples(block.value) if block else []


def _root(text: str) -> yaml.Node | None:
    root: yaml.Node | None = yaml.compose(text, LOADER)
    return root


def _below(node: yaml.Node | None, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
