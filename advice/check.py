"""Everything that can be said about a content folder: broken, outdated or hard to read."""

from datetime import date
from pathlib import Path

from advice.files import read_files
from advice.findings import ContentError, Finding
from advice.integrity import broken_links
from advice.quality import advice_on


def check(folder: Path, today: date) -> tuple[Finding, ...]:
    """Return all findings of the content `folder`, worst first, then by file and line.

    While a file cannot be read, only such files are told of: the rest depends on them.
    """
    try:
        files = read_files(folder)
    except ContentError as error:
        return error.findings
    findings = (*broken_links(files), *advice_on(files, today))
    return tuple(sorted(findings, key=_worst_first))


def _worst_first(found: Finding) -> tuple[int, str, int]:
    return list(type(found.severity)).index(found.severity), found.file, found.line or 0
