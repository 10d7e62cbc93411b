/** What an advisor does with a conversation; each deed tells how it went. */

import type { Api } from "./api.js";
import type { Attempt } from "./attempt.js";
import type { OpenConversation } from "./conversation.js";
import type { Failure } from "./failure.js";
import type { Closing, Presence, Transfer } from "./model.js";
import type { Route } from "./route.js";
import { type Dialog, NO_FIND, NO_SEARCH, type State, type Store, withMine } from "./state.js";
import { texts } from "./texts.js";

/** Who types the next letter within this time has not finished. */
const TYPING_ON_MS = 250;

export interface DeedParts {
  readonly api: Api;
  readonly store: Store;
  readonly failure: Failure;
  readonly conversation: OpenConversation;
  readonly route: Route;
  readonly attempt: Attempt;
  /** This advisor took one. */
  readonly taken: (id: string) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export class Deeds {
  #search = 0;
  #find = 0;

  constructor(private readonly parts: DeedParts) {}

  async take(id: string): Promise<void> {
    const { api, store, conversation, route } = this.parts;
    const isTaken = await this.parts.attempt.at(async () => {
      const card = await api.take(id);
      this.parts.taken(id);
      store.put({ lists: withMine(store.state.lists, card.line), tab: "mine", find: NO_FIND });
      if (store.state.open !== id) route.go(id);
      conversation.put(card);
      return undefined;
    });
    if (!isTaken) await conversation.reload();
  }

  async release(): Promise<void> {
    await this.#leave((id) => this.parts.api.release(id), texts.notice.released);
  }

  async transfer(transfer: Transfer): Promise<void> {
    await this.#leave((id) => this.parts.api.transfer(id, transfer), texts.notice.transferred);
  }

  async close(closing: Closing): Promise<void> {
    await this.#leave((id) => this.parts.api.close(id, closing), texts.notice.closed);
  }

  async promise(before: Date): Promise<void> {
    const { api, store, conversation } = this.parts;
    const id = store.state.open;
    if (!id) return;
    await this.parts.attempt.at(async () => {
      await api.promise(id, before.toISOString());
      store.put({ dialog: undefined });
      await conversation.reload();
      return texts.notice.promised;
    });
  }

  /** Let the bot do the scan; true when it does. */
  async startScan(): Promise<boolean> {
    const { api, store } = this.parts;
    const id = store.state.open;
    if (!id) return false;
    return this.parts.attempt.at(async () => {
      await api.scan(id);
      store.put({ dialog: undefined });
      return undefined;
    });
  }

  async presence(presence: Presence): Promise<void> {
    const { api, store } = this.parts;
    await this.parts.attempt.at(async () => {
      await api.presence(presence);
      const { me } = store.state;
      if (me) store.put({ me: { ...me, presence } });
      return undefined;
    });
  }

  /** Open a dialog; who is present is asked again for it. */
  async ask(dialog: Dialog): Promise<void> {
    const { api, store, failure } = this.parts;
    const fresh = { outcome: undefined, search: NO_SEARCH, problem: undefined };
    store.put({ dialog, ...fresh });
    if (dialog !== "transfer") return;
    try {
      store.put({ me: await api.me() });
    } catch (error) {
      failure.tell(error);
    }
  }

  /** Look for ready answers about schemes; only the last words that were typed count. */
  async search(words: string): Promise<void> {
    const { api, store } = this.parts;
    this.#search += 1;
    const asked = this.#search;
    const put = (change: Partial<State["search"]>) =>
      asked === this.#search && store.put({ search: { ...store.state.search, ...change } });
    put({ words, isFailed: false, ...(words === "" && { schemes: [] }) });
    if (words === "") return;
    try {
      put({ schemes: (await api.search(words)).schemes });
    } catch {
      put({ schemes: [], isFailed: true });
    }
  }

  /** Look for conversations, as soon as nobody types on; only the last words count. */
  async find(words: string): Promise<void> {
    const { api, store } = this.parts;
    this.#find += 1;
    const asked = this.#find;
    store.put({
      find: words.trim() === "" ? NO_FIND : { ...store.state.find, words, isFailed: false },
    });
    if (words.trim() === "") return;
    await this.parts.pause(TYPING_ON_MS);
    if (asked !== this.#find) return;
    try {
      const { handoffs } = await api.search(words);
      if (asked === this.#find) store.put({ find: { words, lines: handoffs, isFailed: false } });
    } catch {
      if (asked === this.#find) store.put({ find: { words, lines: [], isFailed: true } });
    }
  }

  /** Do something after which the open conversation is not this advisor's any more. */
  async #leave(deed: (id: string) => Promise<void>, done: string): Promise<void> {
    const { store, route } = this.parts;
    const id = store.state.open;
    if (!id) return;
    await this.parts.attempt.at(async () => {
      await deed(id);
      store.put({ dialog: undefined });
      route.go(undefined);
      return done;
    });
  }
}
