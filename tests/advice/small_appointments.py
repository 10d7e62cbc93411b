"""A small team that can be booked on Mondays."""

from typing import Any

_LETTER = {"onderwerp": "Afspraak: {wanneer}", "tekst": "Met {adviseur}. {hoe} {link}"}
_TEAM_LETTER = {"onderwerp": "Afspraak", "tekst": "{wanneer}, {vorm}: {adres}"}

APPOINTMENTS: dict[str, Any] = {
    "regels": {
        "vormen": [
            {"vorm": "telefonisch", "titel": "Telefonisch", "in_zin": "per telefoon"},
            {"vorm": "video", "titel": "Video", "in_zin": "via video"},
            {"vorm": "op_locatie", "titel": "Bij ons", "in_zin": "bij ons"},
            {"vorm": "bij_u", "titel": "Bij u", "in_zin": "bij u"},
        ],
        "standaard": {
            "te_boeken": True,
            "uren": {"maandag": [["09:00", "12:00"]]},
            "vormen": ["telefonisch"],
            "duur": 30,
            "vooraf": 0,
            "na_afloop": 0,
            "boeken_tot_uren": 24,
            "wijzigen_tot_uren": 4,
            "dagen_vooruit": 14,
            "hoogstens_per_dag": 4,
        },
    },
    "brieven": {
        "hoe": {
            "telefonisch": "{adviseur} belt u.",
            "video": "Kijk op {video}",
            "video_zonder_link": "U praat met beeld.",
            "op_locatie": "U komt naar {plaats}.",
            "op_locatie_zonder_adres": "U komt naar ons.",
            "bij_u": "{adviseur} komt naar u.",
        },
        "in_gesprek": {
            "bewaren": "Verzetten kan op {link}",
            "verzet": "Verzet naar {wanneer}. {link}",
            "afgezegd": "Afgezegd door ons.",
            "zelf_afgezegd": "Afgezegd door u.",
            "ander_moment": "Kies een ander moment.",
            "te_laat": "Bel ons.",
            "bezet": "Net bezet.",
            "herinnering": "Afspraak op {wanneer}.",
            "knop_verzetten": "Ander moment",
            "knop_afzeggen": "Afzeggen",
            "knop_nieuw": "Nieuwe afspraak",
        },
        "in_agenda": {"titel": "Snoeien", "tekst": "{hoe} {link}", "bestand": "snoeien.ics"},
        "geboekt": _LETTER,
        "verzet": _LETTER,
        "afgezegd": _LETTER,
        "zelf_afgezegd": _LETTER,
        "ander_moment": _LETTER,
        "herinnering": _LETTER,
        "geweigerd": "De mail kwam niet aan.",
        "team_geboekt": _TEAM_LETTER,
        "team_verzet": _TEAM_LETTER,
        "team_afgezegd": _TEAM_LETTER,
        "team_niet_gekozen": _TEAM_LETTER,
        "niet_gekozen_na_uren": 8,
    },
    "agenda": {
        "titel": "Snoeien ({vorm})",
        "tekst": "Kijk op {adres}",
        "teruggezet": _TEAM_LETTER,
        "tegelijk": _TEAM_LETTER,
    },
    "gesprek": {
        "knoppen": {
            "afspraak": "Een afspraak maken",
            "later": "Latere tijden",
            "andere_dag": "Een andere dag",
            "eerst": "Zo snel mogelijk",
            "overslaan": "Overslaan",
            "ja": "Ja, dat mag",
            "nee": "Nee",
            "verzetten": "Verzetten",
            "afzeggen": "Afzeggen",
            "zo_laten": "Zo laten",
            "zeker": "Ja, afzeggen",
        },
        "zinnen": {
            "naam": "Hoe heet u?",
            "toestemming": "Ook de scan.",
            "nummer": "Nummer {nummer}.",
            "adres": "Adres {adres}.",
            "mail": "Mail naar {email}.",
            "scan": "Doe vast de scan.",
            "scan_gedaan": "De adviseur krijgt uw scan.",
        },
        "getypt": {
            "later": ["later", "meer"],
            "andere_dag": ["andere dag", "geen van deze"],
            "kan_niet": ["kan niet", "kan ik niet"],
            "laat_maar": ["laat maar"],
            "plaatsen": [["1", "eerste"], ["2", "tweede"], ["3", "derde"]],
            "laatste": ["laatste"],
            "vormen": {
                "telefonisch": ["telefonisch", "bel", "bellen"],
                "video": ["video"],
                "op_locatie": ["op kantoor"],
                "bij_u": ["bij mij", "langskomen"],
            },
        },
    },
}
