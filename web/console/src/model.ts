/** What the console's API says, word for word; moments are RFC 3339 in UTC. */

import type { Attachment, Author, Stage } from "../../src/api/model.js";

export type Presence = "available" | "away";
export type Role = "advisor" | "lead" | "administrator";
export type Way = "chat" | "terugbellen";
export type Reason = "gevraagd" | "niet_begrepen" | "gevoelig" | "ontevreden";
export type Why = "new" | "assigned" | "late";

/** The lists of handoffs, in the order in which they stand on the screen. */
export const TABS = ["waiting", "mine", "colleagues", "closed"] as const;
export type Tab = (typeof TABS)[number];

export interface Titled {
  readonly id: string;
  readonly title: string;
}

/** A ready text; only `{naam}` is still open in it. */
export interface Canned extends Titled {
  readonly text: string;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly present: boolean;
}

/** A group of colleagues; `present` counts who is there now. */
export interface Group extends Titled {
  readonly present: number;
}

export interface Me {
  readonly advisor: {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly groups: readonly string[];
  };
  readonly presence: Presence;
  readonly colleagues: readonly Colleague[];
  readonly groups: readonly Group[];
  readonly outcomes: readonly Titled[];
  readonly partners: readonly Titled[];
  readonly canned: readonly Canned[];
}

/** One handoff as a list shows it. */
export interface Line {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly stage: Stage;
  readonly way: Way;
  readonly reason: Reason;
  readonly name: string | null;
  readonly municipality: string | null;
  readonly question: string;
  readonly topics: readonly string[];
  readonly group: string | null;
  readonly asked_at: string;
  readonly taken_at: string | null;
  readonly promised_at: string | null;
  readonly closed_at: string | null;
  readonly advisor: string | null;
  readonly outcome: string | null;
  readonly rating: number | null;
  /** Messages of the entrepreneur after the last one that the advisor read. */
  readonly unread: number;
  readonly last_at: string;
  /** It waits longer than was promised. */
  readonly is_late: boolean;
  readonly may_take: boolean;
  /** The bot does the scan in it, for the advisor who has it. */
  readonly lent?: boolean;
}

export type Lines = Readonly<Record<Tab, readonly Line[]>>;

export interface Lists extends Lines {
  readonly etag: string;
  /** Desks elsewhere that do not answer now, by the names of our settings. */
  readonly silent: readonly string[];
}

export interface Message {
  readonly seq: number;
  readonly author: Author;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly at: string;
}

export interface Note {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: string;
}

export interface Scan {
  readonly id: string;
  readonly url: string;
  readonly finished_at: string | null;
  readonly levels: readonly { readonly theme: string; readonly level: string }[];
  readonly own_words: string | null;
}

export interface Earlier {
  readonly asked_at: string;
  readonly question: string;
  readonly outcome: string | null;
}

/** A scheme that was shown, and what was said about it for this business. */
export interface ShownScheme extends Titled {
  readonly verdict: string | null;
  readonly reason: string | null;
}

/** Where the entrepreneur writes, and what can be done there now; in words. */
export interface Channel extends Titled {
  readonly allows: readonly string[];
  readonly limits: readonly string[];
  /** Whether one cannot write freely now, as the limits say. */
  readonly is_closed: boolean;
  /** What the channel calls who writes. */
  readonly name: string | null;
}

/** How far a message to a phone came; `held`: until the person writes. */
export type DeliveryState =
  | "waiting"
  | "held"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "stopped";

/** By the `seq` of the message; empty on the website. */
export type Deliveries = Readonly<Record<number, DeliveryState>>;

/** An appointment that was made in a conversation, and is still to come. */
export interface Ahead {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly advisor: string;
}

/** One handoff with everything that an advisor needs to help. */
export interface Card {
  readonly line: Line;
  readonly channel: Channel;
  readonly contact: string | null;
  readonly consent_at: string | null;
  readonly messages: readonly Message[];
  readonly typing: boolean;
  readonly notes: readonly Note[];
  readonly scan: Scan | null;
  readonly schemes: readonly ShownScheme[];
  readonly earlier: readonly Earlier[];
  /** What the entrepreneur said of the help. */
  readonly remark: string | null;
  /** Up to this message the entrepreneur has fetched everything. */
  readonly read_to: number;
  readonly deliveries: Deliveries;
  readonly appointment?: Ahead | null;
}

/** What is new in a conversation. */
export interface News {
  readonly messages: readonly Message[];
  readonly stage: Stage;
  readonly typing: boolean;
  readonly read_to: number;
  readonly deliveries: Deliveries;
}

export type Receiver = { readonly to_advisor: string } | { readonly to_group: string };

export type Transfer = Receiver & { readonly note?: string };

export interface Closing {
  readonly outcome: string;
  readonly partner: string | null;
  readonly note: string | null;
}

/** A scheme with a ready answer to insert. */
export interface SchemeAnswer extends Titled {
  readonly text: string;
}

export interface Found {
  readonly handoffs: readonly Line[];
  readonly schemes: readonly SchemeAnswer[];
}
