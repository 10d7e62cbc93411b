/** Every Dutch sentence of the agenda: short and calm, colleagues are "je". */

import type { Ending, Form, NumberRule, Standing } from "./model.js";

const minutes = (count: number) => `${count} ${count === 1 ? "minuut" : "minuten"}`;
const hours = (count: number) => `${count} uur`;
const days = (count: number) => `${count} ${count === 1 ? "dag" : "dagen"}`;

export const agendaTexts = {
  title: "Agenda – Schakel",
  heading: "Agenda",
  loading: "De agenda wordt geopend …",
  week: (number: number) => `Week ${number}`,
  weeks: "Weken",
  before: "Vorige week",
  after: "Volgende week",
  thisWeek: "Deze week",
  who: "Van wie",
  me: "Mijn agenda",
  everybody: "Iedereen",
  times: "Mijn tijden",
  back: "Terug",
  backWhere: "naar de week",
  today: "vandaag",
  noName: "Ondernemer zonder naam",

  day: {
    none: "Geen afspraken.",
    closed: (name: string) => `Gesloten: ${name}`,
    shorter: (name: string, open: string) => `${name}: open ${open}`,
    open: (text: string) => `Te boeken ${text}`,
    away: "Afwezig",
    awayOf: (whose: string, title: string) => `${title} (${whose})`,
    between: (since: string, until: string) => `${since}–${until}`,
  },

  standing: {
    booked: "Gepland",
    must_move: "Moet verzet",
    to_end: "Nog af te ronden",
    met: "Doorgegaan",
    no_show: "Niet verschenen",
    not_needed: "Niet nodig",
    cancelled: "Afgezegd",
  } satisfies Record<Standing, string>,

  form: {
    telefonisch: "Telefonisch",
    video: "Video",
    op_locatie: "Op kantoor",
    bij_u: "Bij de ondernemer",
  } satisfies Record<Form, string>,

  todo: {
    toEnd: "Nog af te ronden",
    toEndHint: "Deze gesprekken zijn geweest. Hoe ging het?",
    mustMove: "Moet verzet",
    mustMoveHint: "De ondernemer is gevraagd een ander moment te kiezen.",
    none: "Alles is bijgewerkt.",
    noneHint: "Kies een afspraak om te zien waar die over gaat.",
    with: (advisor: string) => `met ${advisor}`,
    open: "Bekijk de afspraak",
  },

  ending: {
    heading: "Hoe ging het?",
    choice: {
      doorgegaan: "Doorgegaan",
      niet_verschenen: "Niet verschenen",
      niet_nodig: "Niet nodig",
    } satisfies Record<Ending, string>,
    remark: "Opmerking (mag leeg blijven)",
    of: (what: string, who: string) => `${what}: ${who}`,
    kept: "Dat is genoteerd.",
    correct: "Anders dan je noteerde? Kies opnieuw.",
  },

  appointment: {
    how: "Hoe",
    with: "Met",
    phone: "Telefoon",
    email: "E-mail",
    address: "Adres",
    place: "Waar",
    contact: "Bereikbaar",
    noContact: "Geen telefoonnummer of e-mailadres gegeven.",
    noScan: "Er is geen bedrijfsscan die je mag zien.",
    remark: "Opmerking",
    booked: (moment: string) => `Geboekt ${moment}`,
    conversation: (count: number) => `Het gesprek (${count})`,
    open: "Open in Gesprekken",
    cancelled: {
      ondernemer: "De ondernemer heeft deze afspraak afgezegd.",
      adviseur: "Deze afspraak is afgezegd.",
      agenda: "Deze afspraak is afgezegd vanuit de agenda van de adviseur.",
    },
    mustMove: "De ondernemer is gevraagd een ander moment te kiezen, en deed dat nog niet.",
  },

  deeds: {
    heading: "Acties",
    move: "Verzet",
    ask: "Vraag een ander moment",
    askOf: (who: string) => `Vraag een ander moment aan ${who}`,
    cancel: "Zeg af",
    told: "De ondernemer krijgt bericht in het gesprek, en per e-mail als er een adres is.",
  },

  dialog: {
    move: {
      heading: "Afspraak verzetten",
      explanation: "Je mag ook een moment buiten je eigen tijden kiezen.",
      start: "Nieuw moment",
      past: "Kies een moment dat nog komt.",
      yes: "Verzet",
    },
    cancel: { heading: "Afspraak afzeggen", yes: "Zeg af" },
    ask: {
      heading: "Vraag een ander moment",
      explanation:
        "De ondernemer hoort dat dit moment niet kan, en kiest zelf een ander. Tot dan staat de afspraak bij Moet verzet.",
      yes: "Vraag het",
    },
    about: (who: string, when: string) => `${who}, ${when}.`,
  },

  notice: {
    moved: "De afspraak is verzet. De ondernemer krijgt bericht.",
    cancelled: "De afspraak is afgezegd. De ondernemer krijgt bericht.",
    asked: "De ondernemer is gevraagd een ander moment te kiezen.",
    kept: "De tijden zijn bewaard.",
    absenceKept: "Dat is bewaard. In deze tijd kan niemand meer boeken.",
    absenceHits: (count: number) =>
      `Dat is bewaard. In deze tijd ${count === 1 ? "staat al 1 afspraak" : `staan al ${count} afspraken`}: zie hieronder.`,
    absenceDropped: "Die afwezigheid is weg.",
  },

  rules: {
    mine: "Mijn tijden",
    of: (title: string) => `Tijden van ${title}`,
    whose: "Van wie",
    person: "Collega’s",
    groups: "Groepen",
    team: "Het hele team",
    explanation: "Wat je leeg laat, volgt de groep of het team.",
    inFile: "Wat voor het hele team geldt, staat in data/afspraken.yml. Hier kun je het lezen.",
    follows: (whose: string, what: string) => `volgt ${whose}: ${what}`,
    theGroup: "de groep",
    theTeam: "het team",
    bookable: "Te boeken",
    yes: "Ja",
    no: "Nee",
    hours: "Uren",
    hoursFollow: (whose: string) => `Volg ${whose}`,
    hoursOwn: "Eigen uren",
    hoursHint: "Bijvoorbeeld 9.00-12.30, 13.00-17.00. Leeg of ‘dicht’ is een dag zonder afspraken.",
    hoursWrong: (day: string) =>
      `De uren van ${day} kloppen niet. Schrijf ze zo: 9.00-12.30, 13.00-17.00.`,
    forms: "Manieren",
    formsFollow: (whose: string, what: string) => `Niets gekozen: volgt ${whose} (${what}).`,
    talks: "Gesprekken",
    booking: "Boeken en wijzigen",
    where: "Waar",
    number: {
      minutes: "Hoe lang een gesprek duurt, in minuten",
      before: "Vrij ervoor, in minuten",
      after: "Vrij erna, in minuten",
      most_a_day: "Hoogstens per dag",
      notice_hours: "Boeken kan tot zoveel uur ervoor",
      change_hours: "Zelf wijzigen kan tot zoveel uur ervoor",
      horizon_days: "Boeken kan zoveel dagen vooruit",
    } satisfies Record<NumberRule, string>,
    amount: {
      minutes,
      before: minutes,
      after: minutes,
      most_a_day: String,
      notice_hours: hours,
      change_hours: hours,
      horizon_days: days,
    } satisfies Record<NumberRule, (count: number) => string>,
    notANumber: "Vul hier een heel getal in, of laat het leeg.",
    place: "Adres voor een gesprek op kantoor",
    video: "Link voor videogesprekken",
    calendar: "Pad van je eigen agenda",
    calendarHint: "Staat je agenda op de agendaserver van het team? De beheerder kent het pad.",
    save: "Bewaar",
  },

  absence: {
    heading: "Afwezig",
    none: "Er staat niets. De sluitingsdagen van het team gelden altijd.",
    title: "Wat is het?",
    titleHint: "Collega’s zien alleen dat je er niet bent.",
    first: "Eerste dag",
    last: "Laatste dag (leeg: één dag)",
    part: "Niet de hele dag",
    since: "Van",
    until: "Tot",
    add: "Voeg toe",
    drop: "Haal weg",
    dropOf: (what: string) => `Haal weg: ${what}`,
    span: (first: string, last: string) => `${first} t/m ${last}`,
    hits: (count: number) =>
      count === 1 ? "1 afspraak valt hierin:" : `${count} afspraken vallen hierin:`,
  },
} as const;
