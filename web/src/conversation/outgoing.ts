/** Messages on their way to the server: nothing is lost, nothing arrives twice. No I/O here. */

import type { Button, Message, NewMessage } from "../api/model.js";

/**
 * One message that was typed or pressed.
 *
 * `clientId` goes along with every attempt, so that the server knows a second one. `tried` tells that
 * it may have arrived already; `after` is the last message that was there when it was written.
 */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly payload?: string;
  readonly at: string;
  readonly after: number;
  readonly status: "queued" | "sending" | "sent" | "failed";
  readonly tried: boolean;
  readonly seq?: number;
  readonly problem?: string | undefined;
}

export type Outbox = readonly Outgoing[];

export function written(text: string, clientId: string, after: number, now: Date): Outgoing {
  return { clientId, text, at: now.toISOString(), after, status: "queued", tried: false };
}

export function pressed(button: Button, clientId: string, after: number, now: Date): Outgoing {
  return { ...written(button.title, clientId, after, now), payload: button.payload };
}

/** What the server is told. */
export function asNewMessage({ clientId, text, payload }: Outgoing): NewMessage {
  return payload === undefined ? { client_id: clientId, text } : { client_id: clientId, payload };
}

/** The next one to send; those that failed wait until the entrepreneur asks for it. */
export function nextQueued(outbox: Outbox): Outgoing | undefined {
  return outbox.find((item) => item.status === "queued");
}

export function changed(outbox: Outbox, clientId: string, change: Partial<Outgoing>): Outbox {
  return outbox.map((item) => (item.clientId === clientId ? { ...item, ...change } : item));
}

export function without(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((item) => item.clientId !== clientId);
}

/** Put a failed message at the end of the queue, as the same message. */
export function again(outbox: Outbox, clientId: string): Outbox {
  const failed = outbox.find((item) => item.clientId === clientId);
  if (!failed) return outbox;
  return [...without(outbox, clientId), { ...failed, status: "queued", problem: undefined }];
}

/** Leave out what `messages` proves to have arrived. */
export function unproven(outbox: Outbox, messages: readonly Message[]): Outbox {
  const claimed = new Set<number>();
  return outbox.filter((item) => {
    const proof = messages.find((message) => !claimed.has(message.seq) && proves(message, item));
    if (proof) claimed.add(proof.seq);
    return !proof;
  });
}

function proves(message: Message, item: Outgoing): boolean {
  if (message.author !== "entrepreneur") return false;
  if (item.seq !== undefined) return message.seq === item.seq;
  // The answer to our call can come later than the message itself, or get lost on the way.
  return item.tried && message.seq > item.after && message.text === item.text;
}

/** What is worth keeping over a reload: a call that was under way counts as tried. */
export function unsent(outbox: Outbox): Outbox {
  return outbox
    .filter((item) => item.status !== "sent")
    .map((item) => (item.status === "sending" ? { ...item, status: "queued" } : item));
}

/** What was meant for another conversation goes along, but only the entrepreneur sends it there. */
export function setAside(outbox: Outbox): Outbox {
  return forNewConversation(outbox).map((item) => ({ ...item, status: "failed" }));
}

/** What can go along to another conversation: a button belongs to its own. */
export function forNewConversation(outbox: Outbox): Outbox {
  return unsent(outbox)
    .filter((item) => item.payload === undefined)
    .map((item) => ({ ...item, after: 0, tried: false }));
}
