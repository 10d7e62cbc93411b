"""Short words for everything on the way to a person."""

from typing import Any

HANDOFF: dict[str, Any] = {
    "versie": 7,
    "toestemming": "Mag een adviseur van {organisatie} meelezen?",
    "terugbellen_binnen_minuten": 60,
    "knoppen": {
        "ja": "Ja, dat mag",
        "nee": "Nee",
        "toch": "Toch laten meelezen",
        "overslaan": "Overslaan",
        "overslaan_en_blijven": "Overslaan: ik blijf hier",
        "niet_terugbellen": "Toch niet nodig",
        "niets_meer": "Nee, dit was alles",
    },
    "belofte": {
        "belt": "belt",
        "mailt": "mailt",
        "vandaag": "vandaag voor {tijd}",
        "andere_dag": "{dag}, voor {tijd}",
    },
    "scan": "Doe intussen de scan.",
    "cijfers": ["1: slecht", "2: matig", "3: gaat wel", "4: goed", "5: heel goed"],
    "woorden_voor_een_onderwerp": ["over", "vanwege"],
    "woorden_van_de_wens": ["mens", "adviseur", "spreken", "bel", "bellen", "graag"],
    "woorden_om_een_naam": ["ik", "heet", "mijn", "naam", "is", "bel", "me", "op", "en", "of"],
}
