/** The shortcuts, and the way to switch them off. */

import { html, type TemplateResult } from "lit";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { toggle } from "./controls.js";
import { heading } from "./dialog-parts.js";

const words = texts.dialog.shortcuts;

export function shortcutsPane({ usesKeys }: State, actions: Actions): TemplateResult {
  return html`
    ${heading(words.heading)}
    <dl class="keys">
      ${words.keys.map(
        ([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`,
      )}
    </dl>
    ${toggle(words.use, usesKeys, actions.useKeys)}
    <p>${words.hint}</p>
    <div class="dialog__answers">
      <button type="button" @click=${actions.cancel}>${texts.dialog.closeWindow}</button>
    </div>
  `;
}
