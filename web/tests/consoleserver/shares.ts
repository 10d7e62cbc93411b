/** Partners who are asked along, in memory: asked once for each client id. */

import { randomUUID } from "node:crypto";
import type { Asking, Share, Shares } from "../../console/src/shares.js";
import { Problem } from "../devserver/store.js";
import { PARTNERS } from "./sample.js";

export class ShareBook {
  #shares: readonly Share[] = [];
  readonly #byClientId = new Map<string, string>();

  shown(may_mail: boolean): Shares {
    return { may_mail, shares: this.#shares };
  }

  /** Return the id of what was asked. */
  ask({ client_id, ...asking }: Asking & { client_id: string }): string {
    const known = this.#byClientId.get(client_id);
    if (known) return known;
    const partner = PARTNERS.find(({ id }) => id === asking.partner)?.title;
    if (!partner) throw new Problem(422, "Deze organisatie kennen we niet.");
    const { email, purpose } = asking;
    const asked_at = new Date().toISOString();
    const share: Share = { id: randomUUID(), partner, email, purpose, state: "asked", asked_at };
    this.#shares = [...this.#shares, share];
    this.#byClientId.set(client_id, share.id);
    return share.id;
  }

  withdraw(id: string): void {
    this.#shares = this.#shares.map((one) =>
      one.id === id ? { ...one, state: "withdrawn" } : one,
    );
  }

  /** The entrepreneur answered, or the partner did something: the last share goes on. */
  goOn(state: Share["state"]): void {
    const last = this.#shares.at(-1);
    this.#shares = this.#shares.map((one) => (one === last ? { ...one, state } : one));
  }
}
