"""A small desk: two groups, and short words for everything."""

from typing import Any

DESK: dict[str, Any] = {
    "groepen": [
        {"id": "bomen", "titel": "Bomen", "themas": ["groen"], "besloten": True},
        {"id": "algemeen", "titel": "Algemeen", "themas": []},
    ],
    "tijden": {
        "oppakken_binnen": 5,
        "melden_aan_teamleider_na": 10,
        "antwoorden_binnen": 15,
        "weg_na": 5,
    },
    "uitkomsten": {
        "geholpen": "Geholpen",
        "verwezen": "Verwezen",
        "niet_bereikt": "Niet bereikt",
        "geen_hulp_nodig": "Geen hulp nodig",
        "afgezegd": "Afgezegd",
    },
    "regels": {
        "opgepakt": "U praat nu met {adviseur}.",
        "teruggezet": "{adviseur} kan niet verder.",
        "overgedragen": "{adviseur} vraagt {groep}.",
        "afgesloten": "{adviseur} sluit af.",
        "verwezen": "{adviseur} verwijst naar {partner}.",
        "ik_ben_er_weer": "Ik ben er weer. {gesprek}",
        "gesprek_over": "U sprak over {vraag}.",
        "wacht_niet_meer": "U wacht niet meer.",
        "duurt_lang": "Het duurt lang.",
        "wij_sluiten": "Wij sluiten. {dag} gaan wij verder.",
        "adviseur_stil": "{adviseur} is stil.",
        "scan_voorgesteld": "{adviseur} stelt de scan voor.",
        "scan_klaar": "U praat weer met {adviseur}.",
        "afgesproken": "{adviseur} belt {dag} voor {tijd}.",
    },
    "weg": {"onderwerp": "Er is antwoord", "tekst": "Kijk op {link}."},
    "belofte_voorbij": {"onderwerp": "Een belofte is voorbij", "tekst": "Kijk op {adres}."},
    "melding": {"onderwerp": "Er wacht iemand", "tekst": "Kijk op {adres}."},
    "knoppen": {
        "niet_wachten": "Toch niet wachten",
        "scan_beginnen": "De scan doen",
        "scan_nu_niet": "Liever praten",
    },
    "snelteksten": [{"id": "groet", "titel": "Groet", "tekst": "Dag {naam}."}],
}
