/** A team and its morning, made up: people, numbers and questions are nobody's. */

import type { Canned, Titled } from "../../console/src/model.js";
import type { Place } from "./reach.js";

export interface SampleAdvisor {
  readonly id: string;
  readonly name: string;
  readonly role: "advisor" | "lead" | "administrator";
  readonly groups: readonly string[];
}

export const ADVISORS: readonly SampleAdvisor[] = [
  {
    id: "00000000-0000-4000-8000-00000000000a",
    name: "Anna Polder",
    role: "administrator",
    groups: ["lelystad"],
  },
  {
    id: "00000000-0000-4000-8000-00000000000b",
    name: "Bram Dijk",
    role: "advisor",
    groups: ["urk-dronten"],
  },
  { id: "00000000-0000-4000-8000-00000000000c", name: "Carla Vaart", role: "lead", groups: [] },
];

export const GROUPS: readonly Titled[] = [
  { id: "urk-dronten", title: "Urk en Dronten" },
  { id: "lelystad", title: "Lelystad" },
];

export const OUTCOMES: readonly Titled[] = [
  { id: "beantwoord", title: "Vraag beantwoord" },
  { id: "verwezen", title: "Verwezen naar een organisatie" },
  { id: "afspraak", title: "Afspraak gemaakt" },
  { id: "niet_bereikt", title: "Niet bereikt" },
];

export const PARTNERS: readonly Titled[] = [
  { id: "rvo", title: "RVO" },
  { id: "kvk", title: "Kamer van Koophandel" },
];

export const CANNED: readonly Canned[] = [
  {
    id: "welkom",
    title: "Welkom",
    text: "Goedemiddag {naam}, ik ben Anna van het MKB Schakelteam. Ik lees even met u mee.",
  },
  {
    id: "moment",
    title: "Even zoeken",
    text: "Een ogenblik, ik zoek het voor u uit. Dat duurt een paar minuten.",
  },
  {
    id: "afscheid",
    title: "Afscheid",
    text: "Fijn dat ik u kon helpen, {naam}. Komt er nog een vraag? U weet ons te vinden.",
  },
];

export const SCHEMES = [
  {
    id: "wbso",
    title: "WBSO",
    text: "De WBSO is een belastingvoordeel voor wie iets nieuws ontwikkelt.\nBron: https://www.rvo.nl/wbso",
  },
  {
    id: "bbz",
    title: "Bbz",
    text: "Met het Bbz helpt uw gemeente u als uw bedrijf tijdelijk te weinig opbrengt.",
  },
] as const;

/** What a test or a developer may say about a request that comes in. */
export interface NewHandoff {
  readonly name?: string | null;
  readonly municipality?: string | null;
  readonly question?: string;
  readonly reason?: "gevraagd" | "niet_begrepen" | "gevoelig" | "ontevreden";
  readonly way?: "chat" | "terugbellen";
  readonly contact?: string | null;
  readonly minutes_ago?: number;
  readonly is_late?: boolean;
  readonly group?: string | null;
  readonly has_scan?: boolean;
  readonly promised_in_minutes?: number;
  readonly place?: Place;
}

export const MORNING: readonly NewHandoff[] = [
  {
    name: "Sanne Meer",
    municipality: "Urk",
    question: "Ik heb twee rekeningen van de Belastingdienst die ik niet kan betalen. Wat nu?",
    reason: "gevoelig",
    contact: "0320-123456",
    minutes_ago: 14,
    is_late: true,
    group: "Urk en Dronten",
    has_scan: true,
  },
  {
    name: "Yusuf Haven",
    municipality: "Lelystad",
    question: "Kan ik subsidie krijgen voor een nieuwe oven in mijn bakkerij?",
    reason: "gevraagd",
    contact: "yusuf@example.org",
    minutes_ago: 4,
    place: "whatsapp",
  },
  {
    name: null,
    municipality: null,
    question: "Jullie robot snapt er niets van. Ik wil iemand spreken over personeel.",
    reason: "ontevreden",
    way: "terugbellen",
    contact: "0320-123457",
    minutes_ago: 2,
    promised_in_minutes: 45,
  },
];
