/** Letting the bot do the scan: what happens then, before it begins. */

import { html, type TemplateResult } from "lit";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { answers, heading } from "./dialog-parts.js";

const words = texts.dialog.scan;

export function scanForm({ isBusy }: State, actions: Actions): TemplateResult {
  const start = (event: Event) => {
    event.preventDefault();
    actions.startScan();
  };
  return html`
    ${heading(words.heading)}
    <p>${words.explanation}</p>
    <form @submit=${start}>${answers(words.yes, isBusy, actions)}</form>
  `;
}
