/** The conversation that is open: fetched, kept up to date, and marked as read. */

import type { Api } from "./api.js";
import type { Keeper } from "./drawer.js";
import type { Failure } from "./failure.js";
import { isNew, withNews } from "./messages.js";
import type { Card } from "./model.js";
import { unproven } from "./outgoing.js";
import { Refused } from "./problems.js";
import { type Drafts, isMine, lastOf, NO_DRAFTS, type Store } from "./state.js";

/** Who types says so every few seconds; after this it is over. */
const TYPING_MS = 8_000;

/** The other side need not hear more often that one types. */
const TELL_TYPING_MS = 3_000;

export class OpenConversation {
  #typing: ReturnType<typeof setTimeout> | undefined;
  #read = "";
  #toldTyping = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly keeper: Keeper,
    private readonly failure: Failure,
    private readonly isLooking: () => boolean,
  ) {}

  /** Show a handoff, or none. */
  async open(id: string | undefined): Promise<void> {
    const drafts = id ? this.keeper.read<Drafts>(`drafts ${id}`, NO_DRAFTS) : NO_DRAFTS;
    this.store.put({ open: id, card: undefined, drafts, isAsideShown: false, problem: undefined });
    if (id) await this.reload();
  }

  /** Fetch the whole card of what is open. */
  async reload(): Promise<void> {
    const id = this.store.state.open;
    if (!id) return;
    try {
      this.put(await this.api.card(id));
    } catch (error) {
      if (this.store.state.open !== id) return;
      // One that cannot be read (any more) does not stay open.
      if (error instanceof Refused && !this.store.state.card) this.store.put({ open: undefined });
      this.failure.tell(error);
    }
  }

  /** Fetch what is new in it. When nothing was said, it may be a note. */
  async refresh(id: string): Promise<void> {
    const { open, card } = this.store.state;
    if (open !== id || !card) return;
    try {
      const news = await this.api.news(id, lastOf(card));
      const current = this.store.state.card;
      if (current?.line.id !== id) return;
      if (isNew(current, news)) this.put(withNews(current, news));
      else await this.reload();
    } catch (error) {
      this.failure.tell(error);
    }
  }

  /** Show a card, if it is of what is open. */
  put(card: Card): void {
    if (this.store.state.open !== card.line.id) return;
    this.store.put({ card, outbox: unproven(this.store.state.outbox, card) });
    clearTimeout(this.#typing);
    if (card.typing) this.#typing = setTimeout(() => this.#stopTyping(), TYPING_MS);
    void this.markRead();
  }

  /** Tell the server how far this advisor read; only what is one's own and in sight counts. */
  async markRead(): Promise<void> {
    const { card } = this.store.state;
    if (!card || !isMine(this.store.state) || !this.isLooking()) return;
    const place = `${card.line.id} ${lastOf(card)}`;
    if (place === this.#read) return;
    this.#read = place;
    try {
      await this.api.read(card.line.id, lastOf(card));
    } catch {
      // It is told again with the next message or the next look.
      this.#read = "";
    }
  }

  /** Keep what is typed, also over a reload. */
  type(drafts: Partial<Drafts>): void {
    const { open } = this.store.state;
    const all = { ...this.store.state.drafts, ...drafts };
    this.store.put({ drafts: all });
    if (open) this.keeper.write(`drafts ${open}`, all.message || all.note ? all : "");
    if (open && drafts.message && isMine(this.store.state)) void this.#tellTyping(open);
  }

  async #tellTyping(id: string): Promise<void> {
    const now = performance.now();
    if (now - this.#toldTyping < TELL_TYPING_MS) return;
    this.#toldTyping = now;
    try {
      await this.api.typing(id);
    } catch {
      // Nobody misses it: the message itself is what counts.
    }
  }

  #stopTyping(): void {
    const { card } = this.store.state;
    if (card) this.store.put({ card: { ...card, typing: false } });
  }
}
