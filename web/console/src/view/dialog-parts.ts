/** What all dialogs have: a heading, and the buttons below a form. */

import { html, nothing, type TemplateResult } from "lit";
import type { Titled } from "../model.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";

export function heading(words: string): TemplateResult {
  return html`<h2 id="dialog-heading" class="dialog__heading">${words}</h2>`;
}

/** The buttons below a form. */
export function answers(yes: string, isBusy: boolean, actions: Actions): TemplateResult {
  return html`
    <div class="dialog__answers">
      <button aria-disabled=${isBusy ? "true" : nothing}>${yes}</button>
      <button type="button" class="quiet" @click=${actions.cancel}>${texts.dialog.cancel}</button>
    </div>
  `;
}

/** One organisation to be chosen; the field is `partner`. */
export function partnerField(label: string, partners: readonly Titled[]): TemplateResult {
  return html`
    <label>
      ${label}
      <select name="partner" required>
        <option value="">${texts.dialog.choose}</option>
        ${partners.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
      </select>
    </label>
  `;
}

/** What stands in a field of a form that was sent, without spaces around it. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Read the form that is sent; the page itself stays. */
export function sent(event: Event): FormData {
  event.preventDefault();
  return new FormData(event.target as HTMLFormElement);
}
