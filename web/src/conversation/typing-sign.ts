/** Lets an advisor see that the entrepreneur types; a bot needs no such thing. */

import type { Api } from "../api/api.js";
import type { Store } from "./store.js";

/** An advisor need not hear more often that one types. */
const TELL_TYPING_MS = 3_000;

export class TypingSign {
  #told = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
  ) {}

  async give(): Promise<void> {
    const { access, state } = this.store;
    const now = performance.now();
    const isNoNews = now - this.#told < TELL_TYPING_MS;
    if (!access || state.stage !== "advisor" || isNoNews) return;
    this.#told = now;
    try {
      await this.api.typing(access);
    } catch {
      // Nobody misses it: the message itself is what counts.
    }
  }
}
