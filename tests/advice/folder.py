"""A small made-up content folder, to break in one place at a time."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

_SCHEME: dict[str, Any] = {
    "id": "boomsubsidie",
    "naam": "Subsidie voor bomen (SB)",
    "korte_naam": "Boomsubsidie",
    "aliassen": ["boomsubsidie", "bomen-geld"],
    "alleen_in_context": [],
    "soort": "subsidie",
    "themas": ["groen"],
    "status": "open",
    "alternatieven": [],
    "regio": "heel Nederland",
    "uitvoerder": {"naam": "Bomenloket", "domein": "bomen.example.org", "domein_bevestigd": True},
    "inlogmiddel": None,
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
    "vast": {"mens": "Een mens spreken", "iets_anders": "Iets anders", "hulp": "Wat kunt u?"},
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

_OTHERS: list[dict[str, Any]] = [{"naam": "Struikenfonds", "aliassen": ["struikenfonds", "sf++"]}]


class Folder:
    """A content folder that is in order, until a test changes something."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("organisatie.yml", _ORGANISATION)
        self.write("knoppen.yml", _BUTTONS)
        self.write("talen.yml", _LANGUAGES)
        self.write("andere_regelingen.yml", _OTHERS)
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

    def question(self, id: str = "planten", /, **changes: object) -> Path:
        """Write a question that differs in `changes`."""
        return self.write(f"faq/{id}.yml", deepcopy(_QUESTION) | {"id": id} | changes)

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
