/** Asks whether the entrepreneur is sure. */

import { html, type TemplateResult } from "lit";
import { texts } from "../text/texts.js";
import { button } from "./button.js";

export type Question = "startOver" | "erase";

export function confirmation(
  question: Question,
  { yes, back }: { yes: () => void; back: () => void },
): TemplateResult {
  const words = texts.confirm[question];
  return html`
    <h2 id="sure" class="confirm__question">${words.question}</h2>
    <p id="sure-explanation">${words.explanation}</p>
    <div class="confirm__answers">
      ${button(words.yes, yes, "primary-action")} ${button(texts.confirm.back, back)}
    </div>
  `;
}
