/** Keeps the end of the messages in sight, unless an advisor reads something older. */

/** Closer to the end than this counts as the end. */
const NEAR_PX = 60;

export class Follower {
  #log: Element | undefined;
  #isAtEnd = true;
  /** The field below takes room when a text grows. */
  readonly #sizes = new ResizeObserver(() => this.#follow());

  /** To be called after every drawing, with the messages that are on the screen. */
  drawn(log: Element | null): void {
    if (log && log !== this.#log) this.#watch(log);
    this.#follow();
  }

  #watch(log: Element): void {
    this.#sizes.disconnect();
    this.#sizes.observe(log);
    this.#log = log;
    this.#isAtEnd = true;
    const scrolled = () => {
      this.#isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    };
    log.addEventListener("scroll", scrolled, { passive: true });
  }

  #follow(): void {
    if (this.#log && this.#isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}
