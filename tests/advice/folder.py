"""A small made-up content folder, to break in one place at a time."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from tests.advice import (
    small_appointments,
    small_channels,
    small_desk,
    small_handoff,
    small_invitations,
    small_pool,
    small_scan,
)

_SCHEME: dict[str, Any] = {
    "id": "boomsubsidie",
    "naam": "Subsidie voor bomen (SB)",
    "korte_naam": "Boomsubsidie",
    "aliassen": ["boomsubsidie", "bomen-geld"],
    "alleen_in_context": [],
    "kort": "geld voor bomen op uw terrein",
    "behoeften": [
        "bomen planten",
        "schaduw op het plein",
        "een haag om de parkeerplaats",
        "minder hitte rond het pand",
        "meer groen bij de zaak",
        "vogels op het terrein",
    ],
    "soort": "subsidie",
    "themas": ["groen"],
    "status": "open",
    "alternatieven": [],
    "regio": "heel Nederland",
    "uitvoerder": {
        "naam": "Bomenloket",
        "domein": "bomen.example.org",
        "domein_bevestigd": True,
        "partner": "bomenloket",
    },
    "inlogmiddel": None,
    "voorwaarden": [{"feit": "gemeente", "een_van": ["urk", "dronten"]}],
    "zelf_nagaan": ["Hebt u een eigen terrein?"],
    "antwoorden": {
        "wat": "U plant bomen en krijgt een deel van de kosten terug.",
        "voor_wie": "Voor bedrijven met een eigen terrein.",
        "hoeveel": "In 2026 is het 100 euro per boom.",
        "wanneer": "U kunt het hele jaar aanvragen.",
        "hoe_aanvragen": "U vult het formulier in op de website.",
        "let_op": "Vraag het aan voordat u plant.",
    },
    "bedrag_jaar": "2026",
    "vragen": ["Mag het ook een struik zijn?"],
    "bronnen": [
        {
            "titel": "Bomenloket",
            "url": "https://bomen.example.org/subsidie",
            "datum": "2026",
            "soort": "officieel",
        }
    ],
    "gecontroleerd_op": "2026-11-01",
    "geldig_tot": None,
    "zekerheid": "hoog",
}

_QUESTION: dict[str, Any] = {
    "id": "planten",
    "vraag": "Hoe plant ik een boom?",
    "antwoord": "Graaf een gat. Bel {telefoon} als het niet lukt.",
    "knoppen": [{"titel": "Subsidie voor bomen", "regeling": "boomsubsidie"}],
    "gevoelig": False,
    "bronnen": [{"titel": "Onze eigen kennis", "datum": "2026-11-01", "soort": "eigen"}],
    "gecontroleerd_op": "2026-11-01",
    "zekerheid": "hoog",
    "zinnen": [f"hoe zet ik boom {number} in de grond" for number in range(25)],
}

_ORGANISATION: dict[str, Any] = {
    "naam": "Team Groen",
    "korte_naam": "Groen",
    "telefoon": "0320-123456",
    "bewaartermijn_dagen": 90,
    "email": "info@example.org",
    "regio": "Flevoland",
    "openingstijden": {
        "zin": "maandag van 9.00 tot 17.00 uur",
        "dagen": {"maandag": [["09:00", "17:00"]], "zondag": []},
    },
    "teksten": {
        "begroeting": "Ik ben de digitale assistent van {organisatie}.",
        "storing": "Het lukt nu niet. Bel {telefoon}.",
    },
    "gemeenten": [
        {"id": "urk", "naam": "Urk", "plaatsen": ["Urk"], "aliassen": ["oerk"]},
        {"id": "dronten", "naam": "Dronten", "plaatsen": ["Swifterbant"], "aliassen": []},
    ],
    "sectoren": [{"id": "groen", "naam": "Groen", "woorden": ["hovenier", "tuinman"]}],
}

_CLOSING_DAYS: list[dict[str, Any]] = [
    {"datum": "2026-12-25", "naam": "Eerste Kerstdag", "bevestigd": True},
    {"datum": "2027-01-01", "naam": "Nieuwjaarsdag", "bevestigd": True},
    {
        "datum": "2028-12-25",
        "naam": "Boomfeest",
        "bevestigd": True,
        "uren": [["09:00", "12:00"]],
    },
]

_BUTTONS: dict[str, Any] = {
    "aspecten": {
        "wat": "Wat is het?",
        "voor_wie": "Voor wie?",
        "hoeveel": "Hoeveel?",
        "wanneer": "Wanneer?",
        "hoe_aanvragen": "Hoe vraag ik het aan?",
        "let_op": "Let op?",
    },
    "vragen": {
        "regeling_wat": {"met_naam": "Wat is {naam}?", "zonder_naam": "Uitleg over een regeling"},
        "regeling_hoeveel": {"met_naam": "{naam}: hoeveel?", "zonder_naam": "Hoeveel geld het is"},
        "regeling_hoe_aanvragen": {"met_naam": "{naam} aanvragen", "zonder_naam": "Aanvragen"},
        "ask_human": {"zonder_naam": "Een mens spreken"},
    },
    "vast": {
        "mens": "Een mens spreken",
        "iets_anders": "Iets anders",
        "ik_bedoel": "Ik bedoel:",
        "hulp": "Wat kunt u?",
        "meer": "Laat meer zien",
        "toets": "Past dit bij mij?",
        "wat_past": "Wat past bij mij?",
        "wat_past_nog_meer": "Welke passen nog meer?",
        "weet_niet": "Weet ik niet",
        "uitkomst_nu": "Laat de uitkomst zien",
    },
    "toets": {
        "klopt": "Dit past:",
        "klopt_niet": "Dit past niet:",
        "onbekend": "Dit weten wij nog niet:",
        "zelf_nagaan": "Kijk dit zelf na:",
        "past_omdat": "past omdat",
        "uitkomsten": {
            "past_waarschijnlijk": "past waarschijnlijk",
            "past_mogelijk": "past mogelijk",
            "gesloten_of_beeindigd": "kan nu niet",
            "past_niet": "past niet",
        },
    },
    "scan": small_scan.WORDS,
    "regelingen_eerst": ["boomsubsidie"],
}

_LANGUAGES: list[dict[str, Any]] = [
    {
        "id": "en",
        "naam": "Engels",
        "woorden": ["the", "help"],
        "schrift": None,
        "antwoord": "We help in Dutch.",
        "knop": "Speak to a person",
    },
    {
        "id": "uk",
        "naam": "Oekraïens",
        "woorden": ["dobryi"],
        "schrift": "CYRILLIC",
        "antwoord": "Ми допомагаємо нідерландською.",
        "knop": "Поговорити з людиною",
    },
]

_FACTS: list[dict[str, Any]] = [
    {
        "id": "gemeente",
        "naam": "gemeente",
        "vraag": "Waar staat uw bedrijf?",
        "waarom": "Elke gemeente heeft eigen regels.",
        "soort": "keuze",
        "keuzes": [{"id": "anders", "titel": "Een andere gemeente", "in_zin": "ergens anders"}],
        "voorwaarde": {"een_van": "uw bedrijf staat in {keuzes}"},
    },
    {
        "id": "personeel_aantal",
        "naam": "mensen in loondienst",
        "vraag": "Hoeveel mensen hebt u in loondienst?",
        "waarom": "Soms moet u personeel hebben.",
        "soort": "getal",
        "eenheid": "mensen",
        "banden": [
            {"titel": "Niemand", "van": 0, "tot": 0},
            {"titel": "1 of meer", "van": 1},
        ],
        "voorwaarde": {
            "minstens": "u hebt minstens {getal} mensen in loondienst",
            "hoogstens": "u hebt hoogstens {getal} mensen in loondienst",
        },
    },
    {
        "id": "bedrag",
        "naam": "bedrag",
        "vraag": "Om hoeveel geld gaat het?",
        "waarom": "Er is vaak een grens.",
        "soort": "getal",
        "eenheid": "euro",
        "banden": [{"titel": "Tot 10.000 euro", "van": 0, "tot": 9999}],
        "voorwaarde": {"minstens": "het gaat om minstens {getal} euro"},
    },
    {
        "id": "doel",
        "naam": "onderwerp",
        "vraag": "Waar wilt u mee aan de slag?",
        "waarom": "Dan zoeken we dat eerst.",
        "soort": "keuze",
        "keuzes": [
            {"id": "groen", "titel": "Groen"},
            {"id": "alles", "titel": "Alles"},
        ],
        "voorwaarde": {"een_van": "u wilt aan de slag met {keuzes}"},
    },
]

_PARTNERS: list[dict[str, Any]] = [
    {
        "id": "bomenloket",
        "naam": "Bomenloket",
        "soort": "loket",
        "gebied": "heel Flevoland",
        "gemeenten": [],
        "themas": ["groen"],
        "wat": "Het loket helpt u met bomen. U kunt er ook planten ruilen.",
        "wanneer": ["u wilt een boom planten"],
        "domein": "bomen.example.org",
        "domein_bevestigd": True,
        "rol": "loket van het team",
        "bronnen": [{"titel": "Onze eigen kennis", "datum": "2026-11-01", "soort": "eigen"}],
        "gecontroleerd_op": "2026-11-01",
        "zekerheid": "hoog",
    }
]

_SYNONYMS = [["boom", "bomen", "struik"]]
_ELSEWHERE = [{"woorden": ["paspoort"], "wie": "uw gemeente"}]
_ALARMS = ["brand in het bos"]

_OTHERS: list[dict[str, Any]] = [{"naam": "Struikenfonds", "aliassen": ["struikenfonds", "sf++"]}]


class Folder:
    """A content folder that is in order, until a test changes something."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("organisatie.yml", _ORGANISATION)
        self.closing_days()
        self.write("knoppen.yml", _BUTTONS)
        self.write("talen.yml", _LANGUAGES)
        self.write("andere_regelingen.yml", _OTHERS)
        self.write("feiten.yml", _FACTS)
        self.write("synoniemen.yml", _SYNONYMS)
        self.write("elders.yml", _ELSEWHERE)
        self.write("alarm.yml", _ALARMS)
        self.write("scan/toestemming.yml", small_scan.CONSENT)
        self.write("scan/woorden.yml", small_scan.COMMANDS)
        self.write("scan/vervolg.yml", small_scan.FOLLOW_UP)
        self.write("scan/mail.yml", small_scan.MAIL)
        self.write("balie.yml", small_desk.DESK)
        self.write("overdracht.yml", small_handoff.HANDOFF)
        self.write("poule.yml", small_pool.POOL)
        self.write("kanalen.yml", small_channels.CHANNELS)
        self.write("uitnodigingen.yml", small_invitations.INVITATIONS)
        self.write("afspraken.yml", small_appointments.APPOINTMENTS)
        self.scan()
        self.partner()
        self.scheme()
        self.question()

    def write(self, name: str, data: object) -> Path:
        """Write one file; a text as it is, other data as YAML."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        is_text = isinstance(data, str)
        text = data if is_text else yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
        file.write_text(str(text), "utf-8")
        return file

    def scheme(self, id: str = "boomsubsidie", /, **changes: object) -> Path:
        """Write a scheme that differs in `changes`; another id brings its own names."""
        names = {} if id == _SCHEME["id"] else {"naam": id, "korte_naam": id, "aliassen": [id]}
        return self.write(f"regelingen/{id}.yml", deepcopy(_SCHEME) | {"id": id} | names | changes)

    def scan(self, version: int = 1, **changes: object) -> Path:
        """Write a version of the scan that differs in `changes`."""
        scan = deepcopy(small_scan.SCAN) | {"versie": version} | changes
        return self.write(f"scan/bedrijfsscan-{version}.yml", scan)

    def question(self, id: str = "planten", /, **changes: object) -> Path:
        """Write a question that differs in `changes`."""
        return self.write(f"faq/{id}.yml", deepcopy(_QUESTION) | {"id": id} | changes)

    def partner(self, **changes: object) -> Path:
        """Write the one partner, differing in `changes`."""
        return self.write("partners.yml", [deepcopy(_PARTNERS[0]) | changes])

    def closing_days(self, *days: dict[str, object]) -> Path:
        """Write the closing days that are in order, and `days` after them."""
        return self.write("sluitingsdagen.yml", [*deepcopy(_CLOSING_DAYS), *days])

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace text in a file and return the line (from 1) where it stood."""
        file = self.path / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        return text[: text.index(old)].count("\n") + 1

    def change(self, name: str, **changes: object) -> None:
        """Change top-level keys of a file."""
        data = yaml.safe_load((self.path / name).read_text("utf-8"))
        self.write(name, data | changes)
