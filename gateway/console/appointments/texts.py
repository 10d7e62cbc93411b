"""What an advisor reads about appointments, where it depends on what happened."""

from conversations.appointments import Ending
from handoff.appointments.refusals import ChangedMeanwhile, IsOver, NotYet

EVERYBODY = "Iedereen"
TEAM = "Het hele team"

MOVED = "De afspraak is verzet. De ondernemer krijgt bericht."
CANCELLED = "De afspraak is afgezegd. De ondernemer krijgt bericht."
ASKED = "De ondernemer is gevraagd een ander moment te kiezen."
ENDED = "Dat is genoteerd."
KEPT = "Dat is bewaard."
ABSENCE_KEPT = "Dat is bewaard. In deze tijd kan niemand meer boeken."
ABSENCE_DROPPED = "Deze afwezigheid is weg."
IN_THE_WAY = "Let op: er staan al {number} afspraken in deze tijd. Ze staan bij Moet verzet worden."

TAKEN = "Op dat moment staat al een andere afspraak. Kies een ander moment."
NO_MOMENT = "Kies een dag en een tijd, zoals 1-12-2026 om 10.00 uur."
PAST = "Dat moment is al voorbij. Kies een moment dat nog komt."
NO_ENDING = "Kies hoe het ging."
NO_TITLE = "Schrijf erbij wat het is, zoals Vakantie."
NO_SPAN = "De laatste dag komt voor de eerste. Kijk de dagen na."
NOT_A_NUMBER = "Bij ‘{field}’ staat geen getal dat kan. Het mag van {least} tot en met {most}."
BAD_HOURS = "De uren van {day} kloppen niet. Schrijf ze zo: 9.00-12.30, 13.00-17.00"
BAD_LINK = (
    "De videolink of het pad van uw agenda klopt niet. Een link begint met https://, een pad met /"
)

WHY = {
    IsOver: "Deze afspraak is al voorbij of afgezegd.",
    NotYet: "Dit gesprek is nog niet geweest.",
    ChangedMeanwhile: "Iemand veranderde deze afspraak net. Kijk hoe die nu staat.",
}
ENDINGS = {
    Ending.MET: "Doorgegaan",
    Ending.NO_SHOW: "Niet verschenen",
    Ending.NOT_NEEDED: "Niet nodig",
}
