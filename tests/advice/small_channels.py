"""Short words for channels without a screen of our own."""

from typing import Any

CHANNELS: dict[str, Any] = {
    "begroeting": "Ik ben een digitale assistent. Stoppen? Typ STOP.",
    "menu": {
        "antwoord": "Antwoord met {keuzes}.",
        "antwoord_of_getal": "Antwoord met {keuzes}, of typ een getal.",
        "een_keuze": "Of antwoord: {titel}",
        "of": "of",
    },
    "media": {
        "foto": "Een foto.",
        "document": "Een bestand.",
        "spraak": "Een spraakbericht.",
        "video": "Een video.",
        "anders": "Niet bewaard.",
        "leeg": "(leeg)",
        "te_groot": "Te groot.",
        "niet_opgehaald": "Niet opgehaald.",
    },
    "opdrachten": {
        "stop": ["stop", "afmelden"],
        "start": ["start"],
        "verwijder": ["verwijder", "verwijder mijn gegevens"],
        "verwijder_zeker": ["ja verwijder"],
    },
    "mail": {"onderwerp": "Uw gesprek", "boven": "## Typ uw antwoord boven deze regel ##"},
    "plaats": "In welke gemeente?",
    "gestopt": "Gestopt.",
    "begonnen": "Begonnen.",
    "verwijderen": "Zeker? Antwoord met JA VERWIJDER.",
    "verwijderd": "Gewist.",
    "groep": "Niet in een groep.",
    "verder": {"gekoppeld": "Hier verder.", "verlopen": "Te oud.", "bezig": "Bezig."},
    "terug": "Er is een antwoord van {organisatie}. Antwoord met JA.",
    "te_lang": "Te lang.",
    "te_veel": "Te veel.",
}
