"""A small made-up scan: two hard facts, three themes, one question for who has staff."""

from typing import Any

_ANSWERS = [
    {"id": "goed", "titel": "Dat is geregeld", "score": 3, "woorden": ["alles geregeld"]},
    {
        "id": "matig",
        "titel": "Een beetje",
        "score": 1,
        "woorden": ["half om half"],
        "actie": "Maak een lijst.",
        "regelingen": ["boomsubsidie"],
        "organisaties": ["bomenloket"],
    },
    {
        "id": "slecht",
        "titel": "Nog niet",
        "score": 0,
        "woorden": ["nog niks"],
        "actie": "Bel het loket.",
        "organisaties": ["bomenloket"],
    },
]


def _theme(id: str, name: str) -> dict[str, Any]:
    return {
        "id": id,
        "naam": name,
        "standen": [f"{name} staat op {level}." for level in range(4)],
        "verder": [f"Begin met {name.lower()}.", "Praat erover."],
        "organisaties": ["bomenloket"],
        "regelingen": ["boomsubsidie"],
        "achter_de_vraag": ["Waarom juist nu?"],
    }


def _question(id: str, theme: str, **more: object) -> dict[str, Any]:
    return {
        "id": id,
        "thema": theme,
        "vraag": f"Hoe staat het met {theme}?",
        "waarom": "Dan weten wij wat helpt.",
        "antwoorden": _ANSWERS,
        **more,
    }


SCAN: dict[str, Any] = {
    "versie": 1,
    "naam": "De groene scan",
    "eigenaar": "De tuinschool",
    "minuten": 3,
    "niveaus": [
        {"naam": "vraagt aandacht", "kleur": "#c62828"},
        {"naam": "begonnen", "kleur": "#ef6c00"},
        {"naam": "grotendeels", "kleur": "#9e9d24"},
        {"naam": "op orde", "kleur": "#2e7d32"},
    ],
    "laatste_vraag": "Wat wilt u bespreken?",
    "weet_niet": "Dat weet u nog niet.",
    "themas": [
        _theme("geld", "Geld"),
        _theme("digitaal", "Digitaal"),
        _theme("mensen", "Mensen"),
    ],
    "vragen": [
        {"feit": "gemeente"},
        {"feit": "personeel_aantal"},
        _question("scan_geld", "geld"),
        _question("scan_digitaal", "digitaal"),
        _question("scan_mensen", "mensen"),
        _question("scan_leren", "mensen", alleen_als=[{"feit": "personeel_aantal", "minstens": 1}]),
    ],
}

CONSENT: dict[str, Any] = {
    "versie": 2,
    "uitleg": "Uw antwoorden blijven {dagen} dagen.",
    "gevraagd": [
        {"id": "advies", "titel": "Alleen een adviseur", "vraag": "Mag {organisatie} ze zien?"},
        {"id": "cijfers", "titel": "Alleen de cijfers", "vraag": "Mogen ze meetellen?"},
    ],
}

COMMANDS: dict[str, list[str]] = {
    "terug": ["terug"],
    "overslaan": ["overslaan"],
    "pauze": ["stop"],
    "opnieuw": ["opnieuw"],
    "wijzig": ["wijzig"],
    "hetzelfde": ["nog hetzelfde"],
}

FOLLOW_UP: dict[str, Any] = {
    "versie": 3,
    "na_maanden": 6,
    "herinnering_na_dagen": 3,
    "begin": "Kijk wat er veranderd is",
    "hetzelfde": "Nog hetzelfde",
    "toen": "Vorige keer zei u:",
    "stappen_van_toen": "Uw stappen van toen:",
    "geen_herinnering": "Geen herinnering meer",
    "stappen": {
        "gedaan": {"titel": "Ja, gelukt", "verteld": "gelukt", "woorden": ["ja", "gedaan"]},
        "bezig": {"titel": "Mee bezig", "verteld": "mee bezig"},
        "nog_niet": {"titel": "Nog niet", "verteld": "nog niet gelukt", "woorden": ["nee"]},
        "niet_nodig": {"titel": "Niet meer nodig", "verteld": "niet meer nodig"},
    },
    "richtingen": {"beter": "gaat beter", "minder": "vraagt nu meer aandacht"},
    "klopt": {"titel": "Ja, dat klopt nog", "woorden": ["ja", "klopt"]},
    "veranderd": {"titel": "Nee, er is iets veranderd", "woorden": ["nee"]},
    "niet_af": {"titel": "Herinner mij over {dagen} dagen", "tekst": "Uw scan is niet af."},
    "uitnodiging": {"titel": "Nodig mij uit over {maanden} maanden", "tekst": "Komt u kijken?"},
}

MAIL: dict[str, Any] = {
    "versie": 1,
    "titel": "Mail mij het rapport",
    "niet": "Toch niet",
    "vraag": "Naar welk adres?",
    "onderwerp": "Uw scan van {dag}",
    "tekst": "Hierbij uw rapport. Bel {telefoon}.",
    "bestand": "scan.pdf",
    "geweigerd": "De mail kwam niet aan.",
}

WORDS: dict[str, Any] = {
    "begin": "De scan doen",
    "ja": "Ja, allebei",
    "nee": "Nee, geen van beide",
    "terug": "Vorige vraag",
    "overslaan": "Overslaan",
    "pauze": "Stop, later verder",
    "wijzig": "Een antwoord wijzigen",
    "niets": "Nee, dit was alles",
    "verder": "Verder met de scan",
    "opnieuw": "De scan opnieuw doen",
    "rapport": "Uw scan (PDF)",
    "wie_helpt": "Wie u helpt:",
    "past_waarschijnlijk": "past waarschijnlijk",
    "past_misschien": "past misschien",
    "vervolg": [],
}
