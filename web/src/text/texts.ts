/** Every Dutch sentence of the widget: B1, "u". */

import type { Author } from "../api/model.js";
import type { Notice } from "../conversation/state.js";

/** Numbers as people in the Netherlands write them. */
const number = new Intl.NumberFormat("nl-NL");

export const texts = {
  launcher: {
    open: "Stel uw vraag",
    resume: "Verder met uw gesprek",
    region: "Hulp via chat",
    unread: (count: number) => (count === 1 ? "1 nieuw bericht" : `${count} nieuwe berichten`),
  },

  header: {
    name: "Schakel",
    role: "digitale assistent",
    waiting: "Een adviseur komt eraan",
    advisor: "U spreekt nu met een adviseur",
    close: "Sluiten",
    menu: "Menu",
  },

  menu: {
    startOver: "Nieuw gesprek",
    phone: "Verder op uw telefoon",
    saveAsText: "Gesprek opslaan (tekst)",
    saveAsPdf: "Gesprek opslaan (PDF)",
    erase: "Wis mijn gesprek",
  },

  messages: {
    region: "Berichten",
    said: {
      entrepreneur: "U zei:",
      bot: "Digitale assistent zei:",
      advisor: "Adviseur zei:",
      system: "Melding:",
    } satisfies Record<Author, string>,
    author: {
      bot: "Digitale assistent",
      advisor: "Adviseur",
    },
    typing: "Digitale assistent typt …",
    advisorTypes: "De adviseur typt …",
    connecting: "Een ogenblik, wij openen uw gesprek …",
    choices: "Kies een antwoord",
    examples: "Bijvoorbeeld:",
    attachments: "Bijlagen",
    newer: "Nieuw bericht",
    newWindow: "(opent in een nieuw venster)",
    choicesBelow: (count: number) =>
      count === 1 ? "U kunt 1 antwoord kiezen." : `U kunt kiezen uit ${count} antwoorden.`,
  },

  outgoing: {
    sending: "Wordt verstuurd …",
    queued: "Wordt verstuurd zodra u weer verbinding hebt",
    heldUp: "Even wachten, dan versturen wij uw bericht",
    failed: "Niet verstuurd",
    retry: "Opnieuw proberen",
    edit: "Bericht aanpassen",
    notSent: "Uw bericht is niet verstuurd.",
  },

  composer: {
    label: "Uw vraag",
    placeholder: "Typ uw vraag",
    send: "Verstuur",
    privacy: "Deel geen BSN of rekeningnummer.",
    left: (count: number) => `Nog ${number.format(count)} tekens`,
    tooMany: (count: number) =>
      `Uw bericht is ${number.format(count)} ${count === 1 ? "teken" : "tekens"} te lang. Maak het korter.`,
  },

  connection: {
    offline: "U hebt geen internet. Typ gerust door: wij versturen uw bericht zodra het weer kan.",
    unreachable: "De verbinding is even weg. Wij proberen het opnieuw.",
  },

  notice: {
    restarted: "Uw vorige gesprek is niet meer beschikbaar. Daarom beginnen wij een nieuw gesprek.",
    "link-opened":
      "Dit is het gesprek uit de mail. Uw andere gesprek ziet u in deze browser niet meer.",
    "link-lapsed":
      "De link uit de mail werkt niet meer: hij is al gebruikt, of te oud. U kunt hier wel uw vraag stellen.",
    erased: "Uw gesprek is gewist. Wij bewaren er niets meer van.",
    "erase-failed": "Wissen is niet gelukt. Probeer het over een paar minuten opnieuw.",
    "save-failed": "Opslaan is niet gelukt. Probeer het over een paar minuten opnieuw.",
  } satisfies Record<Notice, string>,

  phone: {
    title: "Verder op uw telefoon",
    explanation:
      "Als u de code stuurt, gaat dit gesprek verder op uw telefoon. Wie de code heeft, kan dit gesprek lezen.",
    asking: "Een ogenblik, wij maken een code …",
    works: (until: string) => `De code werkt een half uur, tot ${until} uur.`,
    failed: "Een code maken is niet gelukt. Kijk of u internet hebt en probeer het opnieuw.",
    scan: "Scan een QR-code met de camera van uw telefoon. Stuur dan het bericht dat klaarstaat.",
    code: (channel: string) => `QR-code voor ${channel}`,
    onward: (channel: string) => `Verder via ${channel}`,
    back: "Terug naar het gesprek",
  },

  confirm: {
    back: "Terug",
    startOver: {
      question: "Een nieuw gesprek beginnen?",
      explanation:
        "Uw gesprek van nu verdwijnt dan van dit scherm. Wilt u het bewaren? Sla het eerst op via het menu.",
      yes: "Nieuw gesprek",
    },
    erase: {
      question: "Uw gesprek wissen?",
      explanation: "Wij wissen alles wat in dit gesprek is gezegd. U kunt dat niet terugdraaien.",
      yes: "Wis mijn gesprek",
    },
  },

  transcriptName: (day: string) => `gesprek-${day}`,

  day: {
    today: "Vandaag",
    yesterday: "Gisteren",
  },
} as const;
