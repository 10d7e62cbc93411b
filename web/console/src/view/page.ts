/** The whole page, drawn anew at every change. */

import { html, render } from "lit";
import { bring } from "../../../src/view/dialogs.js";
import { agendaTexts } from "../agenda/texts.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { agendaPage } from "./agenda/page.js";
import { banners } from "./banners.js";
import { conversation } from "./conversation.js";
import { dialogs } from "./dialogs.js";
import { Follower } from "./follower.js";
import { header } from "./header.js";
import { lists } from "./lists.js";

export class Page {
  readonly #follower = new Follower();

  constructor(
    private readonly root: HTMLElement,
    private readonly actions: Actions,
  ) {}

  draw(state: State): void {
    render(page(state, this.actions), this.root);
    this.#follower.drawn(this.root.querySelector(".log"));
    const dialog = this.root.querySelector("dialog");
    if (dialog) bring(dialog, state.dialog ? "over" : "closed");
    document.title = titleOf(state);
  }
}

/** How many wait can be read on the tab, also from elsewhere. */
export function titleOf({ lists, place }: State): string {
  const count = lists.waiting.length;
  if (count > 0) return texts.title.waiting(count);
  return place.kind === "conversations" ? texts.title.quiet : agendaTexts.title;
}

function conversations(state: State, actions: Actions) {
  return html`
    <main class="panes">
      <h1 id="lists-heading" class="unseen">${texts.lists.heading}</h1>
      ${lists(state, actions)} ${conversation(state, actions)}
    </main>
  `;
}

function page(state: State, actions: Actions) {
  return html`
    <div class="page ${state.open ? "page--open" : ""}">
      ${header(state, actions)} ${banners(state, actions)}
      ${state.place.kind === "conversations" ? conversations(state, actions) : agendaPage(state, actions)}
    </div>
    ${dialogs(state, actions)}
  `;
}
