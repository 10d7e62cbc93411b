/** The one dialog of the page, with what is asked in it. */

import { html, nothing, type TemplateResult } from "lit";
import type { State } from "../state.js";
import type { Actions } from "./actions.js";
import { askForm, cancelForm, moveForm } from "./agenda/dialogs.js";
import { closeForm } from "./close-form.js";
import { insertPane } from "./insert-pane.js";
import { partnerForm } from "./partner-form.js";
import { promiseForm } from "./promise-form.js";
import { scanForm } from "./scan-form.js";
import { shortcutsPane } from "./shortcuts-pane.js";
import { transferForm } from "./transfer-form.js";

const CONTENTS = {
  transfer: transferForm,
  close: closeForm,
  promise: promiseForm,
  partner: partnerForm,
  scan: scanForm,
  insert: insertPane,
  shortcuts: shortcutsPane,
  move: moveForm,
  cancel: cancelForm,
  "ask-to-move": askForm,
} as const;

export function dialogs(state: State, actions: Actions): TemplateResult {
  const { dialog, problem } = state;
  return html`
    <dialog
      class="dialog ${dialog ? `dialog--${dialog}` : ""}"
      aria-labelledby="dialog-heading"
      @cancel=${actions.cancel}
      @close=${actions.cancel}
    >
      <div role="alert">
        ${dialog && problem ? html`<p class="banner banner--problem">${problem}</p>` : nothing}
      </div>
      ${dialog ? CONTENTS[dialog](state, actions) : nothing}
    </dialog>
  `;
}
