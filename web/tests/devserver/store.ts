/**
 * Conversations in memory, by the rules of the public web channel.
 *
 * Only for developing the widget and for provoking what the real product rarely does; what the product
 * itself does is proven by the journeys, which run against the product.
 */

import { randomBytes, randomUUID } from "node:crypto";
import type { Access, Button, Message, NewMessage, View } from "../../src/api/model.js";
import { answer, CAMPAIGN, GREETING, type Said } from "./answers.js";

export interface Conversation extends Access {
  messages: Message[];
  readonly byClientId: Map<string, number>;
  readonly listeners: Set<() => void>;
  stage: View["stage"];
  pending: number;
  /** An advisor types. */
  typing: boolean;
  /** How often the entrepreneur told to be typing. */
  typed: number;
}

/** A rule of the channel was broken: status and what to tell. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** What else is told, beside that. */
    readonly more: object = {},
  ) {
    super(detail);
  }
}

const MAX_TEXT = 2_000;

export class Store {
  readonly #conversations = new Map<string, Conversation>();
  /** The codes of letters that were not used yet. */
  readonly #codes = new Map<string, Conversation>();
  /** The channels on which one can go on on a phone. */
  phones: readonly string[] = ["whatsapp", "sms", "telegram"];
  /** How long the bot thinks, in milliseconds. */
  thinking = 600;

  /** With `start`, the code of a link, the second message is about that. */
  open(start?: string): Access {
    const id = randomUUID();
    const token = randomBytes(24).toString("base64url");
    const conversation: Conversation = {
      id,
      token,
      messages: [],
      byClientId: new Map(),
      listeners: new Set(),
      stage: "bot",
      pending: 0,
      typing: false,
      typed: 0,
    };
    this.#conversations.set(id, conversation);
    this.#add(conversation, "bot", GREETING);
    if (start) this.#add(conversation, "bot", CAMPAIGN);
    return { id, token };
  }

  find(id: string, token: string): Conversation {
    const conversation = this.#conversations.get(id);
    if (!conversation) throw new Problem(404, "Dit gesprek bestaat niet, of het is gewist.");
    if (conversation.token !== token)
      throw new Problem(401, "U hebt geen toegang tot dit gesprek.");
    return conversation;
  }

  /** Return the code in a letter to who is gone. */
  write(conversation: Conversation): string {
    const code = randomBytes(32).toString("base64url");
    this.#codes.set(code, conversation);
    return code;
  }

  resume(code: string): Access {
    const conversation = this.#codes.get(code);
    if (!conversation) throw new Problem(410, "Deze link werkt niet meer.");
    this.#codes.delete(code);
    return { id: conversation.id, token: conversation.token };
  }

  receive(conversation: Conversation, message: NewMessage): number {
    const known = conversation.byClientId.get(message.client_id);
    if (known !== undefined) return known;
    const seq = this.#add(conversation, "entrepreneur", { text: textOf(conversation, message) });
    conversation.byClientId.set(message.client_id, seq);
    if (conversation.stage === "closed") conversation.stage = "bot";
    if (conversation.stage === "bot") this.#takeTurn(conversation, message);
    return seq;
  }

  view(conversation: Conversation, after: number): View {
    const { messages, stage, pending, typing } = conversation;
    return { messages: messages.filter(({ seq }) => seq > after), stage, pending, typing };
  }

  erase(conversation: Conversation): void {
    this.#conversations.delete(conversation.id);
    wake(conversation);
  }

  /** An advisor types, or stops. */
  type(conversation: Conversation, typing: boolean): void {
    conversation.typing = typing;
    wake(conversation);
  }

  /** What an advisor or the system would say. */
  say(conversation: Conversation, author: Message["author"], said: Said): void {
    conversation.typing = false;
    this.#add(conversation, author, said);
  }

  forgetAll(): void {
    for (const conversation of this.#conversations.values()) this.erase(conversation);
  }

  only(): Conversation {
    const [conversation] = [...this.#conversations.values()].slice(-1);
    if (!conversation) throw new Problem(404, "Er is geen gesprek.");
    return conversation;
  }

  #takeTurn(conversation: Conversation, message: NewMessage): void {
    conversation.pending += 1;
    setTimeout(() => {
      conversation.pending -= 1;
      for (const said of answer(message)) this.#add(conversation, "bot", said);
    }, this.thinking);
  }

  #add(conversation: Conversation, author: Message["author"], said: Said): number {
    const seq = conversation.messages.length + 1;
    conversation.messages.push({
      seq,
      author,
      text: said.text,
      buttons: said.buttons ?? [],
      attachments: said.attachments ?? [],
      meta: said.meta ?? { kind: "other" },
      at: said.at ?? new Date().toISOString(),
    });
    wake(conversation);
    return seq;
  }
}

function wake(conversation: Conversation): void {
  for (const listener of [...conversation.listeners]) listener();
}

/** The text to keep: what was typed, or the title of the button that was pressed. */
function textOf(conversation: Conversation, message: NewMessage): string {
  if ("text" in message) {
    const text = message.text.trim();
    if (text === "") throw new Problem(422, "Uw bericht is leeg. Typ uw vraag.");
    if ([...text].length > MAX_TEXT) throw new Problem(422, "Uw bericht is te lang. Kort het in.");
    return text;
  }
  const offered: Button[] = conversation.messages.flatMap(({ buttons }) => [...buttons]);
  const button = offered.find(({ payload }) => payload === message.payload);
  if (!button) throw new Problem(422, "Deze knop hoort niet bij dit gesprek.");
  return button.title;
}
