/** Everything the panel shows of a conversation, as one value. */

import type { Message, Stage } from "../api/model.js";
import { heardAfter } from "./history.js";
import type { Outbox } from "./outgoing.js";

/** `offline`: this device has no network. `unreachable`: it has, but the server does not answer. */
export type Connection = "idle" | "connecting" | "online" | "offline" | "unreachable";

/** What happened that the entrepreneur should know. */
export type Notice =
  | "restarted"
  | "link-opened"
  | "link-lapsed"
  | "erased"
  | "erase-failed"
  | "save-failed";

export interface ConversationState {
  readonly messages: readonly Message[];
  readonly outbox: Outbox;
  readonly stage: Stage;
  readonly pending: number;
  /** An advisor types. */
  readonly isTyping: boolean;
  readonly connection: Connection;
  /** The server asked us to wait before we send more. */
  readonly isHeldUp: boolean;
  readonly notice: Notice | undefined;
  /** Up to this message everything was said before this page was opened. */
  readonly history: number;
  /** Up to this message the entrepreneur has seen everything. */
  readonly read: number;
}

export const EMPTY: ConversationState = {
  messages: [],
  outbox: [],
  stage: "bot",
  pending: 0,
  isTyping: false,
  connection: "idle",
  isHeldUp: false,
  notice: undefined,
  history: 0,
  read: 0,
};

/** Tell whether an answer is on its way; after "er is een storing" it is not, until it is there. */
export function isBeingAnswered({ pending, outbox, stage, messages }: ConversationState): boolean {
  const isWithPeople = stage === "waiting" || stage === "advisor";
  if (isWithPeople || messages.at(-1)?.meta.kind === "outage") return false;
  return pending > 0 || outbox.some(({ status }) => status === "sent");
}

/** Tell whether something can be said while nobody looks. */
export function expectsNews({ pending, outbox, stage }: ConversationState): boolean {
  const isUnderWay = outbox.some(({ status }) => status !== "failed");
  return pending > 0 || isUnderWay || stage === "waiting" || stage === "advisor";
}

export function unreadIn({ messages, read }: ConversationState): number {
  return heardAfter(messages, read).length;
}
