/** What is still to be done: talks of which nobody told how they went, and times that cannot be. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { whenOf } from "../../agenda/dates.js";
import type { AppointmentLine } from "../../agenda/model.js";
import { addressOf } from "../../agenda/place.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";
import { endingForm } from "./ending.js";

const words = agendaTexts.todo;

export function todo({ agenda: { week }, me, isBusy }: State, actions: Actions): TemplateResult {
  if (!week) return html``;
  const { to_end, must_move } = week;
  const isMine = (line: AppointmentLine) => line.advisor_id === me?.advisor.id;
  if (to_end.length + must_move.length === 0) {
    return html`<div class="todo todo--none"><p>${words.none}</p><p>${words.noneHint}</p></div>`;
  }
  return html`
    ${list("to-end", words.toEnd, words.toEndHint, to_end, (line) => {
      return html`
        <details class="todo__end">
          <summary>${who(line, isMine(line))}</summary>
          ${endingForm(line, null, isBusy, actions)}
          <p>${more(line)}</p>
        </details>
      `;
    })}
    ${list("must-move", words.mustMove, words.mustMoveHint, must_move, (line) => {
      return html`
        <a class="todo__line" href=${addressOf({ kind: "appointment", id: line.id })}>
          ${who(line, isMine(line))}
        </a>
      `;
    })}
  `;
}

function list(
  id: string,
  title: string,
  hint: string,
  lines: readonly AppointmentLine[],
  item: (line: AppointmentLine) => TemplateResult,
) {
  if (lines.length === 0) return nothing;
  return html`
    <section class="todo" aria-labelledby=${id}>
      <h2 id=${id}>${title} <span class="todo__count">${lines.length}</span></h2>
      <p class="quiet-words">${hint}</p>
      <ul>
        ${repeat(
          lines,
          (line) => line.id,
          (line) => html`<li>${item(line)}</li>`,
        )}
      </ul>
    </section>
  `;
}

function who(line: AppointmentLine, isMine: boolean): TemplateResult {
  return html`
    <strong>${line.name ?? agendaTexts.noName}</strong>
    <span class="todo__when">${whenOf(line)}${isMine ? nothing : html`, ${words.with(line.advisor)}`}</span>
  `;
}

function more(line: AppointmentLine): TemplateResult {
  return html`<a href=${addressOf({ kind: "appointment", id: line.id })}>${words.open}</a>`;
}
