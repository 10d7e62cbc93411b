"""Two subjects that people may be invited for, and an invitation of each."""

from datetime import date
from typing import Any

INVITATIONS: dict[str, Any] = {
    "regels": {
        "vanaf": "09:00",
        "tot": "19:00",
        "dagen": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"],
        "per_minuut": 3,
        "dagen_ertussen": 14,
    },
    "begroeting": "Ik ben een digitale assistent.",
    "liever_niet": "Goed, dan niet.",
    "onderwerpen": [
        {
            "id": "snoeien",
            "titel": "Snoeien",
            "versie": 2,
            "vraag": "Wilt u later iets horen over snoeien? Met STOP stopt u altijd.",
            "ja": "Ja, graag",
            "nee": "Nee, dank u",
            "dank": "Dank u, over snoeien.",
        },
        {
            "id": "plantdag",
            "titel": "De plantdag",
            "versie": 1,
            "vraag": "Wilt u later iets horen over de plantdag? Met STOP stopt u altijd.",
            "ja": "Ja, graag",
            "nee": "Nee, dank u",
            "dank": "Dank u, over de plantdag.",
        },
    ],
    "uitnodigingen": [
        {
            "id": "snoeien-2027",
            "onderwerp": "snoeien",
            "titel": "Samen snoeien",
            "tekst": "{organisatie} gaat snoeien. Antwoord STOP als u niets meer wilt.",
            "welkom": "Wilt u snoeien?",
            "knop": {"titel": "Vertel meer", "knop": "ask_human"},
            "tot": date(2027, 3, 31),
        },
        {
            "id": "plantdag-urk",
            "onderwerp": "plantdag",
            "titel": "Plantdag op Urk",
            "tekst": "{organisatie} plant bomen op Urk. Antwoord STOP als u niets meer wilt.",
            "welkom": "Komt u planten?",
            "knop": {"titel": "Ik kom", "knop": "start_scan"},
            "tot": date(2027, 3, 31),
            "gemeenten": ["urk"],
        },
    ],
}
