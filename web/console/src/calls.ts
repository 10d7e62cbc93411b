/** How the console calls its own API: behind the session of who is logged in. */

import type { Clock } from "./clock.js";
import { problemIn, Unreachable } from "./problems.js";

export const ROOT = "/adviseur/api";

/** So long a call may take before we call the server unreachable. */
const PATIENCE_MS = 15_000;

const CSRF_COOKIE = "csrftoken";

/** The token that a changing call and a form carry along; empty when there is no cookie. */
export function csrfToken(cookies: string): string {
  const pairs = cookies.split("; ").map((pair) => pair.split("="));
  return decodeURIComponent(pairs.find(([name]) => name === CSRF_COOKIE)?.[1] ?? "");
}

export class Calls {
  /** Whatever is answered sets `clock`. */
  constructor(private readonly clock: Clock) {}

  async get<T>(path: string): Promise<T> {
    return json(await this.call(path));
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.#send("POST", path, body);
  }

  put(path: string, body: unknown): Promise<Response> {
    return this.#send("PUT", path, body);
  }

  delete(path: string): Promise<Response> {
    return this.call(path, { method: "DELETE", headers: proof() });
  }

  async call(path: string, init: RequestInit = {}, patience = PATIENCE_MS): Promise<Response> {
    const signal = AbortSignal.timeout(patience);
    // A session that is over may answer with the way to the login page: that is no answer for us.
    const asked: RequestInit = { ...init, cache: "no-store", redirect: "error", signal };
    const response = await received(fetch(`${ROOT}${path}`, asked));
    this.clock.set(response.headers.get("Date"));
    if (!response.ok && response.status !== 304) throw await problemIn(response, this.clock.now());
    return response;
  }

  #send(method: string, path: string, body: unknown): Promise<Response> {
    const headers = { "Content-Type": "application/json", ...proof() };
    return this.call(path, { method, headers, body: JSON.stringify(body) });
  }
}

/** Shows that a call was made by our own page. */
export function proof() {
  return { "x-csrftoken": csrfToken(document.cookie) };
}

export function json<T>(response: Response): Promise<T> {
  return received(response.json() as Promise<T>);
}

/** Whatever keeps an answer from arriving whole is, for us, one thing: out of reach. */
async function received<T>(arriving: Promise<T>): Promise<T> {
  try {
    return await arriving;
  } catch (error) {
    throw new Unreachable("no answer", { cause: error });
  }
}
