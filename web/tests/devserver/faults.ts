/** Everything that can go wrong between a browser and the server, on demand. */

import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * `times` calls of `method` whose path ends on `path` go wrong in the way of `kind`.
 *
 * `drop-answer` does the work and then cuts the connection: the worst case for sending twice.
 */
export interface Fault {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly kind: "drop" | "drop-answer" | "slow" | "status";
  readonly status?: number;
  readonly retryAfter?: string;
  readonly milliseconds?: number;
  times: number;
}

export class Faults {
  #faults: Fault[] = [];

  set(faults: Fault[]): void {
    this.#faults = faults;
  }

  /** Return the fault that hits this call, and count it. */
  hit(request: IncomingMessage): Fault | undefined {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const fault = this.#faults.find(
      (one) => one.times > 0 && one.method === request.method && path.endsWith(one.path),
    );
    if (fault) fault.times -= 1;
    return fault;
  }
}

/** Cut the connection, now or after the work was done. */
export function cut(response: ServerResponse): void {
  response.socket?.destroy();
}
