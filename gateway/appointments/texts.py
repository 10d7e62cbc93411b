"""The words of the page that depend on a value; all others stand in `templates/`."""

MOVED = "Gelukt. Uw afspraak is verzet."
CHANGED = "Uw afspraak is intussen al veranderd. Zo staat hij nu."
TAKEN = "Dat moment is net bezet. Kies een ander moment."

# The heading, and what one can do.
BAD_LINK = (
    "Deze link klopt niet",
    "Misschien is hij niet helemaal overgenomen. Open de link uit onze mail of de chat nog eens.",
)
ERASED = (
    "Deze afspraak is er niet meer",
    "Het gesprek is gewist, en de afspraak daarmee ook.",
)
CANCELLED = (
    "Deze afspraak is afgezegd",
    "U hoeft niets meer te doen. Een nieuwe afspraak maakt u in de chat, of u belt ons.",
)
PAST = (
    "Deze afspraak is geweest",
    "U kunt hem niet meer veranderen. Een nieuwe afspraak maakt u in de chat, of u belt ons.",
)
TOO_LATE = (
    "Dit kan niet meer via deze pagina",
    "Uw afspraak is al bijna. Bel ons als u niet kunt, dan zoeken we samen een oplossing.",
)
