/** Where the keyboard goes in the widget. */

import type { SmallScreen } from "./dialogs.js";

const BOX = "schakel-chat-composer";
const HEADING = "#name";
const LAUNCHER = ".launcher";
const LOG = ".log";
const MENU = "schakel-chat-menu";
const OWN_MESSAGES = ".message--entrepreneur";

export class Focus {
  constructor(
    private readonly host: HTMLElement,
    private readonly screen: SmallScreen,
  ) {}

  /** What in the widget has the keyboard. */
  get current(): Element | null {
    return this.host.shadowRoot?.activeElement ?? null;
  }

  toPanel(): void {
    // On a phone the box would call up the keyboard, which hides the first message.
    const start = this.screen.isSmall ? undefined : this.#find(BOX);
    (start ?? this.#find(HEADING))?.focus();
  }

  toBox(): void {
    this.#find(BOX)?.focus();
  }

  toLauncher(): void {
    this.#find(LAUNCHER)?.focus();
  }

  toMenu(): void {
    this.#find(MENU)?.focus();
  }

  toLog(): void {
    this.#find(LOG)?.focus({ preventScroll: true });
  }

  /** Go to what the entrepreneur said last. */
  toLastWords(): void {
    const own = this.host.shadowRoot?.querySelectorAll<HTMLElement>(`${LOG} ${OWN_MESSAGES}`);
    const last = own?.item(own.length - 1);
    if (last) last.focus({ preventScroll: true });
    else this.toLog();
  }

  /** Opening beside the page takes no focus by itself: the page may open us while somebody types. */
  leaveAt(focused: Element | null): void {
    if (this.current instanceof HTMLElement) this.current.blur();
    if (focused instanceof HTMLElement && focused !== this.host) focused.focus();
  }

  #find(selector: string): HTMLElement | null {
    return this.host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}
