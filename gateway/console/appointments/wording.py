"""What advisors read when something in the agenda can not be done."""

UNKNOWN = "Deze afspraak is er niet (meer)."
UNKNOWN_OWNER = "Deze collega of groep kennen wij niet (meer)."
UNKNOWN_ABSENCE = "Deze afwezigheid is er niet (meer)."
NOT_YOURS = "Alleen je eigen tijden kun je wijzigen. De teamleider wijzigt die van anderen."
TEAM_RULES = "Wat voor het hele team geldt, staat in data/afspraken.yml."
NO_WEEK = "Deze week bestaat niet."

SLOT_TAKEN = "Op dat moment staat al iets anders in de agenda. Kies een ander moment."
IS_OVER = "Deze afspraak is al voorbij of afgezegd."
NOT_YET = "Dit gesprek is nog niet geweest."
CHANGED = "Iemand veranderde deze afspraak net. Kijk hoe die nu staat, en probeer het dan opnieuw."
RULES_CHANGED = (
    "Een collega veranderde deze tijden net. Wat jij typte staat er nog. "
    "Bewaar je opnieuw, dan geldt wat jij typte."
)

IN_PAST = "Dat moment is al voorbij. Kies een moment dat nog komt."
TOO_FAR = "Dat moment is te ver weg. Kies een moment binnen een jaar."
SAME_MOMENT = "De afspraak staat al op dat moment. Kies een ander moment."
NO_ENDING = "Kies hoe het ging."
REMARK_TOO_LONG = "De opmerking is te lang: maximaal 2.000 tekens."

NO_DAY = "De uren staan bij een dag die niet bestaat."
BAD_HOURS = "De uren van {day} kloppen niet. Schrijf ze zo: 9.00-12.30, 13.00-17.00."
END_FIRST = "De uren van {day} eindigen voordat ze beginnen. Kijk ze na."
OVERLAP = "De uren van {day} overlappen elkaar. Kijk ze na."
UNKNOWN_FORM = "Deze manier van afspreken kennen wij niet. Kies een andere."
OUT_OF_BOUNDS = "Bij ‘{field}’ mag een getal van {least} tot en met {most}."
TOO_LONG = "Bij ‘{field}’ staat te veel tekst: maximaal {most} tekens."
BAD_VIDEO = "De link voor videogesprekken klopt niet. Die begint met https://."
BAD_CALENDAR = "Het pad van je agenda klopt niet. Het ziet er zo uit: anna/werk/."

NO_TITLE = "Schrijf erbij wat het is, zoals Vakantie."
NO_DATE = "Kies een dag die bestaat."
NO_TIME = "Kies een tijd die bestaat, zoals 13.00."
NO_SPAN = "Het einde komt voor het begin. Kijk de dagen en tijden na."
ABSENCE_PAST = "Deze tijd is al voorbij. Kies dagen die nog komen."
ABSENCE_FAR = "Dat is te ver weg. Kies dagen binnen twee jaar."

NUMBERS = {
    "minutes": "Hoe lang een gesprek duurt",
    "before": "Vrij ervoor",
    "after": "Vrij erna",
    "notice_hours": "Boeken kan tot",
    "change_hours": "Zelf wijzigen kan tot",
    "horizon_days": "Boeken kan vanaf",
    "most_a_day": "Hoogstens per dag",
}
PLACE = "Adres voor een gesprek op kantoor"
VIDEO = "Link voor videogesprekken"
CALENDAR = "Pad van je eigen agenda"
TITLE = "Wat is het?"

TEAM = "het hele team"
FORMER_COLLEAGUE = "oud-collega"
