/** One conversation in this browser: opened, resumed, listened to, spoken in, erased. */

import type { Api } from "../api/api.js";
import type { Button, TranscriptFormat, Ways } from "../api/model.js";
import { Gone } from "../api/problems.js";
import { Wake } from "./backoff.js";
import { Delivery, type Desk } from "./delivery.js";
import { Entrance } from "./entrance.js";
import { isOffered } from "./history.js";
import { newId } from "./ids.js";
import { Listener } from "./listener.js";
import type { Kept, Memory } from "./memory.js";
import type { Outgoing } from "./outgoing.js";
import * as outgoing from "./outgoing.js";
import { type ConversationState, expectsNews } from "./state.js";
import { Store } from "./store.js";
import { TypingSign } from "./typing-sign.js";

/** Dispatches `change` whenever `state` is another value. */
export class Conversation extends EventTarget {
  readonly #api: Api;
  readonly #store: Store;
  readonly #entrance: Entrance;
  readonly #listener: Listener;
  readonly #delivery: Delivery;
  readonly #typingSign: TypingSign;
  readonly #wake = new Wake();
  #life: AbortController | undefined;

  constructor(api: Api, memory: Memory) {
    super();
    this.#api = api;
    this.#store = new Store(memory, () => this.dispatchEvent(new Event("change")));
    this.#entrance = new Entrance(api, this.#store);
    this.#listener = new Listener(api, this.#store, this.#entrance, this.#wake);
    this.#delivery = new Delivery(api, this.#desk(), this.#wake);
    this.#typingSign = new TypingSign(api, this.#store);
  }

  get state(): ConversationState {
    return this.#store.state;
  }

  /** Somebody is looking: only then we listen without a reason to expect news. */
  get isAttended(): boolean {
    return this.#store.isAttended;
  }

  set isAttended(isAttended: boolean) {
    this.#store.isAttended = isAttended;
    this.#wake.ring();
  }

  /** Open a conversation, or go on with the one we had. */
  start(): void {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#store.watch((kept) => this.#goAlong(kept), signal);
    window.addEventListener("online", () => this.#wake.ring(), { signal });
    window.addEventListener("offline", () => this.#listener.loseConnection(), { signal });
    void this.#listener.run(signal, () => this.#deliver());
  }

  /** Go on after a reload if there is a reason to, also when nobody has opened the panel yet. */
  resume(): void {
    if (this.#store.access && expectsNews(this.state)) this.start();
  }

  /** Go on in the conversation that the code of a link opens. */
  comeBack(code: string): void {
    this.#entrance.code = code;
    this.start();
  }

  /** Open a conversation about what somebody came for, if there is none to go on with. */
  startWith(start: string): void {
    this.#entrance.start = start;
    this.start();
  }

  stop(): void {
    this.#life?.abort();
    this.#life = undefined;
  }

  say(text: string): void {
    const clean = text.normalize("NFC").trim();
    if (clean) this.#send(outgoing.written(clean, newId(), this.#store.last, new Date()));
  }

  /** Let an advisor see that somebody types. */
  type(): Promise<void> {
    return this.#typingSign.give();
  }

  /** Press a button of the last bot message; one that has lapsed does nothing. */
  press(button: Button): void {
    if (!isOffered(this.state.messages, button)) return;
    this.#send(outgoing.pressed(button, newId(), this.#store.last, new Date()));
  }

  retry(clientId: string): void {
    this.#store.put({ outbox: outgoing.again(this.state.outbox, clientId) });
    this.#deliver();
  }

  /** Take back a message that could not be sent, and return its text. */
  withdraw(clientId: string): string {
    const item = this.state.outbox.find((one) => one.clientId === clientId);
    this.#store.put({ outbox: outgoing.without(this.state.outbox, clientId) });
    return item?.text ?? "";
  }

  /** Leave this conversation for a new one. */
  startOver(): void {
    this.stop();
    this.#store.forget();
    this.start();
  }

  /** Have the conversation erased everywhere; a new one opens only when it is asked for. */
  async erase(): Promise<void> {
    const { access } = this.#store;
    this.stop();
    try {
      if (access) await this.#api.erase(access);
    } catch (error) {
      if (!(error instanceof Gone)) {
        this.#store.put({ notice: "erase-failed" });
        this.start();
        return;
      }
    }
    this.#store.forget("erased");
  }

  /** Return the whole conversation as a file, or nothing when that fails. */
  async save(format: TranscriptFormat): Promise<Blob | undefined> {
    const { access } = this.#store;
    if (!access) return undefined;
    this.#store.put({ notice: undefined });
    try {
      return await this.#api.transcript(access, format);
    } catch {
      this.#store.put({ notice: "save-failed" });
      return undefined;
    }
  }

  /** Return the ways to go on on a phone, or nothing when that fails. */
  async ways(): Promise<Ways | undefined> {
    const { access } = this.#store;
    if (!access) return undefined;
    try {
      return await this.#api.ways(access);
    } catch {
      return undefined;
    }
  }

  /** Another tab went on in another conversation: go along. */
  #goAlong(kept: Kept): void {
    this.stop();
    this.#store.goAlong(kept);
    this.start();
  }

  #send(item: Outgoing): void {
    this.#store.put({ outbox: [...this.state.outbox, item], notice: undefined });
    this.start();
    this.#deliver();
  }

  #deliver(): void {
    if (this.#life) void this.#delivery.run(this.#life.signal);
  }

  /** What the delivery sees and does of this conversation. */
  #desk(): Desk {
    return {
      // What is said before a link was followed is not meant for the conversation before it.
      access: () => (this.#entrance.code ? undefined : this.#store.access),
      outbox: () => this.state.outbox,
      change: (item, change) => this.#change(item, change),
      gone: () => {
        this.#store.restart();
        this.#listener.interrupt();
      },
      unreachable: () => this.#listener.loseConnection(),
      holdUp: (isHeldUp) => this.#store.put({ isHeldUp }),
    };
  }

  #change(item: Outgoing, change: Partial<Outgoing>): void {
    const outbox = outgoing.changed(this.state.outbox, item.clientId, change);
    this.#store.put({ outbox: outgoing.unproven(outbox, this.state.messages) });
  }
}
