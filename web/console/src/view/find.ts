/** Looking for a conversation; what is found stands where the lists were. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { placeOf, type State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { lineItem } from "./line.js";

const words = texts.find;

export function findField({ find }: State, actions: Actions): TemplateResult {
  const clear = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || find.words === "") return;
    event.preventDefault();
    actions.find("");
  };
  return html`
    <search class="find">
      <label class="unseen" for="find">${words.label}</label>
      <input
        id="find"
        type="search"
        autocomplete="off"
        maxlength="200"
        placeholder=${words.label}
        .value=${live(find.words)}
        @input=${(event: Event) => actions.find((event.target as HTMLInputElement).value)}
        @keydown=${clear}
      />
      <p class="find__said" role="status">${said(find)}</p>
    </search>
  `;
}

function said({ words: asked, lines, isFailed }: State["find"]) {
  if (asked.trim() === "") return nothing;
  if (isFailed) return words.failed;
  if (!lines) return words.busy;
  return lines.length === 0 ? words.none : words.found(lines.length);
}

export function foundLines(state: State, actions: Actions): TemplateResult {
  const { open, now, me, lists, find } = state;
  const around = { open, now, outcomes: me?.outcomes ?? [] };
  return html`
    <ol class="lines">
      ${repeat(
        find.lines ?? [],
        ({ id }) => id,
        (line) => lineItem(line, { ...around, tab: placeOf(lists, line) }, actions),
      )}
    </ol>
  `;
}
