/** When an owner is not there, and which appointments that hits. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { longDay, whenOf } from "../../agenda/dates.js";
import { writeMoment } from "../../agenda/hours.js";
import type { Absence, AppointmentLine, Times } from "../../agenda/model.js";
import { addressOf } from "../../agenda/place.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";
import { field, sent } from "../dialog-parts.js";
import { textField } from "./fields.js";

const words = agendaTexts.absence;

export function absences(times: Times, state: State, actions: Actions): TemplateResult {
  const kept = state.agenda.absences?.absences ?? [];
  // Who leads, or it is one's own: of the team the rules are elsewhere, and its absences are here.
  const mayEdit = times.may_edit || state.me?.advisor.role !== "advisor";
  return html`
    <section class="absences" aria-labelledby="absences">
      <h2 id="absences" tabindex="-1">${words.heading}</h2>
      ${kept.length === 0 ? html`<p class="quiet-words">${words.none}</p>` : nothing}
      <ul>
        ${repeat(
          kept,
          ({ id }) => id,
          (one) => html`<li>${absence(one, times.owner, mayEdit, actions)}</li>`,
        )}
      </ul>
      ${mayEdit ? addForm(times, state, actions) : nothing}
    </section>
  `;
}

function absence(one: Absence, owner: string, mayEdit: boolean, actions: Actions): TemplateResult {
  const what = `${one.title}, ${spanOf(one)}`;
  return html`
    <div class="absence">
      <p><strong>${one.title}</strong> <span class="absence__when">${spanOf(one)}</span></p>
      ${
        mayEdit
          ? html`<button
              type="button"
              class="quiet"
              aria-label=${words.dropOf(what)}
              @click=${() => actions.agenda.dropAbsence(owner, one.id)}
            >${words.drop}</button>`
          : nothing
      }
    </div>
    ${one.hits.length > 0 ? hits(one.hits, actions) : nothing}
  `;
}

function spanOf({ first, last, since, until }: Absence): string {
  const begin = since ? `${longDay(first)} ${writeMoment(since)}` : longDay(first);
  if (first === last && since && until) return `${begin}${"–"}${writeMoment(until)}`;
  if (first === last && !until) return begin;
  return words.span(begin, until ? `${longDay(last)} ${writeMoment(until)}` : longDay(last));
}

function hits(lines: readonly AppointmentLine[], actions: Actions): TemplateResult {
  return html`
    <div class="hits">
      <p>${words.hits(lines.length)}</p>
      <ul>
        ${repeat(
          lines,
          ({ id }) => id,
          (line) => hit(line, actions),
        )}
      </ul>
    </div>
  `;
}

function hit(line: AppointmentLine, actions: Actions): TemplateResult {
  const who = line.name ?? agendaTexts.noName;
  return html`
    <li class="hit">
      <a href=${addressOf({ kind: "appointment", id: line.id })}>${who}</a>
      <span>${whenOf(line)}, ${agendaTexts.todo.with(line.advisor)}</span>
      <button
        type="button"
        class="quiet"
        aria-label=${agendaTexts.deeds.askOf(who)}
        @click=${() => actions.agenda.ask("ask-to-move", line)}
      >${agendaTexts.deeds.ask}</button>
    </li>
  `;
}

function addForm(times: Times, { agenda: { wrong }, isBusy }: State, actions: Actions) {
  const empty = { value: "", max: 100 };
  return html`
    <form class="absences__new" novalidate @submit=${(event: Event) => add(event, times.owner, actions)}>
      ${textField({ ...empty, name: "title", label: words.title }, wrong)}
      <div class="absences__days">
        ${textField({ ...empty, name: "first", label: words.first, type: "date" }, wrong)}
        ${textField({ ...empty, name: "last", label: words.last, type: "date" }, wrong)}
      </div>
      <details>
        <summary>${words.part}</summary>
        <div class="absences__days">
          ${textField({ ...empty, name: "since", label: words.since, type: "time" }, wrong)}
          ${textField({ ...empty, name: "until", label: words.until, type: "time" }, wrong)}
        </div>
      </details>
      ${times.is_person ? html`<p class="quiet-words">${words.titleHint}</p>` : nothing}
      <button aria-disabled=${isBusy ? "true" : nothing}>${words.add}</button>
    </form>
  `;
}

async function add(event: Event, owner: string, actions: Actions): Promise<void> {
  const form = event.target as HTMLFormElement;
  const typed = sent(event);
  const isKept = await actions.agenda.addAbsence(owner, {
    title: field(typed, "title"),
    first: field(typed, "first"),
    last: field(typed, "last"),
    since: field(typed, "since"),
    until: field(typed, "until"),
  });
  if (isKept) form.reset();
}
