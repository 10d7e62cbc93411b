/** How long to wait before something is tried again. */

import { pause, type Wake } from "../../src/conversation/backoff.js";
import { Busy } from "./problems.js";

const FIRST_MS = 500;
const LONGEST_MS = 10_000;
const FOREVER = new AbortController().signal;

/** Milliseconds after `tries` failures; spread by chance, so that not everybody comes back at once. */
export function delayAfter(tries: number, chance: number): number {
  return Math.min(FIRST_MS * 2 ** tries, LONGEST_MS) * (0.5 + chance / 2);
}

/** Wait as long as the server asks, or each time a little longer; `wake` ends it earlier. */
export function waiting(wake: Wake): (error: unknown, tries: number) => Promise<void> {
  return (error, tries) =>
    error instanceof Busy
      ? pause(error.retryAfterSeconds * 1000, FOREVER)
      : pause(delayAfter(tries, Math.random()), FOREVER, wake);
}
