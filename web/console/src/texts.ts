/** Every Dutch sentence of the console: short and calm, colleagues are "je". */

import type { Author } from "../../src/api/model.js";
import type { DeliveryState, Reason, Tab } from "./model.js";
import { partnerTexts } from "./partner-texts.js";

const plural = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const texts = {
  title: {
    quiet: "Gesprekken – Schakel",
    waiting: (count: number) => `(${count}) Wacht – Schakel`,
  },

  header: {
    name: "Schakel",
    skip: "Naar het gesprek",
    pages: "Pagina’s",
    agenda: "Agenda",
    scans: "Scans",
    pool: "Poule",
    invitations: "Uitnodigen",
    status: "Stand van zaken",
    missed: "Gemist",
    logbook: "Logboek",
    team: "Team",
    account: "Account",
    logout: "Uitloggen",
    available: "Aanwezig",
    presenceHint: "Sta je op aanwezig, dan kun je gesprekken krijgen.",
    away: "Je staat op afwezig. Je krijgt geen nieuwe gesprekken.",
    menu: "Menu",
    mute: "Geluid",
    allow: "Meldingen aanzetten",
    shortcuts: "Sneltoetsen",
  },

  lists: {
    heading: "Gesprekken",
    tab: {
      waiting: "Wacht",
      mine: "Van mij",
      colleagues: "Collega’s",
      closed: "Afgehandeld",
    } satisfies Record<Tab, string>,
    empty: {
      waiting: "Er wacht niemand.",
      mine: "Je hebt nu geen gesprekken.",
      colleagues: "Collega’s hebben nu geen gesprekken.",
      closed: "Er is nog niets afgehandeld.",
    } satisfies Record<Tab, string>,
    loading: "Een ogenblik …",
    take: "Neem gesprek",
    takeOf: (who: string) => `Neem gesprek van ${who}`,
    late: "te laat",
    unread: (count: number) => plural(count, "nieuw bericht", "nieuwe berichten"),
    with: (advisor: string) => `bij ${advisor}`,
    rating: (rating: number) => `waardering ${rating} van 5`,
    group: (group: string) => `voor ${group}`,
    reason: {
      gevraagd: "vroeg om een mens",
      niet_begrepen: "niet begrepen door de assistent",
      gevoelig: "gevoelig",
      ontevreden: "ontevreden",
    } satisfies Record<Reason, string>,
    chat: "chat",
    callBack: "terugbellen",
  },

  find: {
    label: "Zoek in gesprekken",
    clear: "Wis de zoekopdracht",
    results: "Gevonden gesprekken",
    busy: "Zoeken …",
    found: (count: number) => `${plural(count, "gesprek", "gesprekken")} gevonden`,
    none: "Niets gevonden. Probeer een ander woord.",
    failed: "Zoeken lukte nu niet. Probeer het opnieuw.",
  },

  who: {
    unknown: "Ondernemer zonder naam",
    addressed: "ondernemer",
    theEntrepreneur: "de ondernemer",
  },

  time: {
    justNow: "wacht nog geen minuut",
    waits: (long: string) => `wacht ${long}`,
    minutes: (count: number) => plural(count, "minuut", "minuten"),
    hours: (count: number) => `${count} uur`,
    hoursAndMinutes: (hours: string, minutes: string) => `${hours} en ${minutes}`,
    days: (count: number) => plural(count, "dag", "dagen"),
    clock: (hour: string) => `${hour} uur`,
    today: "vandaag",
    tomorrow: "morgen",
    yesterday: "gisteren",
    callBackBefore: (moment: string) => `terugbellen voor ${moment}`,
  },

  conversation: {
    none: "Kies links een gesprek.",
    noneHint: "Met het toetsenbord: j en k om te kiezen, Enter om te openen.",
    loading: "Het gesprek wordt geopend …",
    back: "Terug",
    backWhere: "naar de lijst",
    aside: "Gegevens en acties",
    toMessages: "Naar de berichten",
    messages: "Berichten",
    from: (municipality: string) => `uit ${municipality}`,
    state: {
      mine: "jij hebt dit gesprek",
      bot: "de assistent heeft dit gesprek weer",
      lent: "de assistent doet de scan",
      closed: "afgehandeld",
    },
    author: {
      entrepreneur: "Ondernemer",
      bot: "Digitale assistent",
      advisor: "Adviseur",
      system: "Melding",
    } satisfies Record<Author, string>,
    you: "Jij",
    attachments: "Bijlagen",
    typing: (who: string) => `${who} typt …`,
    fetched: "aangekomen",
    notFetched: "nog niet opgehaald",
    readOnly: {
      waiting: "Neem het gesprek om te kunnen antwoorden.",
      colleagues: "Een collega heeft dit gesprek. Je kunt meelezen en een notitie maken.",
      closed: "Dit gesprek is afgehandeld.",
    },
  },

  delivery: {
    waiting: () => "Wordt verstuurd",
    held: (who: string) => `Wacht tot ${who} schrijft`,
    sent: () => "Verstuurd",
    delivered: () => "Afgeleverd",
    read: () => "Gelezen",
    failed: () => "Niet aangekomen",
    stopped: () => "Niet verstuurd: de ondernemer wil geen berichten",
  } satisfies Record<DeliveryState, (who: string) => string>,

  composer: {
    label: (who: string) => `Bericht aan ${who}`,
    hint: "Enter verstuurt, Shift+Enter geeft een nieuwe regel.",
    send: "Verstuur",
    insert: "Tekst invoegen",
    file: "Bestand",
    fileHint: "kiezen en meteen versturen",
    tooLong: (count: number) => `${plural(count, "teken", "tekens")} te lang. Maak het korter.`,
  },

  outgoing: {
    sending: "wordt verstuurd …",
    waiting: "nog niet verstuurd",
    failed: "niet verstuurd",
    sent: "verstuurd",
    retry: "Opnieuw",
    back: "Terug in het tekstveld",
    remove: "Verwijder",
    tooLarge: "Dit bestand is te groot: maximaal 10 MB.",
  },

  notes: {
    heading: "Notities",
    only: "alleen voor collega’s",
    none: "Nog geen notities.",
    label: "Nieuwe notitie, alleen voor collega’s",
    save: "Bewaar notitie",
  },

  card: {
    heading: "Gegevens",
    question: "Vraag",
    reach: "Bereikbaar",
    noContact: "Geen telefoonnummer of e-mailadres gegeven.",
    municipality: "Gemeente",
    unknown: "niet bekend",
    channel: "Kanaal",
    allows: "Kan nu",
    /** So the server begins the limit of a channel on which one cannot write freely now. */
    reason: "Reden",
    appointment: "Afspraak",
    consent: "Toestemming",
    remark: "Na afloop",
    /** The channel's own name for somebody: not what they said they are called. */
    named: (channel: string, name: string) => `${channel}, als “${name}”`,
    consentAt: (moment: string) => `Een adviseur mag meelezen, gegeven ${moment}.`,
    noConsent: "Geen toestemming gegeven.",
    topics: "Onderwerpen",
    scan: "Bedrijfsscan",
    scanAt: (moment: string) => `Afgerond ${moment}`,
    openScan: "Open de scan",
    ownWords: "In eigen woorden",
    schemes: "Besproken regelingen",
    earlier: "Eerdere contacten",
    noOutcome: "zonder uitkomst",
  },

  actions: {
    heading: "Acties",
    close: "Afsluiten",
    transfer: "Overdragen",
    promise: "Terugbellen afspreken",
    partner: partnerTexts.form.heading,
    scan: "Start de scan",
    release: "Terug naar de wachtrij",
  },

  loan: {
    busy: (who: string) => `De assistent doet nu de scan met ${who}. Je leest mee.`,
    takeBack: "Gesprek terugnemen",
  },

  partner: partnerTexts,

  dialog: {
    cancel: "Annuleer",
    closeWindow: "Sluit",
    choose: "Kies een organisatie",
    transfer: {
      heading: "Gesprek overdragen",
      colleagues: "Collega’s",
      groups: "Groepen",
      absent: "nu niet aanwezig",
      present: (count: number) => (count === 0 ? "nu niemand aanwezig" : `${count} aanwezig`),
      nobody: "Er is nu geen collega aanwezig. Kies een groep.",
      note: "Notitie voor je collega (mag leeg blijven)",
      yes: "Draag over",
    },
    close: {
      heading: "Gesprek afsluiten",
      outcome: "Wat is de uitkomst?",
      partner: "Verwezen naar",
      note: "Notitie, alleen voor collega’s (mag leeg blijven)",
      yes: "Sluit af",
    },
    promise: {
      heading: "Terugbellen afspreken",
      explanation: "De ondernemer leest in het gesprek voor welke tijd je belt.",
      before: "Terugbellen voor",
      past: "Kies een moment dat nog komt.",
      yes: "Spreek af",
    },
    scan: {
      heading: "Start de scan",
      explanation:
        "De assistent stelt de vragen van de bedrijfsscan in dit gesprek. Je leest mee. Na de uitkomst ben je weer aan de beurt.",
      yes: "Start de scan",
    },
    insert: {
      heading: "Tekst invoegen",
      search: "Zoek een tekst of regeling",
      canned: "Standaardteksten",
      schemes: "Regelingen",
      found: (count: number) => `${plural(count, "tekst", "teksten")} gevonden`,
      none: "Niets gevonden. Probeer een ander woord.",
      failed: "Zoeken in de regelingen lukte nu niet.",
    },
    shortcuts: {
      heading: "Sneltoetsen",
      keys: [
        ["j", "volgende gesprek in de lijst"],
        ["k", "vorige gesprek in de lijst"],
        ["Enter", "open het gekozen gesprek"],
        ["t", "neem het gesprek"],
        ["m", "naar het berichtveld"],
        ["n", "naar de notitie"],
        ["p", "vraag een partner erbij"],
        ["Esc", "sluit een venster"],
        ["?", "toon deze lijst"],
      ],
      use: "Gebruik sneltoetsen van één letter",
      hint: "Ze werken niet terwijl je typt.",
    },
  },

  notice: {
    released: "Het gesprek staat weer in de wachtrij.",
    transferred: "Het gesprek is overgedragen.",
    closed: "Het gesprek is afgesloten.",
    promised: "De afspraak staat in het gesprek.",
    someoneWaits: "Er wacht iemand",
    assigned: "Je hebt een gesprek gekregen",
    late: "Er wacht iemand te lang",
  },

  problem: {
    silent: (desk: string) =>
      `${desk} antwoordt nu niet. Alles staat hier; daar komt het vanzelf als het weer werkt.`,
    desks: {
      ...{ rt: "Request Tracker", email: "De mailbox van de balie", zammad: "Zammad" },
      klant: "Het contactregister",
    } as Readonly<Record<string, string>>,
    lost: "De verbinding is weg; je leest misschien niet alles.",
    failed: "Dit lukte nu niet. Probeer het opnieuw.",
    earlier: "Een collega was net eerder.",
    dismiss: "Verberg melding",
  },
} as const;
