/** The way into a conversation: by a link, by what the browser kept, or as a new one. */

import type { Api } from "../api/api.js";
import { exchanged } from "./link.js";
import type { Store } from "./store.js";

export class Entrance {
  /** The code of a link that was not followed yet. */
  code: string | undefined;
  /** What somebody came for: a new conversation is opened about that. */
  start: string | undefined;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
  ) {}

  /** See to it that the store has a key. */
  async enter(signal: AbortSignal): Promise<void> {
    if (this.code) await this.#takeUp(this.code, signal);
    if (!this.store.access) await this.#open(signal);
  }

  async #takeUp(code: string, signal: AbortSignal): Promise<void> {
    const access = await exchanged(this.api, code, signal);
    this.code = undefined;
    if (!access) this.store.put({ notice: "link-lapsed" });
    else if (access.id !== this.store.access?.id) this.store.moveTo(access);
  }

  async #open(signal: AbortSignal): Promise<void> {
    if (this.store.state.connection === "idle") this.store.put({ connection: "connecting" });
    // Another tab may have opened one while this one was waiting.
    this.store.recall();
    if (this.store.access) return;
    const access = await this.api.open(signal, this.start);
    this.start = undefined;
    this.store.opened(access);
  }
}
