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
        "partner_pakt_op_binnen_uren": 24,
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
    "weg": {
        "onderwerp": "Er is antwoord",
        "tekst": "Kijk op {link}.",
        "notitie_geweigerd": "De mail kwam niet aan.",
    },
    "belofte_voorbij": {"onderwerp": "Een belofte is voorbij", "tekst": "Kijk op {adres}."},
    "gekregen": {"onderwerp": "U kreeg een gesprek", "tekst": "Kijk op {adres}."},
    "melding": {"onderwerp": "Er wacht iemand", "tekst": "Kijk op {adres}."},
    "partners": {
        "meedenken": {
            "vraag": "Mag {partner} meedenken?",
            "ja": "{partner} leest mee.",
            "mail": {"onderwerp": "Denkt u mee?", "tekst": "Kijk op {link}."},
        },
        "overnemen": {
            "vraag": "Mag {partner} het overnemen?",
            "ja": "{partner} neemt het over.",
            "mail": {"onderwerp": "Neemt u het over?", "tekst": "Kijk op {link}."},
        },
        "knop_ja": "Ja, goed",
        "knop_nee": "Nee, niet",
        "nee": "{partner} leest niets.",
        "al_gezegd": "Al genoteerd.",
        "kan_niet_meer": "Kan niet meer.",
        "bericht": "{naam}, {partner}: {tekst}",
        "opgenomen": "{partner} neemt het op.",
        "verwezen_met_verhaal": "{partner} kent uw verhaal.",
        "notitie_ja": "Ja: {partner}.",
        "notitie_nee": "Nee: {partner}.",
        "notitie_opgenomen": "Opgenomen: {partner}.",
        "notitie_geweigerd": "Niet aangekomen: {partner}.",
        "niet_opgenomen": {"onderwerp": "Niet opgenomen", "tekst": "Kijk op {adres}."},
    },
    "knoppen": {
        "niet_wachten": "Toch niet wachten",
        "scan_beginnen": "De scan doen",
        "scan_nu_niet": "Liever praten",
    },
    "snelteksten": [{"id": "groet", "titel": "Groet", "tekst": "Dag {naam}."}],
}
