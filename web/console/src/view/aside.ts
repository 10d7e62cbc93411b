/** Beside the conversation: what one can do with it, who it is, and the notes of colleagues. */

import { html, nothing, type TemplateResult } from "lit";
import type { Card, Line } from "../model.js";
import { holds, type State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { facts } from "./card.js";
import { button } from "./controls.js";
import { notes } from "./notes.js";

const words = texts.actions;

export function aside(card: Card, line: Line, state: State, actions: Actions): TemplateResult {
  return html`
    <aside
      id="aside"
      class="aside ${state.isAsideShown ? "aside--shown" : ""}"
      aria-label=${texts.card.heading}
    >
      ${holds(state) ? deeds(line, actions) : nothing}
      ${facts(card, line, state, actions)} ${notes(card, state, actions)}
    </aside>
  `;
}

function deeds({ way }: Line, actions: Actions): TemplateResult {
  return html`
    <section class="deeds" aria-labelledby="deeds-heading">
      <h3 id="deeds-heading" class="unseen">${words.heading}</h3>
      ${button(words.close, () => actions.ask("close"), "")}
      ${button(words.transfer, () => actions.ask("transfer"))}
      ${button(words.partner, () => actions.ask("partner"))}
      ${way === "chat" ? button(words.scan, () => actions.ask("scan")) : nothing}
      ${button(words.promise, () => actions.ask("promise"))}
      ${button(words.release, actions.release)}
    </section>
  `;
}
