/** The messages of a conversation, each once and in order. No I/O here. */

import type { Card, Message, News } from "./model.js";

export function lastSeq(messages: readonly Message[]): number {
  return messages.at(-1)?.seq ?? 0;
}

/** Add what is new to a card; what comes twice stays one. */
export function withNews(card: Card, { messages, stage, typing, read_to, deliveries }: News): Card {
  const bySeq = new Map([...card.messages, ...messages].map((message) => [message.seq, message]));
  const all = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  const read = Math.max(card.read_to, read_to);
  const line = { ...card.line, stage };
  return { ...card, messages: all, typing, line, read_to: read, deliveries };
}

/**
 * Tell whether news says anything of which an event tells, and that the card does not; who types on
 * is news each time.
 */
export function isNew(card: Card, { messages, stage, typing, read_to }: News): boolean {
  const isTyping = typing || card.typing;
  return messages.length > 0 || stage !== card.line.stage || isTyping || read_to > card.read_to;
}
