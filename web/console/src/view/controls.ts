/** Buttons as the console draws them. */

import { html, type TemplateResult } from "lit";

export function button(
  label: string | TemplateResult,
  pressed: () => void,
  look: "" | "quiet" = "quiet",
): TemplateResult {
  return html`<button type="button" class=${look} @click=${pressed}>${label}</button>`;
}

/** A button that is on or off; its name stays the same, its state is heard and seen. */
export function toggle(
  label: string,
  isOn: boolean,
  switched: (isOn: boolean) => void,
): TemplateResult {
  return html`
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked=${isOn ? "true" : "false"}
      @click=${() => switched(!isOn)}
    >
      <span class="switch__track" aria-hidden="true"></span><span>${label}</span>
    </button>
  `;
}
