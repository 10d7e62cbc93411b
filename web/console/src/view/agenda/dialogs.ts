/** What is asked before an appointment is changed. */

import { html, nothing, type TemplateResult } from "lit";
import { whenOf } from "../../agenda/dates.js";
import type { AppointmentLine } from "../../agenda/model.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import { fromField, toField } from "../../time.js";
import type { Actions } from "../actions.js";
import { answers, field, heading, sent } from "../dialog-parts.js";

const words = agendaTexts.dialog;

export function moveForm({ agenda: { subject }, now, isBusy }: State, actions: Actions) {
  const start = subject ? toField(new Date(subject.start)) : "";
  return html`
    ${heading(words.move.heading)} ${about(subject)}
    <form @submit=${(event: Event) => move(event, now, actions)}>
      <label>
        ${words.move.start}
        <input
          type="datetime-local"
          name="start"
          required
          min=${toField(now)}
          value=${start}
          @input=${forgive}
        />
      </label>
      <p class="quiet-words">${words.move.explanation} ${agendaTexts.deeds.told}</p>
      ${answers(words.move.yes, isBusy, actions)}
    </form>
  `;
}

export function cancelForm({ agenda: { subject }, isBusy }: State, actions: Actions) {
  return html`
    ${heading(words.cancel.heading)} ${about(subject)}
    <form @submit=${(event: Event) => sent(event) && actions.agenda.cancel()}>
      <p>${agendaTexts.deeds.told}</p>
      ${answers(words.cancel.yes, isBusy, actions)}
    </form>
  `;
}

export function askForm({ agenda: { subject }, isBusy }: State, actions: Actions) {
  return html`
    ${heading(words.ask.heading)} ${about(subject)}
    <form @submit=${(event: Event) => sent(event) && actions.agenda.askToMove()}>
      <p>${words.ask.explanation}</p>
      ${answers(words.ask.yes, isBusy, actions)}
    </form>
  `;
}

function about(subject: AppointmentLine | undefined): TemplateResult | typeof nothing {
  if (!subject) return nothing;
  return html`<p>${words.about(subject.name ?? agendaTexts.noName, whenOf(subject))}</p>`;
}

function move(event: Event, now: Date, actions: Actions): void {
  const start = fromField(field(sent(event), "start"));
  const input = (event.target as HTMLFormElement).elements.namedItem("start") as HTMLInputElement;
  if (start && start > now) actions.agenda.move(start);
  else {
    input.setCustomValidity(words.move.past);
    input.reportValidity();
  }
}

function forgive(event: Event): void {
  (event.target as HTMLInputElement).setCustomValidity("");
}
