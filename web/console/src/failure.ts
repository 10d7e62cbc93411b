/** What an advisor is told when something did not succeed. */

import { LoggedOut, Refused } from "./problems.js";
import type { Store } from "./state.js";
import { texts } from "./texts.js";

const LOGIN = "/adviseur/inloggen?naar=/adviseur/";

export class Failure {
  constructor(private readonly store: Store) {}

  /** Show what happened; who is not logged in any more goes to the login page, and comes back. */
  tell(error: unknown): void {
    if (error instanceof LoggedOut) this.logIn();
    else this.store.put({ problem: wordsFor(error) });
  }

  logIn(): void {
    location.assign(LOGIN);
  }
}

export function wordsFor(error: unknown): string {
  const detail = error instanceof Refused ? error.detail : undefined;
  return detail ?? texts.problem.failed;
}
