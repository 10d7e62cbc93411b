/** The conversation that is open: fetched, kept up to date, and marked as read. */

import type { Api } from "./api.js";
import { isCarried, isFurther, movesWindow } from "./deliveries.js";
import type { Keeper } from "./drawer.js";
import type { Failure } from "./failure.js";
import { isNew, lastSeq, withNews } from "./messages.js";
import type { Card } from "./model.js";
import { unproven } from "./outgoing.js";
import { Refused } from "./problems.js";
import { type Drafts, isMine, lastOf, NO_DRAFTS, type Store } from "./state.js";

export interface ConversationParts {
  readonly api: Pick<Api, "card" | "news" | "read" | "typing">;
  readonly store: Store;
  readonly keeper: Keeper;
  readonly failure: Failure;
  readonly isLooking: () => boolean;
  /** The page can be seen, also when one types elsewhere. */
  readonly isVisible: () => boolean;
  /** Something happened in it: what is not in the card may be new too. */
  readonly moved: () => void;
}

/** Who types says so every few seconds; after this it is over. */
const TYPING_MS = 8_000;

/** The other side need not hear more often that one types. */
const TELL_TYPING_MS = 3_000;

export class OpenConversation {
  #typing: ReturnType<typeof setTimeout> | undefined;
  #read = "";
  #toldTyping = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: ConversationParts) {}

  /** Show a handoff, or none. */
  async open(id: string | undefined): Promise<void> {
    const { store, keeper } = this.parts;
    const drafts = id ? keeper.read<Drafts>(`drafts ${id}`, NO_DRAFTS) : NO_DRAFTS;
    const unknown = { card: undefined, shares: undefined };
    store.put({ open: id, ...unknown, drafts, isAsideShown: false, problem: undefined });
    if (id) await this.reload();
  }

  /** Fetch the whole card of what is open. */
  async reload(): Promise<void> {
    const id = this.parts.store.state.open;
    if (!id) return;
    this.parts.moved();
    try {
      this.put(await this.parts.api.card(id));
    } catch (error) {
      if (this.parts.store.state.open !== id) return;
      // One that cannot be read (any more) does not stay open.
      if (error instanceof Refused && !this.parts.store.state.card)
        this.parts.store.put({ open: undefined });
      this.parts.failure.tell(error);
    }
  }

  /** Fetch what is new in it. When nothing was said, it may be a note. */
  async refresh(id: string): Promise<void> {
    const { open, card } = this.parts.store.state;
    if (open !== id || !card) return;
    try {
      if (!(await this.#catchUp(card))) await this.reload();
    } catch (error) {
      this.parts.failure.tell(error);
    }
  }

  /** Fetch how far messages to a phone came: no event tells that. */
  async follow(): Promise<void> {
    const { card } = this.parts.store.state;
    // Not the whole card: that somebody reads it is written down each time.
    if (card && isCarried(card) && this.parts.isVisible()) await this.#catchUp(card);
  }

  /** Add what is new; false when that explains no event. */
  async #catchUp({ line: { id }, messages }: Card): Promise<boolean> {
    const news = await this.parts.api.news(id, lastSeq(messages));
    const current = this.parts.store.state.card;
    if (current?.line.id !== id) return true;
    if (news.messages.length > 0) this.parts.moved();
    const isTold = isNew(current, news);
    if (isTold || isFurther(current, news)) this.put(withNews(current, news));
    const isMoved = movesWindow(current, news);
    if (isMoved) await this.reload();
    return isTold || isMoved;
  }

  /** Show a card, if it is of what is open. */
  put(card: Card): void {
    if (this.parts.store.state.open !== card.line.id) return;
    this.parts.store.put({ card, outbox: unproven(this.parts.store.state.outbox, card) });
    clearTimeout(this.#typing);
    if (card.typing) this.#typing = setTimeout(() => this.#stopTyping(), TYPING_MS);
    void this.markRead();
  }

  /** Tell the server how far this advisor read; only what is one's own and in sight counts. */
  async markRead(): Promise<void> {
    const { card } = this.parts.store.state;
    if (!card || !isMine(this.parts.store.state) || !this.parts.isLooking()) return;
    const place = `${card.line.id} ${lastOf(card)}`;
    if (place === this.#read) return;
    this.#read = place;
    try {
      await this.parts.api.read(card.line.id, lastOf(card));
    } catch {
      // It is told again with the next message or the next look.
      this.#read = "";
    }
  }

  /** Keep what is typed, also over a reload. */
  type(drafts: Partial<Drafts>): void {
    const { open } = this.parts.store.state;
    const all = { ...this.parts.store.state.drafts, ...drafts };
    this.parts.store.put({ drafts: all });
    if (open) this.parts.keeper.write(`drafts ${open}`, all.message || all.note ? all : "");
    if (open && drafts.message && isMine(this.parts.store.state)) void this.#tellTyping(open);
  }

  async #tellTyping(id: string): Promise<void> {
    const now = performance.now();
    if (now - this.#toldTyping < TELL_TYPING_MS) return;
    this.#toldTyping = now;
    try {
      await this.parts.api.typing(id);
    } catch {
      // Nobody misses it: the message itself is what counts.
    }
  }

  #stopTyping(): void {
    const { card } = this.parts.store.state;
    if (card) this.parts.store.put({ card: { ...card, typing: false } });
  }
}
