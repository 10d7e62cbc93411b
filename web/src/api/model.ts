/** What the public web API says, word for word; its OpenAPI is at `/api/v1/openapi.json`. */

export type Author = "entrepreneur" | "bot" | "advisor" | "system";

/** Who answers now. */
export type Stage = "bot" | "waiting" | "advisor" | "closed";

/** A ready answer: `title` is shown, `payload` is sent back. */
export interface Button {
  readonly title: string;
  readonly payload: string;
}

export interface Attachment {
  readonly url: string;
  readonly media_type: string;
  readonly title: string;
}

/** What an answer is: `kind` is `scheme`, `faq`, `outage` and so on. */
export interface Meta {
  readonly kind: string;
}

/** One message at its place (`seq`, from 1) in a conversation; `at` is RFC 3339. */
export interface Message {
  readonly seq: number;
  readonly author: Author;
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly attachments: readonly Attachment[];
  readonly meta: Meta;
  readonly at: string;
}

/** What is new: `pending` counts the turns for which the bot still owes an answer; an advisor types. */
export interface View {
  readonly messages: readonly Message[];
  readonly stage: Stage;
  readonly pending: number;
  readonly typing: boolean;
}

/** The key to one conversation, and to no other. */
export interface Access {
  readonly id: string;
  readonly token: string;
}

/** What the entrepreneur sends: words, or the payload of a button that was offered. */
export type NewMessage =
  | { readonly client_id: string; readonly text: string }
  | { readonly client_id: string; readonly payload: string };

/** A way to go on on a phone: `url` opens the channel with a code in it, `qr` (SVG) holds the same. */
export interface Way {
  readonly channel: string;
  readonly title: string;
  readonly url: string;
  readonly qr: string;
}

/** `expires_at` (RFC 3339): until when the code in them works; null where there is none. */
export interface Ways {
  readonly ways: readonly Way[];
  readonly expires_at: string | null;
}

export type TranscriptFormat = "text" | "pdf";
