/** Keeps what is new in sight, unless the entrepreneur is reading something older. */

import { heardAfter, lastSeq } from "../conversation/history.js";
import type { ConversationState } from "../conversation/state.js";

/** Closer to the end than this counts as the end. */
const NEAR_PX = 48;
const MARGIN_PX = 12;

export class Follower {
  #log: HTMLElement | undefined;
  #top = 0;
  #isAtEnd = true;
  #follows = true;
  #missed = false;

  constructor(private readonly changed: () => void) {}

  /** There is something new below what is shown. */
  get hasMissed(): boolean {
    return this.#missed;
  }

  watch(log: HTMLElement): void {
    this.#log = log;
    log.addEventListener("scroll", () => this.#scrolled(log), { passive: true });
    // The keyboard of a phone, a longer question, a banner: all take room from below.
    new ResizeObserver(() => this.#resized(log)).observe(log);
  }

  /** Go along with what changed in the conversation. */
  follow(before: ConversationState, after: ConversationState): void {
    const { messages, outbox, history, isTyping } = after;
    const hasSaid = outbox.length > before.outbox.length;
    const isBack = history > before.history;
    const [first] = heardAfter(messages, lastSeq(before.messages));
    if (hasSaid || isBack) this.toEnd();
    else if (first) this.#to(first.seq);
    else if (outbox !== before.outbox || messages !== before.messages) this.#keepEnd();
    else if (isTyping !== before.isTyping) this.#keepEnd();
  }

  toEnd(): void {
    this.#follows = true;
    this.#log?.scrollTo({ top: this.#log.scrollHeight });
  }

  /** Something was added below what is shown, without being said. */
  #keepEnd(): void {
    if (this.#follows) this.toEnd();
  }

  /** Show the message from its first line, or from its day; a short one then stands at the end. */
  #to(seq: number): void {
    const item = this.#log?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!item) return;
    const before = item.previousElementSibling;
    const start = before instanceof HTMLElement && before.matches(".day") ? before : item;
    if (this.#follows) this.#log?.scrollTo({ top: start.offsetTop - MARGIN_PX });
    else this.#miss(true);
  }

  #scrolled(log: HTMLElement): void {
    this.#isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    if (this.#isAtEnd) this.#follows = true;
    else if (log.scrollTop < this.#top) this.#follows = false;
    this.#top = log.scrollTop;
    if (this.#isAtEnd) this.#miss(false);
  }

  #resized(log: HTMLElement): void {
    if (this.#isAtEnd) log.scrollTop = log.scrollHeight;
  }

  #miss(missed: boolean): void {
    if (missed === this.#missed) return;
    this.#missed = missed;
    this.changed();
  }
}
