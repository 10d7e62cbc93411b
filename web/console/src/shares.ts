/** Partners who were asked along in a conversation, as values. No I/O here. */

/** What a partner is asked for: to think along, or to go on with it. */
export const PURPOSES = ["along", "refer"] as const;
export type Purpose = (typeof PURPOSES)[number];

export type ShareState =
  | "asked"
  | "refused"
  | "sent"
  | "opened"
  | "taken"
  | "withdrawn"
  | "expired";

/** A partner, by title, who was asked along in a conversation. */
export interface Share {
  readonly id: string;
  readonly partner: string;
  readonly email: string;
  readonly purpose: Purpose;
  readonly state: ShareState;
  readonly asked_at: string;
}

export interface Shares {
  /** Without letters no partner can be asked. */
  readonly may_mail: boolean;
  readonly shares: readonly Share[];
}

export interface Asking {
  readonly partner: string;
  readonly email: string;
  readonly purpose: Purpose;
  readonly note?: string;
}

/** Here the partner can read the conversation, or may be going to. */
const LIVING: readonly ShareState[] = ["asked", "sent", "opened", "taken"];

export function isLiving({ state }: Share): boolean {
  return LIVING.includes(state);
}
