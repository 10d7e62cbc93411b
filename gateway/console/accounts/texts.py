"""What the team reads on the pages about accounts, where it depends on what happened."""

from handoff.advisors import Deed, Role

LOGIN_FAILED = "Inloggen lukt niet. Klopt alles? Na een paar missers moet u even wachten."
CODE_FAILED = "Deze code klopt niet. Wacht op de volgende code en probeer het opnieuw."
WORK_ACCOUNT_FAILED = (
    "Inloggen met uw werkaccount lukt nu niet: probeer het opnieuw of gebruik uw wachtwoord."
)
WORK_ACCOUNT_UNKNOWN = (
    "Met dit werkaccount kunt u hier niet inloggen. Vraag een beheerder om een account."
)
PASSWORD_FAILED = "Dit is niet uw huidige wachtwoord. Na een paar missers moet u even wachten."  # noqa: S105
PASSWORD_CHANGED = "Uw wachtwoord is veranderd. Andere apparaten zijn uitgelogd."  # noqa: S105
SAVED = "De rol en groepen zijn bewaard."
DEACTIVATED = "Deze collega kan niet meer inloggen."
ONE_MUST_MOVE = (
    "Er stond nog één afspraak bij deze collega. De ondernemer krijgt de vraag een ander moment te "
    "kiezen."
)
MUST_MOVE = (
    "Er stonden nog {number} afspraken bij deze collega. De ondernemers krijgen de vraag een ander "
    "moment te kiezen."
)

ROLES = {
    Role.ADVISOR: "adviseur",
    Role.LEAD: "teamleider",
    Role.ADMINISTRATOR: "beheerder",
}

DEEDS = {
    Deed.LOGIN: "logde in",
    Deed.LOGIN_OIDC: "logde in met een werkaccount",
    Deed.LOGIN_FAILED: "inloggen mislukte",
    Deed.LOGOUT: "logde uit",
    Deed.TOTP_SET: "stelde inlogcodes in",
    Deed.PASSWORD_CHANGED: "veranderde het eigen wachtwoord",
    Deed.ADVISOR_ADDED: "voegde een account toe",
    Deed.ADVISOR_CHANGED: "veranderde een rol of groepen",
    Deed.ADVISOR_DEACTIVATED: "sloot een account af",
    Deed.ADVISOR_RESET: "gaf een nieuw wachtwoord uit",
    Deed.SCAN_SEEN: "bekeek een scan",
    Deed.HANDOFF_SEEN: "las een gesprek",
    Deed.HANDOFF_TAKEN: "pakte een gesprek op",
    Deed.HANDOFF_RELEASED: "zette een gesprek terug in de rij",
    Deed.HANDOFF_LENT: "liet de assistent de bedrijfsscan doen",
    Deed.HANDOFF_TRANSFERRED: "droeg een gesprek over",
    Deed.HANDOFF_CLOSED: "sloot een gesprek af",
    Deed.HELPERS_SEEN: "bekeek de poule",
    Deed.HELPER_INTRODUCED: "stelde een helper voor",
    Deed.PARTNER_ASKED: "vroeg een partner erbij",
    Deed.PARTNER_WITHDRAWN: "trok de link van een partner in",
    Deed.PROPOSAL_MADE: "deed een voorstel voor de inhoud",
    Deed.PROPOSAL_WITHDRAWN: "trok een voorstel in",
    Deed.INVITATION_SENT: "verstuurde een uitnodiging",
    Deed.INVITATION_STOPPED: "stopte een uitnodiging",
    Deed.APPOINTMENT_SEEN: "bekeek een afspraak",
    Deed.APPOINTMENT_MOVED: "verzette een afspraak, of vroeg om een ander moment",
    Deed.APPOINTMENT_CANCELLED: "zei een afspraak af",
    Deed.APPOINTMENT_ENDED: "noteerde hoe een afspraak ging",
    Deed.AGENDA_CHANGED: "veranderde wanneer er geboekt kan worden",
}
NOBODY = "onbekend"
BY_COMMAND = "opdrachtregel"

TOO_SHORT = "Kies een wachtwoord van minstens 12 tekens."
TOO_LONG = "Kies een wachtwoord van hoogstens 200 tekens."
TELLS_WHO = "Kies een wachtwoord zonder uw naam of e-mailadres erin."

EMAIL_TAKEN = "Er is al een account met dit e-mailadres."
BAD_EMAIL = "Dit e-mailadres klopt niet."
BAD_NAME = "Vul een naam in van hoogstens 100 tekens."
BAD_GROUP = "Een groep heeft alleen kleine letters, cijfers en streepjes, zoals urk-dronten."
UNKNOWN_ADVISOR = "Dit account bestaat niet."
NOT_YOURSELF = "Uw eigen account kunt u hier niet veranderen. Vraag een andere beheerder."


def deactivated(appointments: int) -> str:
    """Return what is said after somebody was let in no more."""
    if not appointments:
        return DEACTIVATED
    told = ONE_MUST_MOVE if appointments == 1 else MUST_MOVE.format(number=appointments)
    return f"{DEACTIVATED} {told}"
