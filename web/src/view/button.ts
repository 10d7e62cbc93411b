/** Buttons of NL Design System (the community CSS of Utrecht). */

import { html, type TemplateResult } from "lit";

export type Appearance = "primary-action" | "secondary-action" | "subtle";

export function button(
  label: string,
  pressed: () => void,
  appearance: Appearance = "secondary-action",
): TemplateResult {
  return html`
    <button class="utrecht-button utrecht-button--${appearance}" type="button" @click=${pressed}>
      ${label}
    </button>
  `;
}

/** A button with a drawing; its name is heard, and shown when one points at it. */
export function iconButton(
  label: string,
  icon: TemplateResult,
  pressed: () => void,
): TemplateResult {
  return html`
    <button class="icon-button" type="button" aria-label=${label} title=${label} @click=${pressed}>
      ${icon}
    </button>
  `;
}
