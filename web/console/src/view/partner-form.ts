/** Asking a partner along: who, where to write, and for what. */

import { html, type TemplateResult } from "lit";
import { PURPOSES, type Purpose } from "../shares.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { answers, field, heading, partnerField, sent } from "./dialog-parts.js";

const words = texts.partner.form;

export function partnerForm({ me, shares, isBusy }: State, actions: Actions): TemplateResult {
  if (shares?.may_mail === false) return noMail(actions);
  return html`
    ${heading(words.heading)}
    <p>${words.explanation}</p>
    <form @submit=${(event: Event) => ask(event, actions)}>
      ${partnerField(words.partner, me?.partners ?? [])}
      <label>
        ${words.email}
        <input type="email" name="email" required maxlength="254" autocomplete="off" />
      </label>
      <fieldset>
        <legend>${words.purpose}</legend>
        ${PURPOSES.map(choice)}
      </fieldset>
      <label>${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea></label>
      ${answers(words.yes, isBusy, actions)}
    </form>
  `;
}

function noMail(actions: Actions): TemplateResult {
  return html`
    ${heading(words.heading)}
    <p>${words.noMail}</p>
    <div class="dialog__answers">
      <button type="button" @click=${actions.cancel}>${texts.dialog.closeWindow}</button>
    </div>
  `;
}

function choice(purpose: Purpose): TemplateResult {
  return html`
    <label class="choice">
      <input type="radio" name="purpose" value=${purpose} required />
      ${words.purposes[purpose]}
    </label>
  `;
}

function ask(event: Event, actions: Actions): void {
  const form = sent(event);
  const purpose = PURPOSES.find((one) => one === field(form, "purpose"));
  if (!purpose) return;
  const note = field(form, "note");
  actions.askPartner({
    partner: field(form, "partner"),
    email: field(form, "email"),
    purpose,
    ...(note && { note }),
  });
}
