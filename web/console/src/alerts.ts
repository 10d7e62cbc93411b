/** Somebody waits: said at once, and again every half minute until an advisor looked or it was taken. */

import type { Lists, Why } from "./model.js";

export const REPEAT_MS = 30_000;

/** How an advisor is reached who looks elsewhere. */
export interface Bell {
  /** Sound, and a message on the desktop; `isLooking` tells that the page is in sight. */
  ring(why: Why, isLooking: boolean): void;
}

export interface Timer {
  every(milliseconds: number, call: () => void): () => void;
}

/** The lists may be a moment older than the alert: only who is missed twice is gone. */
const MISSES = 2;

interface Told {
  readonly handoff: string;
  readonly why: Why;
  readonly misses: number;
}

export class Alerts {
  /** What nobody looked at yet. */
  readonly #open = new Map<string, Why>();
  /** A stream that opens anew tells everything again: what was told is no news. */
  #told: readonly Told[] = [];
  #stop: (() => void) | undefined;

  constructor(
    private readonly bell: Bell,
    private readonly timer: Timer,
    private readonly isLooking: () => boolean,
  ) {}

  /** Tell of a handoff, once for each reason. */
  raise(handoff: string, why: Why): void {
    if (this.#isTold(handoff, why)) return;
    this.know(handoff, why);
    const isLooking = this.isLooking();
    this.bell.ring(why, isLooking);
    if (isLooking) return;
    this.#open.set(handoff, why);
    this.#stop ??= this.timer.every(REPEAT_MS, () => this.#repeat());
  }

  /** What an advisor did is no news to that advisor. */
  know(handoff: string, why: Why): void {
    this.#told = [...this.#told, { handoff, why, misses: 0 }];
  }

  /** An advisor has the page in sight. */
  looked(): void {
    this.#open.clear();
    this.#rest();
  }

  /** What is taken or gone needs no bell any more; when it comes back, that is news. */
  settle(lists: Lists): void {
    this.#told = this.#told
      .map((one) => ({ ...one, misses: isListed(one, lists) ? MISSES - 1 : one.misses + 1 }))
      .filter(({ misses }) => misses < MISSES);
    for (const [handoff, why] of this.#open) {
      if (!this.#isTold(handoff, why)) this.#open.delete(handoff);
    }
    if (this.#open.size === 0) this.#rest();
  }

  #isTold(handoff: string, why: Why): boolean {
    return this.#told.some((one) => one.handoff === handoff && one.why === why);
  }

  #repeat(): void {
    const last = [...this.#open.values()].at(-1);
    if (last) this.bell.ring(last, false);
  }

  #rest(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

function isListed({ handoff, why }: Told, { mine, waiting }: Lists): boolean {
  return (why === "assigned" ? mine : waiting).some(({ id }) => id === handoff);
}
