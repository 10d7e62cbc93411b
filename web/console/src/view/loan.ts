/** The bot does the scan in a conversation of an advisor, who can have it back at any moment. */

import { html, nothing, type TemplateResult } from "lit";
import type { Line } from "../model.js";
import { isMine, type State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { button } from "./controls.js";

const words = texts.loan;

/** The region is always there, so that screen readers notice what appears in it. */
export function loan(line: Line, state: State, actions: Actions): TemplateResult {
  return html`<div role="status">${line.lent ? banner(line, state, actions) : nothing}</div>`;
}

function banner({ id, name }: Line, state: State, actions: Actions): TemplateResult {
  return html`
    <div class="banner banner--lent">
      <p>${words.busy(name ?? texts.who.theEntrepreneur)}</p>
      ${isMine(state) ? button(words.takeBack, () => actions.take(id), "") : nothing}
    </div>
  `;
}
