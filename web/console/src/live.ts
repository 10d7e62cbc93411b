/** Hears from the server what changed, and knows when it hears nothing. */

import type { Why } from "./model.js";

/** Shorter than this a connection may be away without a word. */
export const QUIET_MS = 5_000;

/** A browser gives up when the answer is no stream at all; then we open a new one. */
const REOPEN_MS = 3_000;

export interface Ears {
  lists(): void;
  conversation(id: string): void;
  alert(handoff: string, why: Why): void;
  /** The stream is (again) open: something may have been missed. */
  opened(): void;
  lost(): void;
  /** The server does not give a stream: is one still logged in? */
  closed(): void;
}

export class Live {
  #source: EventSource | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ears: Ears,
    private readonly open: () => EventSource,
  ) {}

  start(): void {
    this.#watch();
    const source = this.open();
    this.#source = source;
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("error", () => this.#failed());
    source.addEventListener("lists", () => this.ears.lists());
    source.addEventListener("conversation", (event) => {
      this.ears.conversation(read<{ conversation: string }>(event).conversation);
    });
    source.addEventListener("alert", (event) => {
      const { handoff, why } = read<{ handoff: string; why: Why }>(event);
      this.ears.alert(handoff, why);
    });
  }

  #opened(): void {
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
    this.ears.opened();
  }

  #failed(): void {
    this.#watch();
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.ears.closed();
    setTimeout(() => this.start(), REOPEN_MS);
  }

  #watch(): void {
    this.#quiet ??= setTimeout(() => this.ears.lost(), QUIET_MS);
  }
}

function read<T>(event: MessageEvent<string>): T {
  return JSON.parse(event.data) as T;
}
