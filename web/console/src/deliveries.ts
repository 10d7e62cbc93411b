/** How far the messages came that are carried to a phone. No I/O here. */

import { lastSeq } from "./messages.js";
import type { Card, Channel, DeliveryState, Message, News } from "./model.js";

/** The channel on which people come and read; on all others messages are carried to them. */
const WEBSITE = "web";

/** It did not come, and will not come by itself. */
const LOST: ReadonlySet<DeliveryState> = new Set(["failed", "stopped"]);

/** What one need not know of messages that nobody here wrote. */
const GOES_WELL: ReadonlySet<DeliveryState> = new Set(["waiting", "sent", "delivered", "read"]);

export function isCarried({ channel }: Card): boolean {
  return channel.id !== WEBSITE;
}

/** How far a message came, as far as an advisor wants to know that. */
export function deliveryOf(
  { author, seq }: Message,
  { deliveries }: Card,
): DeliveryState | undefined {
  const state = author === "entrepreneur" ? undefined : deliveries[seq];
  return state && author !== "advisor" && GOES_WELL.has(state) ? undefined : state;
}

/** Tell whether a message came further than the card says, or is tried again. */
export function isFurther(card: Card, { deliveries }: News): boolean {
  // Keys that are numbers always come in their own order.
  return JSON.stringify(deliveries) !== JSON.stringify(card.deliveries);
}

export function isLost(state: DeliveryState): boolean {
  return LOST.has(state);
}

/** What the channel says when one cannot write freely now. */
export function closedWindow({ limits, is_closed }: Channel): string | undefined {
  return is_closed ? limits.join(" ") : undefined;
}

/** Tell whether one may write freely since this news, or not any more: the card says which. */
export function movesWindow(card: Card, { messages, deliveries }: News): boolean {
  if (card.channel.limits.length === 0) return false;
  const last = lastSeq(card.messages);
  const isWritten = messages.some(({ author, seq }) => author === "entrepreneur" && seq > last);
  const isHeld = Object.keys(deliveries)
    .map(Number)
    .some((seq) => deliveries[seq] === "held" && card.deliveries[seq] !== "held");
  return isWritten || isHeld;
}
