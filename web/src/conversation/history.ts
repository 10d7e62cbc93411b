/** The messages of a conversation, each once and in order. No I/O here. */

import type { Button, Message } from "../api/model.js";

/** Add `incoming` to `known`; what comes twice stays one. */
export function merged(
  known: readonly Message[],
  incoming: readonly Message[],
): readonly Message[] {
  if (incoming.length === 0) return known;
  const bySeq = new Map([...known, ...incoming].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

export function lastSeq(messages: readonly Message[]): number {
  return messages.at(-1)?.seq ?? 0;
}

/** The messages of others than the entrepreneur after `seq`. */
export function heardAfter(messages: readonly Message[], seq: number): readonly Message[] {
  return messages.filter((message) => message.seq > seq && message.author !== "entrepreneur");
}

/** Tell whether the entrepreneur has said anything yet. */
export function hasSpoken(messages: readonly Message[]): boolean {
  return messages.some((message) => message.author === "entrepreneur");
}

/** The message whose buttons still count: the last one with buttons since the entrepreneur spoke. */
export function offering(messages: readonly Message[]): Message | undefined {
  const spoken = messages.findLastIndex((message) => message.author === "entrepreneur");
  return messages.slice(spoken + 1).findLast((message) => message.buttons.length > 0);
}

/** Tell whether `payload` can still be pressed. */
export function isOffered(messages: readonly Message[], button: Button): boolean {
  return (offering(messages)?.buttons ?? []).some(({ payload }) => payload === button.payload);
}
