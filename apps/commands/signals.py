"""`schakel content signals`: ask public registers what changed; nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import httpx

from advice.files import read_files
from advice.reading import Document
from advice.schemes.scheme import Scheme
from advice.signals import cvdr, rvo
from advice.signals.signal import Signal, UnreadableAnswer, said
from apps.commands.show import printable
from apps.settings import ROOT, load_settings
from kit.clock import AMSTERDAM, utc_now

_TIMEOUT = httpx.Timeout(20, connect=5)
_HEADERS = {"User-Agent": "schakel-content-signals"}
# RVO lists about 50 on a page and some hundreds in all; one set of rules has a few versions.
_MOST_PAGES = 40
_RECORDS = 50

type _Schemes = Sequence[Document[Scheme]]


class SignalsFailed(Exception):
    """Not every source could be compared; the text is one sentence that says which and why."""


class _SourceFailed(Exception):
    """One source gave nothing to compare; the text is the reason."""


def signals() -> None:
    """Print all signals; raise `SignalsFailed` after them when a source could not be compared."""
    settings = load_settings()
    schemes = read_files(ROOT / settings.content).schemes
    with httpx.Client(timeout=_TIMEOUT, headers=_HEADERS, follow_redirects=True) as client:
        found, failed = _ask_all(
            lambda: _from_rvo(_Source(client, settings.rvo_url), schemes),
            lambda: _from_cvdr(_Source(client, settings.cvdr_url), schemes),
        )
    for signal in sorted(found, key=lambda signal: signal.file):
        print(printable(str(signal)))
    if failed:
        raise SignalsFailed(said("failed", reasons="; ".join(failed)))
    if not found:
        print(said("nothing"))


def _ask_all(*asked: Callable[[], list[Signal]]) -> tuple[list[Signal], list[str]]:
    """Return the signals of the sources that answered, and why the others did not."""
    found: list[Signal] = []
    failed: list[str] = []
    for ask in asked:
        try:
            found += ask()
        except _SourceFailed as error:
            failed.append(str(error))
    return found, failed


class _Source:
    """One public register; whatever goes wrong there is a `_SourceFailed`."""

    def __init__(self, client: httpx.Client, url: str) -> None:
        self._client = client
        self._url = url
        self._host = urlsplit(url).hostname or url

    def text(self, **query: str | int) -> str:
        """Return the text of one answer."""
        try:
            response = self._client.get(self._url, params=query)
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            raise self.failed("refused", status=error.response.status_code) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self.failed("unreachable") from error
        return response.text

    def failed(self, reason: str, **values: object) -> _SourceFailed:
        return _SourceFailed(said(reason, host=self._host, **values))


def _from_rvo(source: _Source, schemes: _Schemes) -> list[Signal]:
    try:
        items = list(_rvo_items(source))
        compared = rvo.compare(items, schemes)
    except UnreadableAnswer as error:
        raise source.failed("unreadable") from error
    print(said("rvo_read", read=len(items), matched=compared.matched, others=compared.others))
    return list(compared.signals)


def _rvo_items(source: _Source) -> Iterator[rvo.Item]:
    """Turn the pages, which count from zero, until one has nothing new."""
    seen: set[str | int] = set()
    for page in range(_MOST_PAGES):
        new = [item for item in rvo.items(source.text(page=page)) if item.id not in seen]
        if not new:
            return
        seen.update(item.id for item in new)
        yield from new
    raise source.failed("endless", pages=_MOST_PAGES)


def _from_cvdr(source: _Source, schemes: _Schemes) -> list[Signal]:
    asked = cvdr.numbers(schemes)
    try:
        versions = [version for number in asked for version in _cvdr_versions(source, number)]
    except UnreadableAnswer as error:
        raise source.failed("unreadable") from error
    print(said("cvdr_read", found=len({v.number for v in versions}), asked=len(asked)))
    today = utc_now().astimezone(AMSTERDAM).date()
    return list(cvdr.compare(versions, schemes, today))


def _cvdr_versions(source: _Source, number: str) -> Iterator[cvdr.Version]:
    """Ask for all versions of one set of rules, a page at a time; records count from one."""
    for page in range(_MOST_PAGES):
        start = page * _RECORDS + 1
        found = cvdr.answer(source.text(**_cvdr_query(number, start)))
        yield from found.versions
        if not found.versions or start + _RECORDS > found.total:
            return
    raise source.failed("endless", pages=_MOST_PAGES)


def _cvdr_query(number: str, start: int) -> dict[str, str | int]:
    """Ask by `workid`, the index of KOOP's SRU for all versions of one set of rules."""
    return {
        "version": "1.2",
        "operation": "searchRetrieve",
        "x-connection": "cvdr",
        "query": f"workid=CVDR{number}",
        "startRecord": start,
        "maximumRecords": _RECORDS,
    }
