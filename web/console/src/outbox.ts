/** Sends what was typed, in order, until the server has it: nothing is lost, nothing arrives twice. */

import type { Keeper } from "./drawer.js";
import type { Outbox as Items, Outgoing } from "./outgoing.js";
import * as outgoing from "./outgoing.js";
import { LoggedOut, Refused } from "./problems.js";
import type { Store } from "./state.js";

const KEY = "outbox";

/** Brings one message or note to the server, and returns its place or id. */
export type Send = (item: Outgoing) => Promise<number | string>;

/** Waits as long as `error` asks for; `tries` were made before. */
export type Wait = (error: unknown, tries: number) => Promise<void>;

export interface OutboxParts {
  readonly store: Store;
  readonly keeper: Keeper;
  readonly send: Send;
  readonly wait: Wait;
  /** Called when the server has one. */
  readonly arrived: (item: Outgoing) => void;
  /** The session is over; what waits is kept for after the login. */
  readonly loggedOut: () => void;
}

export class Outbox {
  readonly #sending = new Set<string>();

  constructor(private readonly parts: OutboxParts) {
    parts.store.put({ outbox: outgoing.unsent(parts.keeper.read<Items>(KEY, [])) });
  }

  /** Send what a reload or a login left behind. */
  resume(): void {
    for (const { handoff } of this.#items) void this.#run(handoff);
  }

  add(item: Outgoing): void {
    this.#put([...this.#items, item]);
    void this.#run(item.handoff);
  }

  /** Send a refused one again, as the same message. */
  retry(clientId: string): void {
    this.#put(outgoing.changed(this.#items, clientId, { status: "queued", problem: undefined }));
    this.resume();
  }

  /** Take back one that was refused, and return its text. */
  withdraw(clientId: string): string {
    const item = this.#items.find((one) => one.clientId === clientId);
    this.#put(outgoing.without(this.#items, clientId));
    return item?.text ?? "";
  }

  get #items(): Items {
    return this.parts.store.state.outbox;
  }

  /** One at a time in each conversation: so the order there is the order of typing. */
  async #run(handoff: string): Promise<void> {
    if (this.#sending.has(handoff)) return;
    this.#sending.add(handoff);
    let tries = 0;
    for (;;) {
      const item = outgoing.nextOf(this.#items, handoff);
      if (!item) break;
      const error = await this.#try(item);
      if (error instanceof LoggedOut) break;
      if (error && !(error instanceof Refused)) await this.parts.wait(error, tries++);
      else tries = 0;
    }
    this.#sending.delete(handoff);
  }

  /** Try once, and return what went wrong. */
  async #try(item: Outgoing): Promise<unknown> {
    this.#change(item, { status: "sending" });
    try {
      const arrived = await this.parts.send(item);
      this.#change(item, { status: "sent", arrived });
      this.parts.arrived(item);
      return undefined;
    } catch (error) {
      const isRefused = error instanceof Refused;
      const problem = isRefused ? error.detail : undefined;
      this.#change(item, { status: isRefused ? "failed" : "waiting", problem });
      if (error instanceof LoggedOut) this.parts.loggedOut();
      return error;
    }
  }

  #change({ clientId }: Outgoing, change: Partial<Outgoing>): void {
    this.#put(outgoing.changed(this.#items, clientId, change));
  }

  #put(outbox: Items): void {
    this.parts.store.put({ outbox });
    this.parts.keeper.write(KEY, outgoing.unsent(outbox));
  }
}
