/** One handoff in memory, and how it looks when it comes in. */

import { randomUUID } from "node:crypto";
import type { Card, Line, Message } from "../../console/src/model.js";
import type { Author } from "../../src/api/model.js";
import { channelOf } from "./reach.js";
import type { NewHandoff } from "./sample.js";
import { ShareBook } from "./shares.js";

const MINUTE_MS = 60_000;

export interface Handoff {
  line: Line;
  owner: string | undefined;
  read: number;
  card: Omit<Card, "line" | "messages" | "notes">;
  messages: Message[];
  notes: Card["notes"][number][];
  readonly shares: ShareBook;
  readonly byClientId: Map<string, number | string>;
}

/** Make the request of an entrepreneur who talked with the bot first. */
export function newHandoff(asked: NewHandoff): Handoff {
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  const asked_at = at(-(asked.minutes_ago ?? 0));
  const { promised_in_minutes: promised } = asked;
  const question = asked.question ?? "Ik heb een vraag over personeel.";
  const line: Line = {
    id: randomUUID(),
    conversation: randomUUID(),
    channel: channelOf(asked.place ?? "web").id,
    stage: "waiting",
    way: asked.way ?? "chat",
    reason: asked.reason ?? "gevraagd",
    name: asked.name === undefined ? "Jan Sluis" : asked.name,
    municipality: asked.municipality === undefined ? "Zeewolde" : asked.municipality,
    question,
    topics: ["Geld"],
    group: asked.group ?? null,
    asked_at,
    taken_at: null,
    promised_at: promised === undefined ? null : at(promised),
    closed_at: null,
    advisor: null,
    outcome: null,
    rating: null,
    unread: 0,
    last_at: asked_at,
    is_late: asked.is_late ?? false,
    may_take: true,
    lent: false,
  };
  const said = (seq: number, author: Author, text: string): Message => {
    return { seq, author, text, attachments: [], at: asked_at };
  };
  return {
    line,
    owner: undefined,
    read: 0,
    messages: [
      said(1, "bot", "Welkom bij het MKB Schakelteam Flevoland! Waar kan ik u mee helpen?"),
      said(2, "entrepreneur", question),
      said(
        3,
        "bot",
        "Mag een adviseur dit gesprek lezen, zodat u niets twee keer hoeft te vertellen?",
      ),
      said(4, "entrepreneur", "Ja, dat mag. Ik las ook https://www.rvo.nl/subsidies daarover."),
      said(5, "system", "U wacht op een adviseur."),
    ],
    notes: [],
    shares: new ShareBook(),
    byClientId: new Map(),
    card: cardOf(asked, asked_at),
  };
}

function cardOf(asked: NewHandoff, asked_at: string): Handoff["card"] {
  return {
    channel: channelOf(asked.place ?? "web"),
    contact: asked.contact === undefined ? "0320-123456" : asked.contact,
    consent_at: asked_at,
    typing: false,
    scan: asked.has_scan
      ? {
          id: "scan",
          url: "/scans/scan",
          finished_at: asked_at,
          levels: [
            { theme: "Geld en administratie", level: "Vraagt aandacht" },
            { theme: "Personeel", level: "Op orde" },
            { theme: "Digitaal werken", level: "Kan beter" },
          ],
          own_words: "Ik slaap er slecht van.",
        }
      : null,
    schemes: [
      {
        id: "bbz",
        title: "Bbz",
        verdict: "Waarschijnlijk wel",
        reason: "Uw bedrijf bestaat langer dan een half jaar en u werkt er de hele week in.",
      },
      { id: "wbso", title: "WBSO", verdict: null, reason: null },
    ],
    remark: null,
    earlier: [
      {
        asked_at: "2026-09-14T09:30:00Z",
        question: "Hoe vraag ik uitstel van betaling aan?",
        outcome: "beantwoord",
      },
    ],
    read_to: 5,
    deliveries: asked.place && asked.place !== "web" ? { 1: "read", 3: "read", 5: "read" } : {},
  };
}
