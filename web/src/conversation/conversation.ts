/** One conversation in this browser: opened, resumed, listened to, spoken in, erased. */

import type { Api } from "../api/api.js";
import type { Access, Button, TranscriptFormat, View, Ways } from "../api/model.js";
import { Gone } from "../api/problems.js";
import { Backoff, pause, pauseAfter, Wake } from "./backoff.js";
import { Delivery, type Desk } from "./delivery.js";
import { isOffered, lastSeq, merged } from "./history.js";
import { newId } from "./ids.js";
import { exchanged } from "./link.js";
import type { Kept, Memory } from "./memory.js";
import type { Outgoing } from "./outgoing.js";
import * as outgoing from "./outgoing.js";
import { type ConversationState, EMPTY, expectsNews, type Notice } from "./state.js";

/** A server that answers at once without news must not make us ask without pause. */
const SHORTEST_ROUND_MS = 1_000;

/** An advisor need not hear more often that one types. */
const TELL_TYPING_MS = 3_000;

/** Dispatches `change` whenever `state` is another value. */
export class Conversation extends EventTarget {
  readonly #api: Api;
  readonly #memory: Memory;
  readonly #wake = new Wake();
  readonly #delivery: Delivery;
  #state = EMPTY;
  #access: Access | undefined;
  #code: string | undefined;
  #start: string | undefined;
  #isResumed = false;
  #isCaughtUp = false;
  #isAttended = false;
  #life: AbortController | undefined;
  #call = new AbortController();
  #toldTyping = Number.NEGATIVE_INFINITY;

  constructor(api: Api, memory: Memory) {
    super();
    this.#api = api;
    this.#memory = memory;
    this.#delivery = new Delivery(api, this.#desk(), this.#wake);
    this.#adopt(memory.conversation);
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Somebody is looking: only then we listen without a reason to expect news. */
  get isAttended(): boolean {
    return this.#isAttended;
  }

  set isAttended(isAttended: boolean) {
    this.#isAttended = isAttended;
    if (isAttended) this.#markRead();
    this.#wake.ring();
  }

  /** Open a conversation, or go on with the one we had. */
  start(): void {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#memory.watch(() => this.#follow(), signal);
    window.addEventListener("online", () => this.#wake.ring(), { signal });
    window.addEventListener("offline", () => this.#loseConnection(), { signal });
    void this.#live(signal);
  }

  /** Go on after a reload if there is a reason to, also when nobody has opened the panel yet. */
  resume(): void {
    if (this.#access && expectsNews(this.#state)) this.start();
  }

  /** Go on in the conversation that the code of a link opens. */
  comeBack(code: string): void {
    this.#code = code;
    this.start();
  }

  /** Open a conversation about what somebody came for, if there is none to go on with. */
  startWith(start: string): void {
    this.#start = start;
    this.start();
  }

  stop(): void {
    this.#life?.abort();
    this.#life = undefined;
  }

  say(text: string): void {
    const clean = text.normalize("NFC").trim();
    if (clean) this.#send(outgoing.written(clean, newId(), this.#last, new Date()));
  }

  /** Let an advisor see that somebody types; a bot needs no such thing. */
  async type(): Promise<void> {
    const now = performance.now();
    const isNoNews = now - this.#toldTyping < TELL_TYPING_MS;
    if (!this.#access || this.#state.stage !== "advisor" || isNoNews) return;
    this.#toldTyping = now;
    try {
      await this.#api.typing(this.#access);
    } catch {
      // Nobody misses it: the message itself is what counts.
    }
  }

  /** Press a button of the last bot message; one that has lapsed does nothing. */
  press(button: Button): void {
    if (!isOffered(this.#state.messages, button)) return;
    this.#send(outgoing.pressed(button, newId(), this.#last, new Date()));
  }

  retry(clientId: string): void {
    this.#put({ outbox: outgoing.again(this.#state.outbox, clientId) });
    this.#deliver();
  }

  /** Take back a message that could not be sent, and return its text. */
  withdraw(clientId: string): string {
    const item = this.#state.outbox.find((one) => one.clientId === clientId);
    this.#put({ outbox: outgoing.without(this.#state.outbox, clientId) });
    return item?.text ?? "";
  }

  /** Leave this conversation for a new one. */
  startOver(): void {
    this.stop();
    this.#forget();
    this.start();
  }

  /** Have the conversation erased everywhere; a new one opens only when it is asked for. */
  async erase(): Promise<void> {
    const access = this.#access;
    this.stop();
    try {
      if (access) await this.#api.erase(access);
    } catch (error) {
      if (!(error instanceof Gone)) {
        this.#put({ notice: "erase-failed" });
        this.start();
        return;
      }
    }
    this.#forget("erased");
  }

  /** Return the whole conversation as a file, or nothing when that fails. */
  async save(format: TranscriptFormat): Promise<Blob | undefined> {
    if (!this.#access) return undefined;
    this.#put({ notice: undefined });
    try {
      return await this.#api.transcript(this.#access, format);
    } catch {
      this.#put({ notice: "save-failed" });
      return undefined;
    }
  }

  /** Return the ways to go on on a phone, or nothing when that fails. */
  async ways(): Promise<Ways | undefined> {
    if (!this.#access) return undefined;
    try {
      return await this.#api.ways(this.#access);
    } catch {
      return undefined;
    }
  }

  get #last(): number {
    return lastSeq(this.#state.messages);
  }

  // Listening.

  async #live(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        await this.#rest(signal);
        await this.#listen(signal);
        backoff.reset();
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Gone) this.#restart();
        else if (!this.#call.signal.aborted) this.#loseConnection();
        await pauseAfter(error, backoff, signal, this.#wake);
      }
    }
  }

  /** Nobody looks and nothing is to be expected: leave the server in peace. */
  async #rest(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#isAttended && this.#isCaughtUp && !expectsNews(this.#state)) {
      await pause(Number.POSITIVE_INFINITY, signal, this.#wake);
    }
  }

  async #listen(life: AbortSignal): Promise<void> {
    this.#call = new AbortController();
    const signal = AbortSignal.any([life, this.#call.signal]);
    if (this.#code) await this.#takeUp(this.#code, signal);
    if (!this.#access) await this.#open(signal);
    if (!this.#access || signal.aborted) return;
    this.#deliver();
    const asked = performance.now();
    const known = { after: this.#last, typing: this.#state.isTyping };
    const view = await this.#api.read(this.#access, known, this.#isCaughtUp, signal);
    if (signal.aborted) return;
    const waited = this.#isCaughtUp;
    this.#take(view);
    const isHasty = waited && performance.now() - asked < SHORTEST_ROUND_MS;
    if (isHasty && view.messages.length === 0) await pause(SHORTEST_ROUND_MS, life);
  }

  async #open(signal: AbortSignal): Promise<void> {
    if (this.#state.connection === "idle") this.#put({ connection: "connecting" });
    // Another tab may have opened one while this one was waiting.
    this.#adopt(this.#memory.conversation);
    if (this.#access) return;
    this.#access = await this.#api.open(signal, this.#start);
    this.#start = undefined;
    this.#remember();
  }

  async #takeUp(code: string, signal: AbortSignal): Promise<void> {
    const access = await exchanged(this.#api, code, signal);
    this.#code = undefined;
    if (!access) this.#put({ notice: "link-lapsed" });
    else if (access.id !== this.#access?.id) this.#moveTo(access);
  }

  #moveTo(access: Access): void {
    const notice = this.#access && "link-opened";
    const outbox = outgoing.setAside(this.#state.outbox);
    const kept: Kept = { access, stage: "bot", read: 0 };
    this.#isCaughtUp = false;
    this.#state = { ...EMPTY, notice, connection: "connecting" };
    this.#memory.conversation = kept;
    this.#adopt(kept);
    this.#put({ outbox });
  }

  #take(view: View): void {
    const messages = merged(this.#state.messages, view.messages);
    const isHistory = this.#isResumed && !this.#isCaughtUp;
    const wasLost = this.#state.connection !== "online";
    this.#isCaughtUp = true;
    this.#put({
      messages,
      outbox: outgoing.unproven(this.#state.outbox, messages),
      stage: view.stage,
      pending: view.pending,
      isTyping: view.typing,
      connection: "online",
      ...(isHistory && { history: lastSeq(messages) }),
    });
    if (wasLost) this.#wake.ring();
    if (this.#isAttended) this.#markRead();
    this.#remember();
  }

  #loseConnection(): void {
    this.#put({ connection: navigator.onLine ? "unreachable" : "offline", isTyping: false });
    this.#call.abort();
  }

  /** The server does not know this conversation any more: go on in a new one, and say so. */
  #restart(): void {
    const outbox = outgoing.forNewConversation(this.#state.outbox);
    this.#forget("restarted");
    this.#put({ outbox, connection: "connecting" });
  }

  // Speaking.

  #send(item: Outgoing): void {
    this.#put({ outbox: [...this.#state.outbox, item], notice: undefined });
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
      access: () => (this.#code ? undefined : this.#access),
      outbox: () => this.#state.outbox,
      change: (item, change) => this.#change(item, change),
      gone: () => {
        this.#restart();
        this.#call.abort();
      },
      unreachable: () => this.#loseConnection(),
      holdUp: (isHeldUp) => this.#put({ isHeldUp }),
    };
  }

  #change(item: Outgoing, change: Partial<Outgoing>): void {
    const outbox = outgoing.changed(this.#state.outbox, item.clientId, change);
    this.#put({ outbox: outgoing.unproven(outbox, this.#state.messages) });
  }

  // Remembering.

  #adopt(kept: Kept | undefined): void {
    this.#access = kept?.access;
    this.#isResumed = kept !== undefined;
    this.#put({
      outbox: outgoing.unsent(this.#memory.outbox),
      stage: kept?.stage ?? "bot",
      read: kept?.read ?? 0,
    });
  }

  /** Another tab went on in another conversation: go along. */
  #follow(): void {
    const kept = this.#memory.conversation;
    if (!kept || kept.access.id === this.#access?.id) return;
    this.stop();
    this.#isCaughtUp = false;
    this.#state = EMPTY;
    this.#adopt(kept);
    this.start();
  }

  #forget(notice?: Notice): void {
    this.#access = undefined;
    this.#isCaughtUp = false;
    this.#memory.conversation = undefined;
    this.#put({ ...EMPTY, notice });
  }

  #markRead(): void {
    if (this.#last <= this.#state.read) return;
    this.#put({ read: this.#last });
    this.#remember();
  }

  #remember(): void {
    if (!this.#access) return;
    const { stage, read } = this.#state;
    this.#memory.conversation = { access: this.#access, stage, read };
  }

  #put(change: Partial<ConversationState>): void {
    const outboxBefore = this.#state.outbox;
    this.#state = { ...this.#state, ...change };
    if (this.#state.outbox !== outboxBefore) this.#memory.outbox = this.#state.outbox;
    this.dispatchEvent(new Event("change"));
  }
}
