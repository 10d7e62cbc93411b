/** Fetches something again whenever that is asked: never twice at once, and never forgotten. */

import { Failed, Unreachable } from "./problems.js";

/** Waits before the next try; `tries` were made before. */
export type Pause = (error: unknown, tries: number) => Promise<void>;

export class Refresh {
  #isAsked = false;
  #isRunning = false;

  constructor(
    private readonly fetchIt: () => Promise<void>,
    private readonly pause: Pause,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Fetch now; who asks while a fetch is under way gets another one after it. */
  ask(): void {
    this.#isAsked = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let tries = 0;
    while (this.#isAsked) {
      this.#isAsked = false;
      try {
        await this.fetchIt();
        tries = 0;
      } catch (error) {
        if (error instanceof Unreachable || error instanceof Failed) {
          this.#isAsked = true;
          await this.pause(error, tries++);
        } else this.failed(error);
      }
    }
    this.#isRunning = false;
  }
}
