/** Asks whether the entrepreneur is sure. */

import { html, nothing, type TemplateResult } from "lit";
import { texts } from "../text/texts.js";
import { button } from "./button.js";

export type Question = "startOver" | "erase";

export interface ConfirmActions {
  confirm(): void;
  goBack(): void;
}

/** Always there: it is opened when there is a question. */
export function confirmDialog(
  question: Question | undefined,
  actions: ConfirmActions,
): TemplateResult {
  const goBackOnEscape = (event: Event) => {
    event.preventDefault();
    actions.goBack();
  };
  return html`
    <dialog
      class="confirm"
      role="alertdialog"
      aria-labelledby="sure"
      aria-describedby="sure-explanation"
      @cancel=${goBackOnEscape}
    >
      ${question ? confirmation(question, actions) : nothing}
    </dialog>
  `;
}

function confirmation(question: Question, actions: ConfirmActions): TemplateResult {
  const words = texts.confirm[question];
  return html`
    <h2 id="sure" class="confirm__question">${words.question}</h2>
    <p id="sure-explanation">${words.explanation}</p>
    <div class="confirm__answers">
      ${button(words.yes, () => actions.confirm(), "primary-action")}
      ${button(texts.confirm.back, () => actions.goBack())}
    </div>
  `;
}
