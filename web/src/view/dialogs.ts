/** Opening and closing `<dialog>`s: the browser's own focus trap and focus return. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** A phone, or a window enlarged so far that it is as small as one. */
const SMALL = "(max-width: 40rem), (max-height: 30rem)";

/** Tells whether the screen is small, and redraws its host when that changes. */
export class SmallScreen implements ReactiveController {
  readonly #query = matchMedia(SMALL);

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get isSmall(): boolean {
    return this.#query.matches;
  }

  hostConnected(): void {
    this.#query.addEventListener("change", this.#changed);
  }

  hostDisconnected(): void {
    this.#query.removeEventListener("change", this.#changed);
  }

  #changed = (): void => this.host.requestUpdate();
}

export type Wanted = "closed" | "beside" | "over";

/** Bring `dialog` in the wanted state: closed, beside the page, or over it with focus kept inside. */
export function bring(dialog: HTMLDialogElement, wanted: Wanted): void {
  const isOver = dialog.open && dialog.matches(":modal");
  const current: Wanted = isOver ? "over" : dialog.open ? "beside" : "closed";
  if (current === wanted) return;
  if (dialog.open) dialog.close();
  if (wanted === "beside") dialog.show();
  if (wanted === "over") dialog.showModal();
}
