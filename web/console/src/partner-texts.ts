/** Every Dutch sentence about a partner who is asked along. */

import type { Purpose, ShareState } from "./shares.js";

export const partnerTexts = {
  shares: {
    heading: "Partners",
    purpose: {
      along: "denkt mee",
      refer: "neemt over",
    } satisfies Record<Purpose, string>,
    state: {
      asked: "Wacht op het antwoord van de ondernemer.",
      refused: "De ondernemer wil dit niet.",
      sent: "De e-mail met de link is verstuurd.",
      opened: "De link is geopend.",
      taken: "De partner pakt dit op.",
      withdrawn: "Ingetrokken.",
      expired: "De link is verlopen.",
    } satisfies Record<ShareState, string>,
    asked: (moment: string) => `gevraagd ${moment}`,
    withdraw: "Intrekken",
    withdrawOf: (partner: string) => `bij ${partner}`,
  },

  form: {
    heading: "Partner erbij",
    explanation:
      "De ondernemer krijgt eerst de vraag of dit mag. Na een ja krijgt de partner een e-mail met een link.",
    noMail:
      "Er kan nu geen e-mail naar een partner. Daarvoor moeten SCHAKEL_SMTP_URL en SCHAKEL_SITE_URL zijn ingesteld. Vraag het de beheerder.",
    partner: "Partner",
    email: "E-mailadres van wie daar werkt",
    purpose: "Waarvoor?",
    purposes: {
      along: "Meedenken: je blijft in gesprek",
      refer: "Overnemen: de partner gaat verder",
    } satisfies Record<Purpose, string>,
    note: "Een woord voor de partner (mag leeg blijven)",
    yes: "Vraag het de ondernemer",
  },

  asked: "De vraag aan de ondernemer staat in het gesprek.",
  withdrawn: "De partner kan dit gesprek niet (meer) lezen.",
} as const;
