/** Does one thing at a time, and tells what came of it. */

import type { Failure } from "./failure.js";
import { Conflict } from "./problems.js";
import type { Store } from "./state.js";
import { texts } from "./texts.js";

export class Attempt {
  constructor(
    private readonly store: Store,
    private readonly failure: Failure,
    /** Fetch the lists again, whatever came of it. */
    private readonly refresh: () => void,
  ) {}

  /** Do `deed`, and show the words it gives; false when it did not succeed. */
  async at(deed: () => Promise<string | undefined>): Promise<boolean> {
    const { store } = this;
    if (store.state.isBusy) return true;
    store.put({ isBusy: true, problem: undefined, notice: undefined });
    try {
      store.put({ notice: await deed() });
      return true;
    } catch (error) {
      const isEarlier = error instanceof Conflict && error.detail === undefined;
      if (isEarlier) store.put({ problem: texts.problem.earlier });
      else this.failure.tell(error);
      return false;
    } finally {
      store.put({ isBusy: false });
      this.refresh();
    }
  }
}
