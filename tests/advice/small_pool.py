"""A small pool of helpers: one subject, and short words for everything."""

from typing import Any

POOL: dict[str, Any] = {
    "versie": 4,
    "toestemming": "Mag {organisatie} dit bewaren?",
    "soorten": {"ondernemer": "ondernemer", "student": "student"},
    "themas": {"groen": "bomen en groen"},
    "knoppen": {
        "ja": "Ja, dat is goed",
        "nee": "Nee",
        "klopt": "Klopt",
        "klopt_niet": "Klopt niet",
        "toch_niet": "Toch niet",
        "meedoen": "Zelf meedoen",
        "standen": {"pauze": "Pauze", "weer": "Weer meedoen", "uit": "Uit de poule"},
    },
    "woorden_van_een_student": ["student"],
    "woorden_voor_uit": ["uit de poule"],
    "woorden_voor_weer": ["weer"],
    "voorstellen": {
        "aan_ondernemer": "{adviseur}: {naam}, {soort}, {gemeente}, {themas}?",
        "aan_helper": "{adviseur}: {naam}?",
        "allerlei": "van alles",
        "zonder_naam": "iemand",
        "knop_ja": "Ja, graag",
        "knop_nee": "Nee, dank u",
        "ja": "Genoteerd.",
        "nee": "Goed.",
        "allebei_ja": "{naam}: {contact}",
        "al_gezegd": "Dat wist ik.",
        "kan_niet_meer": "Dat kan niet meer.",
        "notitie_nee": "{naam} wil niet.",
        "notitie_ja": "{naam} wil ook.",
    },
    "brief": {
        "vanaf_versie": 4,
        "na_minuten": 10,
        "onderwerp": "Een vraag voor u",
        "tekst": "Kijk op {link}.",
    },
}
