/** The calls of the console's own API, behind the session of who is logged in. */

import type { Clock } from "./clock.js";
import type * as model from "./model.js";
import { problemIn, Unreachable } from "./problems.js";
import type { Asking, Shares } from "./shares.js";

const ROOT = "/adviseur/api";
export const EVENTS = `${ROOT}/events`;

/** So long a call may take before we call the server unreachable; a file takes longer on its way. */
const PATIENCE_MS = 15_000;
const FILE_PATIENCE_MS = 180_000;

const CSRF_COOKIE = "csrftoken";

/** The token that a changing call and a form carry along; empty when there is no cookie. */
export function csrfToken(cookies: string): string {
  const pairs = cookies.split("; ").map((pair) => pair.split("="));
  return decodeURIComponent(pairs.find(([name]) => name === CSRF_COOKIE)?.[1] ?? "");
}

export class Api {
  /** Whatever is answered sets `clock`. */
  constructor(private readonly clock: Clock) {}

  me(): Promise<model.Me> {
    return this.#get("/me");
  }

  async presence(state: model.Presence): Promise<void> {
    await this.#post("/presence", { state });
  }

  /** Return the lists; with the `etag` of what one has, nothing when that is still so. */
  async lists(etag: string): Promise<model.Lists | undefined> {
    const response = await this.#call(`/handoffs?after=${encodeURIComponent(etag)}`);
    return response.status === 304 ? undefined : json(response);
  }

  card(id: string): Promise<model.Card> {
    return this.#get(`/handoffs/${id}`);
  }

  news(id: string, after: number): Promise<model.News> {
    return this.#get(`/handoffs/${id}/messages?after=${after}`);
  }

  async take(id: string): Promise<model.Card> {
    return json(await this.#post(`/handoffs/${id}/take`, {}));
  }

  /** Let the bot do the scan in it. */
  async scan(id: string): Promise<void> {
    await this.#post(`/handoffs/${id}/scan`, {});
  }

  async release(id: string): Promise<void> {
    await this.#post(`/handoffs/${id}/release`, {});
  }

  async transfer(id: string, transfer: model.Transfer): Promise<void> {
    await this.#post(`/handoffs/${id}/transfer`, transfer);
  }

  async close(id: string, closing: model.Closing): Promise<void> {
    await this.#post(`/handoffs/${id}/close`, closing);
  }

  /** Send a message and return its place; the same `client_id` twice is one message. */
  async say(id: string, client_id: string, text: string): Promise<number> {
    const response = await this.#post(`/handoffs/${id}/messages`, { client_id, text });
    return (await json<{ seq: number }>(response)).seq;
  }

  /** Send a file and return the place of its message; otherwise as `say`. */
  async sendFile(id: string, client_id: string, file: File): Promise<number> {
    const body = new FormData();
    body.append("client_id", client_id);
    body.append("file", file, file.name);
    const init = { method: "POST", headers: proof(), body };
    const response = await this.#call(`/handoffs/${id}/files`, init, FILE_PATIENCE_MS);
    return (await json<{ seq: number }>(response)).seq;
  }

  async typing(id: string): Promise<void> {
    await this.#post(`/handoffs/${id}/typing`, {});
  }

  /** Keep a note and return its id; the same `client_id` twice is one note. */
  async note(id: string, client_id: string, text: string): Promise<string> {
    const response = await this.#post(`/handoffs/${id}/notes`, { client_id, text });
    return (await json<{ id: string }>(response)).id;
  }

  async read(id: string, seq: number): Promise<void> {
    await this.#post(`/handoffs/${id}/read`, { seq });
  }

  async promise(id: string, before: string): Promise<void> {
    await this.#post(`/handoffs/${id}/promise`, { before });
  }

  shares(id: string): Promise<Shares> {
    return this.#get(`/handoffs/${id}/partners`);
  }

  /** Ask for a partner; the same `client_id` twice is one question. */
  async askPartner(id: string, asking: Asking & { client_id: string }): Promise<void> {
    await this.#post(`/handoffs/${id}/partners`, asking);
  }

  async withdrawShare(id: string, share: string): Promise<void> {
    await this.#call(`/handoffs/${id}/partners/${share}`, { method: "DELETE", headers: proof() });
  }

  search(words: string): Promise<model.Found> {
    return this.#get(`/search?q=${encodeURIComponent(words)}`);
  }

  async #get<T>(path: string): Promise<T> {
    return json(await this.#call(path));
  }

  #post(path: string, body: unknown): Promise<Response> {
    return this.#call(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...proof() },
      body: JSON.stringify(body),
    });
  }

  async #call(path: string, init: RequestInit = {}, patience = PATIENCE_MS): Promise<Response> {
    const signal = AbortSignal.timeout(patience);
    // A session that is over may answer with the way to the login page: that is no answer for us.
    const asked: RequestInit = { ...init, cache: "no-store", redirect: "error", signal };
    const response = await received(fetch(`${ROOT}${path}`, asked));
    this.clock.set(response.headers.get("Date"));
    if (!response.ok && response.status !== 304) throw await problemIn(response, this.clock.now());
    return response;
  }
}

/** Shows that a call was made by our own page. */
function proof() {
  return { "x-csrftoken": csrfToken(document.cookie) };
}

function json<T>(response: Response): Promise<T> {
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
