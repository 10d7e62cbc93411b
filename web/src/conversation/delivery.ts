/** Sends what waits, one at a time: so the order in the conversation is the order of typing. */

import type { Api } from "../api/api.js";
import type { Access } from "../api/model.js";
import { Busy, Failed, Gone, Refused, Unreachable } from "../api/problems.js";
import { Backoff, pauseAfter, type Wake } from "./backoff.js";
import { asNewMessage, nextQueued, type Outbox, type Outgoing } from "./outgoing.js";

/** After so many failures at the server the entrepreneur decides whether to go on trying. */
const MAX_TRIES = 3;

/** The conversation, as far as sending goes. */
export interface Desk {
  access(): Access | undefined;
  outbox(): Outbox;
  change(item: Outgoing, change: Partial<Outgoing>): void;
  /** The server does not know this conversation. */
  gone(): void;
  unreachable(): void;
  holdUp(isHeldUp: boolean): void;
}

export class Delivery {
  readonly #failures = new Map<string, number>();
  #running: AbortSignal | undefined;

  constructor(
    private readonly api: Api,
    private readonly desk: Desk,
    private readonly wake: Wake,
  ) {}

  /** Send until nothing waits; a second call while the first is under way does nothing. */
  async run(signal: AbortSignal): Promise<void> {
    if (this.#running === signal) return;
    this.#running = signal;
    const backoff = new Backoff();
    while (!signal.aborted) {
      const access = this.desk.access();
      const item = nextQueued(this.desk.outbox());
      if (!access || !item) break;
      await this.#send(access, item, backoff, signal);
    }
    if (this.#running === signal) this.#running = undefined;
  }

  async #send(access: Access, item: Outgoing, backoff: Backoff, signal: AbortSignal) {
    this.desk.change(item, { status: "sending", tried: true });
    try {
      const seq = await this.api.send(access, asNewMessage(item), signal);
      if (signal.aborted) return;
      backoff.reset();
      this.#failures.delete(item.clientId);
      this.desk.change(item, { status: "sent", seq });
    } catch (error) {
      if (!signal.aborted) await this.#notSent(item, error, backoff, signal);
    }
  }

  async #notSent(item: Outgoing, error: unknown, backoff: Backoff, signal: AbortSignal) {
    if (this.#isFinal(item, error)) {
      this.#failures.delete(item.clientId);
      const problem = error instanceof Refused ? error.detail : undefined;
      this.desk.change(item, { status: "failed", problem });
      return;
    }
    this.desk.change(item, { status: "queued" });
    if (error instanceof Gone) {
      this.desk.gone();
      return;
    }
    if (error instanceof Unreachable) this.desk.unreachable();
    this.desk.holdUp(error instanceof Busy);
    await pauseAfter(error, backoff, signal, this.wake);
    if (!signal.aborted) this.desk.holdUp(false);
  }

  /** Trying again by ourselves makes no sense (any more). */
  #isFinal({ clientId }: Outgoing, error: unknown): boolean {
    if (error instanceof Refused) return true;
    if (!(error instanceof Failed)) return false;
    const failures = (this.#failures.get(clientId) ?? 0) + 1;
    this.#failures.set(clientId, failures);
    return failures >= MAX_TRIES;
  }
}
