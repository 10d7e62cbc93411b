/** What the fields of the agenda's forms have in common. */

import { html, nothing, type TemplateResult } from "lit";
import type { Wrong } from "../../agenda/state.js";

/** Whether a field is the one in which something is wrong, for its own element. */
export function isWrong(name: string, wrong: Wrong | undefined): boolean {
  return wrong?.field === name;
}

/** What is wrong in a field, below it. */
export function wrongIn(name: string, wrong: Wrong | undefined) {
  if (!isWrong(name, wrong)) return nothing;
  return html`<span class="wrong" id=${wrongId(name)}>${wrong?.text}</span>`;
}

export function describedBy(name: string, wrong: Wrong | undefined) {
  return isWrong(name, wrong) ? wrongId(name) : nothing;
}

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly type?: "text" | "date" | "time" | "url";
  readonly isNumber?: boolean;
  readonly max: number;
}

export function textField(field: TextField, wrong: Wrong | undefined): TemplateResult {
  const { name, label, value, placeholder = "", type = "text", isNumber, max } = field;
  return html`
    <label>
      ${label}
      <input
        type=${type}
        name=${name}
        maxlength=${max}
        autocomplete="off"
        inputmode=${isNumber ? "numeric" : nothing}
        placeholder=${placeholder || nothing}
        value=${value}
        aria-invalid=${isWrong(name, wrong) ? "true" : nothing}
        aria-describedby=${describedBy(name, wrong)}
      />
      ${wrongIn(name, wrong)}
    </label>
  `;
}

function wrongId(name: string): string {
  return `wrong-${name.replace(".", "-")}`;
}
