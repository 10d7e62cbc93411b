/** What is known of the conversation: the value that is shown, and what of it the browser keeps. */

import type { Access, View } from "../api/model.js";
import { lastSeq, merged } from "./history.js";
import type { Kept, Memory } from "./memory.js";
import * as outgoing from "./outgoing.js";
import { type ConversationState, EMPTY, type Notice } from "./state.js";

export class Store {
  #state = EMPTY;
  #access: Access | undefined;
  #isResumed = false;
  #isCaughtUp = false;
  #isAttended = false;

  /** `changed` is called whenever `state` is another value. */
  constructor(
    private readonly memory: Memory,
    private readonly changed: () => void,
  ) {
    this.recall();
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** The key to the conversation, if there is one. */
  get access(): Access | undefined {
    return this.#access;
  }

  /** Everything was read that had been said before we came. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  /** The last message, or 0. */
  get last(): number {
    return lastSeq(this.#state.messages);
  }

  /** Somebody is looking: then what is there is read. */
  get isAttended(): boolean {
    return this.#isAttended;
  }

  set isAttended(isAttended: boolean) {
    this.#isAttended = isAttended;
    if (isAttended) this.#markRead();
  }

  put(change: Partial<ConversationState>): void {
    const outboxBefore = this.#state.outbox;
    this.#state = { ...this.#state, ...change };
    if (this.#state.outbox !== outboxBefore) this.memory.outbox = this.#state.outbox;
    this.changed();
  }

  /** Go on with what the browser has kept. */
  recall(): void {
    this.#adopt(this.memory.conversation);
  }

  /** A conversation was opened. */
  opened(access: Access): void {
    this.#access = access;
    this.#remember();
  }

  /** Go on in the conversation of a link; what was meant for another one is set aside. */
  moveTo(access: Access): void {
    const notice = this.#access && "link-opened";
    const outbox = outgoing.setAside(this.#state.outbox);
    const kept: Kept = { access, stage: "bot", read: 0 };
    this.#isCaughtUp = false;
    this.#state = { ...EMPTY, notice, connection: "connecting" };
    this.memory.conversation = kept;
    this.#adopt(kept);
    this.put({ outbox });
  }

  /** Call `elsewhere` when another tab goes on in another conversation. */
  watch(elsewhere: (kept: Kept) => void, signal: AbortSignal): void {
    const heard = () => {
      const kept = this.memory.conversation;
      if (kept && kept.access.id !== this.#access?.id) elsewhere(kept);
    };
    this.memory.watch(heard, signal);
  }

  /** Go along to the conversation of another tab. */
  goAlong(kept: Kept): void {
    this.#isCaughtUp = false;
    this.#state = EMPTY;
    this.#adopt(kept);
  }

  /** Take in what the server told. */
  take(view: View): void {
    const messages = merged(this.#state.messages, view.messages);
    const isHistory = this.#isResumed && !this.#isCaughtUp;
    this.#isCaughtUp = true;
    this.put({
      messages,
      outbox: outgoing.unproven(this.#state.outbox, messages),
      stage: view.stage,
      pending: view.pending,
      isTyping: view.typing,
      connection: "online",
      ...(isHistory && { history: lastSeq(messages) }),
    });
    if (this.#isAttended) this.#markRead();
    this.#remember();
  }

  /** The server does not know this conversation any more: go on in a new one, and say so. */
  restart(): void {
    const outbox = outgoing.forNewConversation(this.#state.outbox);
    this.forget("restarted");
    this.put({ outbox, connection: "connecting" });
  }

  forget(notice?: Notice): void {
    this.#access = undefined;
    this.#isCaughtUp = false;
    this.memory.conversation = undefined;
    this.put({ ...EMPTY, notice });
  }

  #adopt(kept: Kept | undefined): void {
    this.#access = kept?.access;
    this.#isResumed = kept !== undefined;
    this.put({
      outbox: outgoing.unsent(this.memory.outbox),
      stage: kept?.stage ?? "bot",
      read: kept?.read ?? 0,
    });
  }

  #markRead(): void {
    if (this.last <= this.#state.read) return;
    this.put({ read: this.last });
    this.#remember();
  }

  #remember(): void {
    if (!this.#access) return;
    const { stage, read } = this.#state;
    this.memory.conversation = { access: this.#access, stage, read };
  }
}
