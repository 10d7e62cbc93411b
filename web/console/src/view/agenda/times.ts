/** When somebody, a group or the team can be booked. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { addressOf, TEAM } from "../../agenda/place.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { Me } from "../../model.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";
import { absences } from "./absences.js";
import { rulesForm } from "./rules-form.js";

const words = agendaTexts.rules;

export function timesPage(state: State, actions: Actions): TemplateResult {
  const { agenda, me, place } = state;
  const { times } = agenda;
  const isMine = times?.owner === me?.advisor.id;
  const title = isMine || !times ? words.mine : words.of(times.title);
  return html`
    <main class="times">
      <p class="times__back"><a href=${addressOf({ kind: "week", week: undefined, who: "" })}><span aria-hidden="true">‹</span> ${agendaTexts.heading}</a></p>
      <header class="times__top">
        <h1 id="times-heading" tabindex="-1">${title}</h1>
        ${me && me.advisor.role !== "advisor" && place.kind === "times" ? owners(me, place.owner, actions) : nothing}
      </header>
      ${times ? keyed(times.owner, absences(times, state, actions)) : html`<p class="empty">${agendaTexts.loading}</p>`}
      ${times ? keyed(`${times.owner} ${times.version}`, rulesForm(times, state, actions)) : nothing}
    </main>
  `;
}

/** Who leads changes the times of all. */
function owners(me: Me, owner: string, actions: Actions): TemplateResult {
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    actions.agenda.go({ kind: "times", owner: value });
  };
  const option = (id: string, title: string) =>
    html`<option value=${id} ?selected=${id === owner}>${title}</option>`;
  return html`
    <label>
      ${words.whose}
      <select .value=${live(owner)} @change=${choose}>
        ${option(me.advisor.id, me.advisor.name)} ${option(TEAM, words.team)}
        <optgroup label=${words.groups}>${me.groups.map(({ id, title }) => option(id, title))}</optgroup>
        <optgroup label=${words.person}>${me.colleagues.map(({ id, name }) => option(id, name))}</optgroup>
      </select>
    </label>
  `;
}
