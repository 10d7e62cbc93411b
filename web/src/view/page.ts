/** The page around the widget: its links that open the panel, and whether anybody looks at it. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface PageEvents {
  /** A link to the widget was followed. */
  asked(): void;
  /** The page came in sight, or went out of it. */
  turned(): void;
}

export class Page implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly events: PageEvents,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#turned);
    document.addEventListener("click", this.#followLink);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#turned);
    document.removeEventListener("click", this.#followLink);
  }

  #turned = (): void => this.events.turned();

  /** Any link to `#schakel-chat` on the page opens the panel: a site needs no script for it. */
  #followLink = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.getAttribute("href") !== "#schakel-chat") return;
    event.preventDefault();
    this.events.asked();
  };
}
