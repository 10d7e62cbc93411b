/** Asks for news, time after time, for as long as there is a reason to (long-poll). */

import type { Api } from "../api/api.js";
import type { Access } from "../api/model.js";
import { Gone } from "../api/problems.js";
import { Backoff, pause, pauseAfter, type Wake } from "./backoff.js";
import type { Entrance } from "./entrance.js";
import { expectsNews } from "./state.js";
import type { Store } from "./store.js";

/** A server that answers at once without news must not make us ask without pause. */
const SHORTEST_ROUND_MS = 1_000;

export class Listener {
  #call = new AbortController();

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly entrance: Entrance,
    private readonly wake: Wake,
  ) {}

  /** Listen until `life` ends; `entered` is called each time that there is a conversation to speak in. */
  async run(life: AbortSignal, entered: () => void): Promise<void> {
    const backoff = new Backoff();
    while (!life.aborted) {
      try {
        await this.#rest(life);
        await this.#listen(life, entered);
        backoff.reset();
      } catch (error) {
        if (life.aborted) return;
        if (error instanceof Gone) this.store.restart();
        else if (!this.#call.signal.aborted) this.loseConnection();
        await pauseAfter(error, backoff, life, this.wake);
      }
    }
  }

  /** The call that is under way is of no use any more. */
  interrupt(): void {
    this.#call.abort();
  }

  loseConnection(): void {
    const connection = navigator.onLine ? "unreachable" : "offline";
    this.store.put({ connection, isTyping: false });
    this.interrupt();
  }

  /** Nobody looks and nothing is to be expected: leave the server in peace. */
  async #rest(life: AbortSignal): Promise<void> {
    while (!life.aborted && this.#mayRest) {
      await pause(Number.POSITIVE_INFINITY, life, this.wake);
    }
  }

  get #mayRest(): boolean {
    const { isAttended, isCaughtUp, state } = this.store;
    return !isAttended && isCaughtUp && !expectsNews(state);
  }

  async #listen(life: AbortSignal, entered: () => void): Promise<void> {
    this.#call = new AbortController();
    const signal = AbortSignal.any([life, this.#call.signal]);
    await this.entrance.enter(signal);
    const { access } = this.store;
    if (!access || signal.aborted) return;
    entered();
    const isHasty = await this.#hear(access, signal);
    if (isHasty) await pause(SHORTEST_ROUND_MS, life);
  }

  /** Ask once; tell whether the server answered at once, although there was no news. */
  async #hear(access: Access, signal: AbortSignal): Promise<boolean> {
    const asked = performance.now();
    const waits = this.store.isCaughtUp;
    const known = { after: this.store.last, typing: this.store.state.isTyping };
    const view = await this.api.read(access, known, waits, signal);
    if (signal.aborted) return false;
    const wasLost = this.store.state.connection !== "online";
    this.store.take(view);
    if (wasLost) this.wake.ring();
    const isQuick = performance.now() - asked < SHORTEST_ROUND_MS;
    return waits && isQuick && view.messages.length === 0;
  }
}
