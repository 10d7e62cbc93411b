/** What colleagues tell each other; it looks like nothing that the entrepreneur can read. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Card, Note } from "../model.js";
import { type State, underWay } from "../state.js";
import { texts } from "../texts.js";
import { momentOf } from "../time.js";
import type { Actions } from "./actions.js";
import { charactersOver, typed } from "./composer.js";
import { progress } from "./message.js";

const words = texts.notes;

export function notes(card: Card, state: State, actions: Actions): TemplateResult {
  const onTheWay = underWay(state, "note");
  const isEmpty = card.notes.length + onTheWay.length === 0;
  return html`
    <section class="notes" aria-labelledby="notes-heading">
      <h3 id="notes-heading">${words.heading} <span class="notes__only">${words.only}</span></h3>
      ${isEmpty ? html`<p class="notes__none">${words.none}</p>` : nothing}
      <ol class="notes__list">
        ${repeat(
          card.notes,
          ({ id }) => id,
          (note) => noteItem(note, state.now),
        )}
        ${repeat(
          onTheWay,
          ({ clientId }) => clientId,
          (item) => html`
            <li><p class="notes__text">${item.text}</p>${progress(item, actions)}</li>
          `,
        )}
      </ol>
      ${field(state, actions)}
    </section>
  `;
}

function noteItem({ author, text, at }: Note, now: Date): TemplateResult {
  return html`
    <li>
      <p class="notes__text">${text}</p>
      <p class="notes__who">${author}, <time datetime=${at}>${momentOf(at, now)}</time></p>
    </li>
  `;
}

function field({ drafts }: State, actions: Actions): TemplateResult {
  const over = charactersOver(drafts.note);
  const save = (event: Event) => {
    event.preventDefault();
    actions.send("note");
  };
  return html`
    <form @submit=${save}>
      <label for="note">${words.label}</label>
      <textarea
        id="note"
        rows="2"
        aria-invalid=${over > 0 ? "true" : "false"}
        .value=${live(drafts.note)}
        @input=${(event: InputEvent) => actions.type("note", typed(event))}
        @keydown=${(event: KeyboardEvent) => event.key === "Enter" && event.ctrlKey && save(event)}
      ></textarea>
      ${over > 0 ? html`<p class="composer__over">${texts.composer.tooLong(over)}</p>` : nothing}
      <button class="quiet">${words.save}</button>
    </form>
  `;
}
