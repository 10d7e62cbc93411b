/** A handful of answers, in the shape in which the real bot gives them. */

import type { Message, NewMessage } from "../../src/api/model.js";

export type Said = Pick<Message, "text"> &
  Partial<Pick<Message, "buttons" | "attachments" | "meta" | "at">>;

export const GREETING: Said = {
  text: [
    "Welkom bij het MKB Schakelteam Flevoland! Ik ben een digitale assistent, geen mens. Ik geef u uitleg over subsidies, leningen en andere hulp voor uw bedrijf, altijd met de bron erbij.",
    'Liever een mens? Dat kan altijd: typ "ik wil een mens spreken" of bel 0320-123456.',
    "Waar kan ik u mee helpen?",
  ].join("\n"),
};

/** What somebody reads who came by a link or QR code. */
export const CAMPAIGN: Said = {
  text: "Fijn dat u er bent! Met de bedrijfsscan ziet u in vijf minuten waar uw bedrijf sterk in is.",
  buttons: [{ title: "Doe de bedrijfsscan", payload: "/start_scan" }],
};

const SOURCE =
  "Bron: RVO, WBSO (https://www.rvo.nl/subsidies-financiering/wbso)\nGecontroleerd op 23 november 2026.";

const WBSO: Said = {
  meta: { kind: "scheme" },
  text: [
    "WBSO (speur- en ontwikkelingswerk)",
    "De WBSO is een belastingvoordeel voor ondernemers die iets nieuws ontwikkelen: een product, een werkwijze of programmatuur. U betaalt dan minder loonheffing. Bent u zelfstandige, dan krijgt u een vaste aftrek.",
    "",
    SOURCE,
    "Verder kijken of iets regelen? Dat kan bij RVO (rvo.nl).",
  ].join("\n"),
  buttons: [
    { title: "Hoeveel is het?", payload: '/regeling_hoeveel{"regeling": "wbso"}' },
    { title: "Voor wie is het?", payload: '/regeling_voor_wie{"regeling": "wbso"}' },
    { title: "Hoe vraag ik het aan?", payload: '/regeling_hoe_aanvragen{"regeling": "wbso"}' },
    { title: "Waar moet ik op letten?", payload: '/regeling_let_op{"regeling": "wbso"}' },
    { title: "Een mens spreken", payload: "/ask_human" },
  ],
};

const AMOUNT: Said = {
  meta: { kind: "scheme" },
  text: [
    "WBSO (speur- en ontwikkelingswerk)",
    "In 2026 krijgt u over de eerste loonkosten een hoger percentage terug dan daarboven. Starters krijgen meer. Zelfstandigen krijgen een vaste aftrek als zij genoeg uren maken.",
    "",
    SOURCE,
  ].join("\n"),
  buttons: [
    { title: "Hoe vraag ik het aan?", payload: '/regeling_hoe_aanvragen{"regeling": "wbso"}' },
    { title: "Een mens spreken", payload: "/ask_human" },
  ],
};

const HUMAN: Said = {
  text: [
    "Natuurlijk. Een adviseur van het MKB Schakelteam helpt u graag. Dat is gratis.",
    "Bellen: 0320-123456",
    "Mailen: info@example.org",
    "Bereikbaar: maandag tot en met donderdag van 9.00 tot 17.00 uur en vrijdag van 9.00 tot 13.00 uur.",
  ].join("\n"),
};

const UNKNOWN: Said = {
  text: "Het spijt me, dat begrijp ik niet. U kunt het in andere woorden proberen. Een korte zin werkt het best.",
  buttons: [
    { title: "Wat kunt u voor mij doen?", payload: "/ask_help" },
    { title: "Een mens spreken", payload: "/ask_human" },
  ],
};

const ATTACHED: Said = {
  text: "Hier is uw overzicht.",
  attachments: [
    { url: "/favicon.svg", media_type: "image/svg+xml", title: "Het beeldmerk van Schakel" },
    {
      url: "https://example.org/overzicht.pdf",
      media_type: "application/pdf",
      title: "Overzicht (PDF)",
    },
    { url: "javascript:alert(1)", media_type: "text/html", title: "Dit is geen link" },
  ],
};

export function answer(message: NewMessage): Said[] {
  const words = ("text" in message ? message.text : message.payload).toLowerCase();
  if (words.includes("hoeveel")) return [AMOUNT];
  if (words.includes("wbso")) return [WBSO];
  if (words.includes("mens")) return [HUMAN];
  if (words.includes("bijlage")) return [ATTACHED];
  return [UNKNOWN];
}
