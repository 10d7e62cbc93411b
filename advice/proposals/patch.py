"""Changes of files as a unified diff, which people read and `git apply` takes."""

import difflib
from collections.abc import Iterable, Iterator

from advice.proposals.insertion import as_lines
from advice.proposals.plan import Change

_NEW = "diff --git a/{file} b/{file}\nnew file mode 100644\n"
# https://www.gnu.org/software/diffutils/manual/html_node/Incomplete-Lines.html
_NO_END = "\n\\ No newline at end of file\n"


def patch(changes: Iterable[Change], folder: str) -> str:
    """Return all changes, with names that begin with the name of the content `folder`."""
    return "".join(difference(change, folder) for change in changes)


def difference(change: Change, folder: str) -> str:
    """Return the change of one file."""
    file = f"{folder}/{change.file}"
    if change.before is None:
        return _NEW.format(file=file) + _lines("", change.after, "/dev/null", f"b/{file}")
    return _lines(change.before, change.after, f"a/{file}", f"b/{file}")


def _lines(before: str, after: str, old: str, new: str) -> str:
    return "".join(_ended(difflib.unified_diff(as_lines(before), as_lines(after), old, new)))


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else line + _NO_END
