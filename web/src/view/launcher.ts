/** The button on the site that opens the panel. */

import { html, nothing, type TemplateResult } from "lit";
import { texts } from "../text/texts.js";
import { icons } from "./icons.js";

export function launcher(
  label: string,
  { unread, isHidden, pressed }: { unread: number; isHidden: boolean; pressed: () => void },
): TemplateResult {
  return html`
    <button
      class="launcher"
      type="button"
      aria-haspopup="dialog"
      ?hidden=${isHidden}
      @click=${pressed}
    >
      ${icons.speech}<span>${label}</span>${unread > 0 ? badge(unread) : nothing}
    </button>
  `;
}

function badge(unread: number): TemplateResult {
  return html`
    <span class="launcher__unread" aria-hidden="true">${unread}</span>
    <span class="unseen">, ${texts.launcher.unread(unread)}</span>
  `;
}
