/** Closing a conversation: what came of it, and who goes on with it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Titled } from "../model.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { answers, field, heading, partnerField, sent } from "./dialog-parts.js";

/** The outcome that names an organisation to go on with. */
const REFERRED = "verwezen";

const words = texts.dialog.close;

export function closeForm(state: State, actions: Actions): TemplateResult {
  const { me, outcome, isBusy } = state;
  return html`
    ${heading(words.heading)}
    <form @submit=${(event: Event) => close(event, actions)}>
      <fieldset>
        <legend>${words.outcome}</legend>
        ${(me?.outcomes ?? []).map((one) => choice(one, actions))}
      </fieldset>
      ${outcome === REFERRED ? partnerField(words.partner, me?.partners ?? []) : nothing}
      <label>${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea></label>
      ${answers(words.yes, isBusy, actions)}
    </form>
  `;
}

function choice({ id, title }: Titled, actions: Actions): TemplateResult {
  return html`
    <label class="choice">
      <input
        type="radio"
        name="outcome"
        value=${id}
        required
        @change=${() => actions.chooseOutcome(id)}
      />
      ${title}
    </label>
  `;
}

function close(event: Event, actions: Actions): void {
  const form = sent(event);
  actions.close({
    outcome: field(form, "outcome"),
    partner: field(form, "partner") || null,
    note: field(form, "note") || null,
  });
}
