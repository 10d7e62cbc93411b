/** The page of the agenda: a week with what is still to be done, or the times of somebody. */

import { html, nothing, type TemplateResult } from "lit";
import { agendaTexts as words } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";
import { appointmentPane } from "./appointment.js";
import { weekBar } from "./bar.js";
import { timesPage } from "./times.js";
import { todo } from "./todo.js";
import { week } from "./week.js";

export function agendaPage(state: State, actions: Actions): TemplateResult {
  const { place, agenda } = state;
  if (place.kind === "times") return timesPage(state, actions);
  const isOpen = place.kind === "appointment";
  return html`
    <main class="agenda ${isOpen ? "agenda--open" : ""}">
      <section class="agenda__week" aria-labelledby=${isOpen ? nothing : "week-heading"}>
        ${weekBar(state, actions)}
        ${agenda.week ? week(agenda.week, state) : html`<p class="empty">${words.loading}</p>`}
      </section>
      <aside class="agenda__side">
        ${isOpen ? appointmentPane(state, actions) : todo(state, actions)}
      </aside>
    </main>
  `;
}
