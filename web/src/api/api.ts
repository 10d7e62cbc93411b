/** The calls of the public web channel. */

import type { Access, NewMessage, TranscriptFormat, View, Ways } from "./model.js";
import { problemIn, Unreachable } from "./problems.js";

/** The server waits at most so long for something new. */
const LONGEST_WAIT_SECONDS = 25;

/** So long a call may take on a slow phone before we call the server unreachable. */
const PATIENCE_MS = 15_000;

const MEDIA_TYPES: Record<TranscriptFormat, string> = {
  text: "text/plain",
  pdf: "application/pdf",
};

/** What one has already: all up to message `after`, and whether an advisor was typing. */
export interface Known {
  readonly after: number;
  readonly typing: boolean;
}

interface Call {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly access?: Access;
  readonly json?: unknown;
  readonly accept?: string;
  readonly patience?: number;
  readonly cache?: RequestCache;
  readonly signal?: AbortSignal | undefined;
}

export class Api {
  readonly #root: URL;

  /** `origin` is where the API is served, for example `https://schakel.example.org`. */
  constructor(origin: string) {
    this.#root = new URL("/api/v1/", origin);
  }

  /** Open a conversation; `start` is what somebody came for by a link or QR code. */
  async open(signal?: AbortSignal, start?: string): Promise<Access> {
    const json = start ? { start } : {};
    const response = await this.#call("conversations", { method: "POST", json, signal });
    return readJson<Access>(response);
  }

  /** Exchange the code of a link in a letter, which works once, for a key to its conversation. */
  async resume(code: string, signal?: AbortSignal): Promise<Access> {
    const call = { method: "POST", json: { code }, signal } as const;
    return readJson<Access>(await this.#call("conversations/resume", call));
  }

  /** Send a message and return its place; the same `client_id` twice is one message. */
  async send(access: Access, message: NewMessage, signal?: AbortSignal): Promise<number> {
    const path = `conversations/${access.id}/messages`;
    const response = await this.#call(path, { method: "POST", access, json: message, signal });
    return (await readJson<{ seq: number }>(response)).seq;
  }

  /** Return what is new beside `known`; with `wait` the server holds on until there is news. */
  async read(access: Access, known: Known, wait: boolean, signal?: AbortSignal): Promise<View> {
    const seconds = wait ? LONGEST_WAIT_SECONDS : 0;
    const query = `after=${known.after}&typing=${known.typing}&wait=${seconds}`;
    const path = `conversations/${access.id}/messages?${query}`;
    const patience = seconds * 1000 + PATIENCE_MS;
    return readJson<View>(await this.#call(path, { access, patience, signal }));
  }

  /** Tell that the entrepreneur types. */
  async typing(access: Access): Promise<void> {
    await this.#call(`conversations/${access.id}/typing`, { method: "POST", access });
  }

  /** Return the channels on which one can go on on a phone; browsers keep that some minutes. */
  async phones(): Promise<readonly string[]> {
    const response = await this.#call("channels", { cache: "default" });
    return (await readJson<{ phones: readonly string[] }>(response)).phones;
  }

  /** Have a code made that takes the conversation to a phone, once. */
  async ways(access: Access): Promise<Ways> {
    const path = `conversations/${access.id}/phone`;
    return readJson<Ways>(await this.#call(path, { method: "POST", access }));
  }

  async transcript(access: Access, format: TranscriptFormat): Promise<Blob> {
    const path = `conversations/${access.id}/transcript?format=${format}`;
    const response = await this.#call(path, { access, accept: MEDIA_TYPES[format] });
    return received(response.blob());
  }

  async erase(access: Access): Promise<void> {
    await this.#call(`conversations/${access.id}`, { method: "DELETE", access });
  }

  /** The address of an attachment, or nothing when it is not safe to open. */
  resolve(url: string): string | undefined {
    if (!URL.canParse(url, this.#root)) return undefined;
    const address = new URL(url, this.#root);
    const isSafe = address.protocol === "https:" || address.origin === this.#root.origin;
    return isSafe ? address.href : undefined;
  }

  async #call(path: string, call: Call): Promise<Response> {
    const headers = new Headers({ Accept: call.accept ?? "application/json" });
    if (call.access) headers.set("Authorization", `Bearer ${call.access.token}`);
    if (call.json !== undefined) headers.set("Content-Type", "application/json");
    const response = await received(
      fetch(new URL(path, this.#root), {
        method: call.method ?? "GET",
        headers,
        body: call.json === undefined ? null : JSON.stringify(call.json),
        cache: call.cache ?? "no-store",
        credentials: "omit",
        signal: withPatience(call.patience ?? PATIENCE_MS, call.signal),
      }),
    );
    if (!response.ok) throw await problemIn(response);
    return response;
  }
}

function withPatience(milliseconds: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function readJson<T>(response: Response): Promise<T> {
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
