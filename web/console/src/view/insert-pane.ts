/** Choosing a ready text: one of the team's own, or the answer about a scheme. */

import { html, nothing, type TemplateResult } from "lit";
import type { Canned } from "../model.js";
import { lineOf, type State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { heading } from "./dialog-parts.js";

const words = texts.dialog.insert;

export function insertPane(state: State, actions: Actions): TemplateResult {
  const { search, open, me } = state;
  const name = open ? lineOf(state, open)?.name : undefined;
  const canned = matching(me?.canned ?? [], search.words).map((one) => named(one, name));
  const { schemes, isFailed } = search;
  const count = canned.length + schemes.length;
  return html`
    ${heading(words.heading)}
    <label>
      ${words.search}
      <input
        type="search"
        autocomplete="off"
        @input=${(event: Event) => actions.search((event.target as HTMLInputElement).value.trim())}
      />
    </label>
    <p role="status" class="unseen">${search.words ? words.found(count) : nothing}</p>
    ${isFailed ? html`<p role="alert">${words.failed}</p>` : nothing}
    <div class="ready">
      ${schemes.length > 0 ? group(words.schemes, schemes, actions) : nothing}
      ${canned.length > 0 ? group(words.canned, canned, actions) : nothing}
      ${count === 0 && !isFailed ? html`<p>${words.none}</p>` : nothing}
    </div>
    <div class="dialog__answers">
      <button type="button" class="quiet" @click=${actions.cancel}>${texts.dialog.cancel}</button>
    </div>
  `;
}

/** The ready texts in which all words stand. */
export function matching(canned: readonly Canned[], search: string): readonly Canned[] {
  const wanted = search.toLowerCase().split(/\s+/);
  return canned.filter(({ title, text }) => {
    const all = `${title} ${text}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}

/** Fill in the name, or a word that fits when it is not known. */
export function named(canned: Canned, name: string | null | undefined): Canned {
  return { ...canned, text: canned.text.replaceAll("{naam}", () => name ?? texts.who.addressed) };
}

function group(title: string, ready: readonly Canned[], actions: Actions): TemplateResult {
  return html`
    <h3>${title}</h3>
    <ul class="ready__list">
      ${ready.map(
        (one) => html`
          <li>
            <button type="button" class="ready__text" @click=${() => actions.insert(one.text)}>
              <strong>${one.title}</strong> <span>${one.text}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
