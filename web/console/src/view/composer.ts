/** Where an advisor types to the entrepreneur. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { closedWindow } from "../deliveries.js";
import { FILE_ENDINGS } from "../send.js";
import { holds, type State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { button } from "./controls.js";

/** The server takes no more characters than this; it counts like Python, by code point. */
export const MAX_CHARACTERS = 2_000;

const words = texts.composer;

export function charactersOver(text: string): number {
  return Math.max([...text.trim()].length - MAX_CHARACTERS, 0);
}

export function composer(state: State, who: string, actions: Actions): TemplateResult {
  const { drafts, card } = state;
  const limit = card && closedWindow(card.channel);
  const over = charactersOver(drafts.message);
  const send = (event: Event) => {
    event.preventDefault();
    actions.send("message");
  };
  return html`
    <form class="composer" @submit=${send}>
      <fieldset class="composer__fields" ?disabled=${!holds(state)}>
        <div id="message-limit" role="status">
          ${limit ? html`<p class="composer__limit">${limit}</p>` : nothing}
        </div>
        <label class="unseen" for="message">${words.label(who)}</label>
        <textarea
          id="message"
          rows="2"
          autocomplete="off"
          aria-describedby="message-limit message-hint message-over"
          aria-invalid=${over > 0 ? "true" : "false"}
          placeholder=${words.label(who)}
          .value=${live(drafts.message)}
          @input=${(event: InputEvent) => actions.type("message", typed(event))}
          @keydown=${(event: KeyboardEvent) => isSend(event) && send(event)}
        ></textarea>
        <p id="message-over" class="composer__over" role="status">${over > 0 ? words.tooLong(over) : nothing}</p>
        <div class="composer__row">
          ${button(words.insert, () => actions.ask("insert"))} ${fileButton(actions)}
          <p id="message-hint" class="composer__hint">${words.hint}</p>
          <button class="composer__send">${words.send}</button>
        </div>
      </fieldset>
    </form>
  `;
}

/** A button as the others; the field of the browser itself cannot be drawn like that. */
function fileButton(actions: Actions): TemplateResult {
  const chosen = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    for (const file of target.files ?? []) actions.sendFile(file);
    // The same file again is a choice too.
    target.value = "";
  };
  return html`
    ${button(html`${words.file}<span class="unseen"> ${words.fileHint}</span>`, () =>
      document.querySelector<HTMLInputElement>("#file")?.click(),
    )}
    <input id="file" type="file" hidden accept=${FILE_ENDINGS} @change=${chosen} />
  `;
}

export function typed(event: Event): string {
  return event.target instanceof HTMLTextAreaElement ? event.target.value : "";
}

/** While a word is being composed (Japanese, but also some Dutch phones), Enter chooses it. */
function isSend({ key, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === "Enter" && !shiftKey && !isComposing;
}
