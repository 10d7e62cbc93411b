/** The calls about conversations, and about who works in them. */

import { type Calls, json, proof, ROOT } from "./calls.js";
import type * as model from "./model.js";
import type { Asking, Shares } from "./shares.js";

export const EVENTS = `${ROOT}/events`;

/** A file takes longer on its way than other calls. */
const FILE_PATIENCE_MS = 180_000;

export class Api {
  constructor(private readonly calls: Calls) {}

  me(): Promise<model.Me> {
    return this.calls.get("/me");
  }

  async presence(state: model.Presence): Promise<void> {
    await this.calls.post("/presence", { state });
  }

  /** Return the lists; with the `etag` of what one has, nothing when that is still so. */
  async lists(etag: string): Promise<model.Lists | undefined> {
    const response = await this.calls.call(`/handoffs?after=${encodeURIComponent(etag)}`);
    return response.status === 304 ? undefined : json(response);
  }

  card(id: string): Promise<model.Card> {
    return this.calls.get(`/handoffs/${id}`);
  }

  news(id: string, after: number): Promise<model.News> {
    return this.calls.get(`/handoffs/${id}/messages?after=${after}`);
  }

  async take(id: string): Promise<model.Card> {
    return json(await this.calls.post(`/handoffs/${id}/take`, {}));
  }

  /** Let the bot do the scan in it. */
  async scan(id: string): Promise<void> {
    await this.calls.post(`/handoffs/${id}/scan`, {});
  }

  async release(id: string): Promise<void> {
    await this.calls.post(`/handoffs/${id}/release`, {});
  }

  async transfer(id: string, transfer: model.Transfer): Promise<void> {
    await this.calls.post(`/handoffs/${id}/transfer`, transfer);
  }

  async close(id: string, closing: model.Closing): Promise<void> {
    await this.calls.post(`/handoffs/${id}/close`, closing);
  }

  /** Send a message and return its place; the same `client_id` twice is one message. */
  async say(id: string, client_id: string, text: string): Promise<number> {
    const response = await this.calls.post(`/handoffs/${id}/messages`, { client_id, text });
    return (await json<{ seq: number }>(response)).seq;
  }

  /** Send a file and return the place of its message; otherwise as `say`. */
  async sendFile(id: string, client_id: string, file: File): Promise<number> {
    const body = new FormData();
    body.append("client_id", client_id);
    body.append("file", file, file.name);
    const init = { method: "POST", headers: proof(), body };
    const response = await this.calls.call(`/handoffs/${id}/files`, init, FILE_PATIENCE_MS);
    return (await json<{ seq: number }>(response)).seq;
  }

  async typing(id: string): Promise<void> {
    await this.calls.post(`/handoffs/${id}/typing`, {});
  }

  /** Keep a note and return its id; the same `client_id` twice is one note. */
  async note(id: string, client_id: string, text: string): Promise<string> {
    const response = await this.calls.post(`/handoffs/${id}/notes`, { client_id, text });
    return (await json<{ id: string }>(response)).id;
  }

  async read(id: string, seq: number): Promise<void> {
    await this.calls.post(`/handoffs/${id}/read`, { seq });
  }

  async promise(id: string, before: string): Promise<void> {
    await this.calls.post(`/handoffs/${id}/promise`, { before });
  }

  shares(id: string): Promise<Shares> {
    return this.calls.get(`/handoffs/${id}/partners`);
  }

  /** Ask for a partner; the same `client_id` twice is one question. */
  async askPartner(id: string, asking: Asking & { client_id: string }): Promise<void> {
    await this.calls.post(`/handoffs/${id}/partners`, asking);
  }

  async withdrawShare(id: string, share: string): Promise<void> {
    await this.calls.delete(`/handoffs/${id}/partners/${share}`);
  }

  search(words: string): Promise<model.Found> {
    return this.calls.get(`/search?q=${encodeURIComponent(words)}`);
  }
}
