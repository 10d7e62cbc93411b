"""Signals say which schemes may have changed elsewhere, or honestly that nobody could look."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.files import read_files
from advice.reading import Document
from advice.schemes.scheme import Scheme
from advice.signals import cvdr, rvo
from advice.signals.signal import Kind, Signal, UnreadableAnswer
from apps.commands.signals import SignalsFailed, signals
from tests.advice.folder import Folder
from tests.advice.register import Register, recorded, running_register

TODAY = date(2026, 11, 23)
PAGE = "https://www.rvo.nl/subsidies-financiering/boomsubsidie"
RULES = "https://lokaleregelgeving.overheid.nl"


def source(url: str) -> list[dict[str, str]]:
    return [{"titel": "Bron", "url": url, "datum": "2026", "soort": "officieel"}]


def schemes(folder: Folder) -> tuple[Document[Scheme], ...]:
    return read_files(folder.path).schemes


def item(**changes: object) -> rvo.Item:
    known = {"id": "1", "title": "Iets anders", "changed": "2026-11-12", "url": "/a/b", **changes}
    (read,) = rvo.items(json.dumps([known]))
    return read


def of_rvo(folder: Folder, **changes: object) -> tuple[Signal, ...]:
    return rvo.compare([item(**changes)], schemes(folder)).signals


def of_cvdr(folder: Folder, *files: str, today: date = TODAY) -> list[tuple[Kind, date | None]]:
    versions = [version for file in files for version in cvdr.answer(recorded(file)).versions]
    return [(one.kind, one.when) for one in cvdr.compare(versions, schemes(folder), today)]


# RVO


def test_a_page_that_changed_after_our_check_is_a_signal(folder: Folder) -> None:
    (signal,) = of_rvo(folder, title="Boomsubsidie", url="/subsidies-financiering/boomsubsidie")

    assert signal == Signal(
        "boomsubsidie", "data/regelingen/boomsubsidie.yml", Kind.CHANGED, date(2026, 11, 12), PAGE
    )
    assert str(signal) == (
        "data/regelingen/boomsubsidie.yml: RVO heeft de pagina veranderd op 12 november 2026. "
        f"Vergelijk onze tekst met {PAGE}"
    )


@pytest.mark.parametrize("changed", ["2026-11-01", "2026-10-31T23:59:00+01:00"])
def test_a_change_before_or_on_the_day_of_our_check_is_none(folder: Folder, changed: str) -> None:
    assert of_rvo(folder, title="Boomsubsidie", changed=changed) == ()


@pytest.mark.parametrize(
    "changed",
    ["2026-11-12", "2026-11-12T08:15:00+01:00", "2026-11-12 08:15", "1794441600", 1794441600],
)
def test_the_day_of_a_change_is_read_in_each_known_form(folder: Folder, changed: object) -> None:
    (signal,) = of_rvo(folder, title="Boomsubsidie", changed=changed)

    assert signal.when == date(2026, 11, 12)


@pytest.mark.parametrize(
    "title", ["boomsubsidie", "Bomen Geld", "Subsidie voor bomen (SB)", "Geld (Boomsubsidie)"]
)
def test_a_scheme_is_known_by_each_of_its_names(folder: Folder, title: str) -> None:
    assert len(of_rvo(folder, title=title)) == 1


@pytest.mark.parametrize("title", ["Boomsubsidie voor gemeenten", "Boom", "", "()"])
def test_a_title_that_is_only_alike_is_another_scheme(folder: Folder, title: str) -> None:
    assert of_rvo(folder, title=title) == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (PAGE, "/subsidies-financiering/boomsubsidie"),
        (f"{PAGE}/voorwaarden/", "/subsidies-financiering/Boomsubsidie/"),
        ("https://rvo.nl/subsidies-financiering/boomsubsidie", PAGE),
    ],
)
def test_a_scheme_is_known_by_the_page_of_its_source(
    folder: Folder, ours: str, theirs: str
) -> None:
    folder.scheme(bronnen=source(ours))

    assert len(of_rvo(folder, url=theirs)) == 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("https://www.rvo.nl/", "/"),
        ("https://www.rvo.nl/", None),
        (PAGE, "/subsidies-financiering"),
        (PAGE, "/subsidies-financiering/boom"),
        ("https://example.org/subsidies-financiering/boomsubsidie", "/subsidies-financiering/x"),
        ("https://niet-rvo.nl/subsidies-financiering/boomsubsidie", PAGE),
        ("https://[", "https://["),
    ],
)
def test_another_page_is_another_scheme(folder: Folder, ours: str, theirs: str | None) -> None:
    folder.scheme(bronnen=source(ours))

    assert of_rvo(folder, url=theirs) == ()


def test_a_page_of_two_schemes_is_a_signal_for_both(folder: Folder) -> None:
    folder.scheme(bronnen=source(PAGE))
    folder.scheme("struiken", bronnen=source(f"{PAGE}/struiken"))

    found = of_rvo(folder, url="/subsidies-financiering/boomsubsidie")

    assert [signal.scheme for signal in found] == ["boomsubsidie", "struiken"]


def test_what_we_have_no_file_about_is_counted_if_it_is_for_entrepreneurs(folder: Folder) -> None:
    items = [one for page in range(3) for one in rvo.items(recorded(f"rvo-{page}.json"))]

    compared = rvo.compare(items, schemes(folder))

    assert (len(items), compared.matched, compared.others) == (4, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "null",
        '{"items": []}',
        '[{"title": "zonder id", "changed": "2026-01-01"}]',
        '[{"id": "1", "title": null, "changed": "2026-01-01"}]',
        "[1]",
        recorded("storing.html"),
    ],
)
def test_another_form_than_the_list_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        rvo.items(text)


@pytest.mark.parametrize("changed", ["gisteren", "", "31-12-2026", "9" * 30])
def test_a_day_that_cannot_be_read_is_refused_and_not_overlooked(
    folder: Folder, changed: str
) -> None:
    with pytest.raises(UnreadableAnswer):
        of_rvo(folder, title="Boomsubsidie", changed=changed)


# Local regulations


def test_a_newer_version_than_the_one_of_our_source_is_a_signal(folder: Folder) -> None:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100001/1"))

    assert of_cvdr(folder, "cvdr-100001.xml") == [(Kind.NEW_VERSION, date(2026, 9, 1))]


@pytest.mark.parametrize("path", ["CVDR100001/2", "cvdr/CVDR100001/2/html/CVDR100001_2.html"])
def test_the_newest_version_is_none(folder: Folder, path: str) -> None:
    folder.scheme(bronnen=source(f"{RULES}/{path}"))

    assert of_cvdr(folder, "cvdr-100001.xml") == []


def test_of_two_sources_the_newest_counts(folder: Folder) -> None:
    old, new = source(f"{RULES}/CVDR100001/1"), source(f"{RULES}/CVDR100001/2")
    folder.scheme(bronnen=[*new, *old])

    assert of_cvdr(folder, "cvdr-100001.xml") == []


@pytest.mark.parametrize(("checked", "count"), [("2026-08-01", 1), ("2026-10-01", 0)])
def test_without_a_version_in_the_address_the_day_of_our_check_decides(
    folder: Folder, checked: str, count: int
) -> None:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100001"), gecontroleerd_op=checked)

    assert len(of_cvdr(folder, "cvdr-100001.xml")) == count


def test_rules_that_have_run_out_are_a_signal(folder: Folder) -> None:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100002/1"))
    expired = [(Kind.EXPIRED, date(2025, 9, 16))]

    assert of_cvdr(folder, "cvdr-100002.xml") == expired
    assert of_cvdr(folder, "cvdr-100002.xml", today=date(2025, 9, 16)) == expired
    assert of_cvdr(folder, "cvdr-100002.xml", today=date(2025, 9, 15)) == []


@pytest.mark.parametrize("status", ["gesloten", "beeindigd"])
def test_that_they_have_run_out_is_no_news_of_a_closed_scheme(folder: Folder, status: str) -> None:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100002/1"), status=status)

    assert of_cvdr(folder, "cvdr-100002.xml") == []


def test_rules_of_nobody_are_no_signal(folder: Folder) -> None:
    assert cvdr.numbers(schemes(folder)) == ()
    assert of_cvdr(folder, "cvdr-100001.xml", "cvdr-100002.xml") == []


def test_rules_that_were_not_found_are_no_signal(folder: Folder) -> None:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100001/1"))

    assert cvdr.numbers(schemes(folder)) == ("100001",)
    assert of_cvdr(folder, "cvdr-geen.xml") == []


def test_other_prefixes_of_the_namespaces_are_read_too() -> None:
    text = recorded("cvdr-100001.xml").replace("dcterms", "dc")
    for name in ("searchRetrieveResponse", "numberOfRecords", "records", "record"):
        text = text.replace(f"<{name}>", f"<s:{name}>").replace(f"</{name}>", f"</s:{name}>")
    text = text.replace("<searchRetrieveResponse xmlns=", "<s:searchRetrieveResponse xmlns:s=")

    assert cvdr.answer(text) == cvdr.answer(recorded("cvdr-100001.xml"))


_BOMB = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<html/>",
        "<searchRetrieveResponse/>",
        "<searchRetrieveResponse><numberOfRecords>veel</numberOfRecords></searchRetrieveResponse>",
        f"{_BOMB}{recorded('cvdr-100001.xml').partition('?>')[2]}",
        recorded("cvdr-fout.xml"),
        recorded("cvdr-100001.xml").replace("CVDR100001_1", "iets"),
        recorded("cvdr-100001.xml").replace("2021-05-01", "voorjaar"),
        recorded("cvdr-100001.xml")[:900],
        recorded("storing.html"),
        "\ud800",
    ],
)
def test_another_form_than_an_answer_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        cvdr.answer(text)


@given(st.text())
def test_rubbish_is_refused_and_never_another_error(text: str) -> None:
    for read in (rvo.items, cvdr.answer):
        with pytest.raises(UnreadableAnswer):
            read(f"{text}<")


# The command, with a real server


@pytest.fixture
def register(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    folder.scheme(bronnen=source(f"{RULES}/CVDR100001/1"))
    with running_register() as register:
        monkeypatch.setenv("SCHAKEL_CONTENT", str(folder.path))
        monkeypatch.setenv("SCHAKEL_RVO_URL", f"{register.url}/rvo")
        monkeypatch.setenv("SCHAKEL_CVDR_URL", f"{register.url}/cvdr")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield register


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_signals_of_both_registers_are_told_and_no_file_is_changed(
    folder: Folder, register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(folder.path)

    signals()

    assert capsys.readouterr().out.splitlines() == [
        "RVO: 4 regelingen gelezen. 1 horen bij onze bestanden; van de andere lijken er 2 voor "
        "ondernemers.",
        "Lokale regels: 1 van 1 nummers gevonden.",
        "data/regelingen/boomsubsidie.yml: RVO heeft de pagina veranderd op 12 november 2026. "
        f"Vergelijk onze tekst met {PAGE}",
        "data/regelingen/boomsubsidie.yml: er is een nieuwere versie van de regels, geldig vanaf "
        f"1 september 2026. Vergelijk onze tekst met {RULES}/CVDR100001/2",
    ]
    assert files(folder.path) == before


def test_pages_are_turned_until_an_empty_one(register: Register) -> None:
    signals()

    pages = [query["page"] for path, query in register.asked if path == "/rvo"]
    assert pages == ["0", "1", "2"]


def test_a_list_that_does_not_know_pages_is_read_once(register: Register) -> None:
    register.instead["/rvo"] = (200, recorded("rvo-0.json"))

    signals()

    assert [path for path, _ in register.asked].count("/rvo") == 2


def test_a_list_without_end_is_given_up(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(path: str, query: dict[str, str]) -> tuple[int, str]:
        if path == "/cvdr":
            return 200, recorded("cvdr-geen.xml")
        item = {"id": query["page"], "title": "Steeds iets nieuws", "changed": "2026-01-01"}
        return 200, json.dumps([item])

    monkeypatch.setattr(register, "answer", endless)

    with pytest.raises(SignalsFailed, match="meer dan 40 bladzijden"):
        signals()


def test_nothing_new_is_said_to_be_nothing(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    register.instead = {"/rvo": (200, "[]"), "/cvdr": (200, recorded("cvdr-geen.xml"))}

    signals()

    assert capsys.readouterr().out.endswith("0 van 1 nummers gevonden.\nEr zijn geen signalen.\n")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((500, "stuk"), "127.0.0.1 antwoordt met fout 500"),
        ((200, recorded("storing.html")), "kunnen lezen"),
        ((200, "[{"), "kunnen lezen"),
        ((200, ""), "kunnen lezen"),
    ],
)
@pytest.mark.parametrize("path", ["/rvo", "/cvdr"])
def test_when_one_register_fails_the_other_is_still_told(
    register: Register,
    capsys: pytest.CaptureFixture[str],
    path: str,
    answer: tuple[int, str],
    reason: str,
) -> None:
    register.instead[path] = answer

    with pytest.raises(SignalsFailed) as failed:
        signals()

    assert reason in str(failed.value)
    assert capsys.readouterr().out.count("boomsubsidie.yml") == 1


def test_signs_that_command_a_terminal_are_not_printed(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {"id": 1, "title": "Boomsubsidie", "changed": "2026-11-12", "url": "/a/\x1b[2Jb"}
    register.instead["/rvo"] = (200, json.dumps([item]))

    signals()

    assert "\x1b" not in capsys.readouterr().out
