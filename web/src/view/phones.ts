/** Whether one can go on on a phone, and whether the pane for that is shown. */

import type { Api } from "../api/api.js";

export class Phones {
  isOffered = false;
  isShown = false;

  constructor(private readonly changed: () => void) {}

  /** Ask until it is known; while it is not, nothing is offered. */
  async learn(api: Pick<Api, "phones"> | undefined): Promise<void> {
    if (!api || this.isOffered) return;
    try {
      this.isOffered = (await api.phones()).length > 0;
    } catch {
      // Nobody misses what was not offered; at the next opening of the panel we ask again.
    }
    if (this.isOffered) this.changed();
  }

  show(isShown: boolean): void {
    this.isShown = isShown;
    this.changed();
  }
}

/** The address of a drawing, which can then do nothing but be looked at. */
export function pictureOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
