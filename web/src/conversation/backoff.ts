/** Trying again, each time a little later. */

import { Busy } from "../api/problems.js";

const FIRST_MS = 500;
const LONGEST_MS = 20_000;
const FRESH_TRIES = 3;

/** Without network nothing is tried, except once in a while: browsers can be wrong about it. */
const OFFLINE_MS = 20_000;

/** Waiting times that double; spread by chance, so that not everybody comes back at once. */
export class Backoff {
  #tries = 0;

  constructor(private readonly chance: () => number = Math.random) {}

  /** Only a few tries were made yet. */
  get isFresh(): boolean {
    return this.#tries < FRESH_TRIES;
  }

  /** Return the next waiting time in milliseconds. */
  next(): number {
    const ceiling = Math.min(FIRST_MS * 2 ** this.#tries, LONGEST_MS);
    this.#tries += 1;
    return ceiling * (0.5 + this.chance() / 2);
  }

  reset(): void {
    this.#tries = 0;
  }
}

/** Wait; `wake` ends it earlier, and so does `signal`, which the caller looks at itself. */
export function pause(milliseconds: number, signal: AbortSignal, wake?: Wake): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      wake?.removeEventListener("wake", done);
      resolve();
    };
    const timer = Number.isFinite(milliseconds) ? setTimeout(done, milliseconds) : undefined;
    signal.addEventListener("abort", done);
    wake?.addEventListener("wake", done);
    if (signal.aborted) done();
  });
}

/** Wait as long as `error` asks for before the next try. */
export function pauseAfter(
  error: unknown,
  backoff: Backoff,
  signal: AbortSignal,
  wake: Wake,
): Promise<void> {
  if (error instanceof Busy) return pause(error.retryAfterSeconds * 1000, signal);
  if (!navigator.onLine) return pause(OFFLINE_MS, signal, wake);
  // What goes wrong time after time is not a matter of connection: then the clock alone decides.
  return backoff.isFresh ? pause(backoff.next(), signal, wake) : pause(backoff.next(), signal);
}

/** A bell for everybody who waits. */
export class Wake extends EventTarget {
  ring(): void {
    this.dispatchEvent(new Event("wake"));
  }
}
