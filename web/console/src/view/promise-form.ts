/** Promising to call back before a moment. */

import { html, type TemplateResult } from "lit";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import { fromField, toField, usualPromise } from "../time.js";
import type { Actions } from "./actions.js";
import { answers, field, heading, sent } from "./dialog-parts.js";

const words = texts.dialog.promise;

export function promiseForm({ now, isBusy }: State, actions: Actions): TemplateResult {
  return html`
    ${heading(words.heading)}
    <p>${words.explanation}</p>
    <form @submit=${(event: Event) => promise(event, now, actions)}>
      <label>
        ${words.before}
        <input
          type="datetime-local"
          name="before"
          required
          min=${toField(now)}
          value=${usualPromise(now)}
          @input=${forgive}
        />
      </label>
      ${answers(words.yes, isBusy, actions)}
    </form>
  `;
}

function promise(event: Event, now: Date, actions: Actions): void {
  const before = fromField(field(sent(event), "before"));
  const input = (event.target as HTMLFormElement).elements.namedItem("before") as HTMLInputElement;
  if (before && before > now) actions.promise(before);
  else {
    input.setCustomValidity(words.past);
    input.reportValidity();
  }
}

function forgive(event: Event): void {
  (event.target as HTMLInputElement).setCustomValidity("");
}
