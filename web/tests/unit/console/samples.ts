/** Handoffs and cards for tests: what a test does not name is of no account. */

import type { Card, Channel, Line, Lists, Message, News } from "../../../console/src/model.js";
import type { Outgoing } from "../../../console/src/outgoing.js";

export const NOW = new Date("2026-11-23T10:00:00Z");

export const line = (id: string, change: Partial<Line> = {}): Line => ({
  id,
  conversation: `conversation of ${id}`,
  channel: "web",
  stage: "waiting",
  way: "chat",
  reason: "gevraagd",
  name: "Sanne Meer",
  municipality: "Urk",
  question: "Een vraag",
  topics: [],
  group: null,
  asked_at: NOW.toISOString(),
  taken_at: null,
  promised_at: null,
  closed_at: null,
  advisor: null,
  outcome: null,
  rating: null,
  unread: 0,
  last_at: NOW.toISOString(),
  is_late: false,
  may_take: true,
  ...change,
});

export const lists = (change: Partial<Lists> = {}): Lists => ({
  etag: "1",
  silent: [],
  waiting: [],
  mine: [],
  colleagues: [],
  closed: [],
  ...change,
});

export const said = (seq: number, author: Message["author"] = "entrepreneur"): Message => ({
  seq,
  author,
  text: `bericht ${seq}`,
  attachments: [],
  at: NOW.toISOString(),
});

export const WEBSITE: Channel = {
  id: "web",
  title: "Website",
  allows: [],
  limits: [],
  is_closed: false,
  name: null,
};
export const WHATSAPP: Channel = {
  id: "whatsapp",
  title: "WhatsApp",
  allows: [],
  limits: ["Je kunt vrij schrijven tot 24-11 om 10.00 uur."],
  is_closed: false,
  name: null,
};

/** News in which nothing is new for a card without messages. */
export const news = (change: Partial<News> = {}): News => ({
  messages: [],
  stage: "waiting",
  typing: false,
  read_to: 0,
  deliveries: {},
  ...change,
});

export const card = (id: string, change: Partial<Card> = {}): Card => ({
  line: line(id),
  channel: WEBSITE,
  contact: null,
  consent_at: null,
  messages: [],
  typing: false,
  notes: [],
  scan: null,
  schemes: [],
  remark: null,
  earlier: [],
  read_to: 0,
  deliveries: {},
  ...change,
});

export const typed = (clientId: string, change: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  handoff: "een",
  kind: "message",
  text: `tekst ${clientId}`,
  at: NOW.toISOString(),
  status: "queued",
  ...change,
});
