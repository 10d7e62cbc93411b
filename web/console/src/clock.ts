/** What time it is at the server: the computer of an advisor can be hours wrong, or days. */

/** A `Date` has whole seconds: with what is cut off, nobody waited shorter than they did. */
export const CUT_OFF_MS = 999;

export class Clock {
  #ahead = 0;

  /** `own` is what the computer itself says, in milliseconds. */
  constructor(private readonly own: () => number = Date.now) {}

  now(): Date {
    return new Date(this.own() - this.#ahead);
  }

  /** Set it by the `Date` of an answer that just came in; without one it goes on as it was. */
  set(header: string | null): void {
    const server = Date.parse(header ?? "");
    if (!Number.isNaN(server)) this.#ahead = this.own() - (server + CUT_OFF_MS);
  }
}
