/** Messages and notes on their way to the server, as values. No I/O here. */

import type { Card } from "./model.js";

/**
 * One message or note that was typed.
 *
 * `clientId` goes along with every attempt, so that the server knows a second one. `arrived` is its
 * place (a message) or its id (a note), once the server has it. `waiting` tries again by itself;
 * `failed` was refused, and waits for the advisor.
 */
export interface Outgoing {
  readonly clientId: string;
  readonly handoff: string;
  readonly kind: "message" | "note";
  readonly text: string;
  /** A file goes by itself, without words. */
  readonly file?: File;
  readonly at: string;
  readonly status: "queued" | "sending" | "waiting" | "sent" | "failed";
  readonly problem?: string | undefined;
  readonly arrived?: number | string;
}

export type Outbox = readonly Outgoing[];

/** The oldest one of a handoff to send; those that were refused do not hold up the others. */
export function nextOf(outbox: Outbox, handoff: string): Outgoing | undefined {
  return outbox.find(
    (item) => item.handoff === handoff && (item.status === "queued" || item.status === "waiting"),
  );
}

export function changed(outbox: Outbox, clientId: string, change: Partial<Outgoing>): Outbox {
  return outbox.map((item) => (item.clientId === clientId ? { ...item, ...change } : item));
}

export function without(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((item) => item.clientId !== clientId);
}

/** Leave out what `card` proves to have arrived. */
export function unproven(outbox: Outbox, card: Card): Outbox {
  const arrived = new Set<number | string>([
    ...card.messages.map(({ seq }) => seq),
    ...card.notes.map(({ id }) => id),
  ]);
  return outbox.filter(
    (item) =>
      item.handoff !== card.line.id || item.arrived === undefined || !arrived.has(item.arrived),
  );
}

/** What can be kept over a reload: a call that was under way is made again; no browser keeps files. */
export function unsent(outbox: Outbox): Outbox {
  return outbox
    .filter(({ status, file }) => status !== "sent" && !file)
    .map((item) => (item.status === "sending" ? { ...item, status: "queued" } : item));
}
