/** Above the week: which one it is, whose, and the way to others. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { daysBetween, weekNumber } from "../../agenda/dates.js";
import type { Week } from "../../agenda/model.js";
import { addressOf, EVERYBODY } from "../../agenda/place.js";
import { agendaTexts as words } from "../../agenda/texts.js";
import type { Me } from "../../model.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";

export function weekBar({ agenda, me, place }: State, actions: Actions): TemplateResult {
  const { week } = agenda;
  const who = place.kind === "week" ? place.who : (week?.advisor ?? EVERYBODY);
  return html`
    <header class="bar">
      ${
        place.kind === "week"
          ? html`<h1 id="week-heading" class="bar__title" tabindex="-1">${title(week)}</h1>`
          : html`<h2 class="bar__title">${title(week)}</h2>`
      }
      ${me ? html`<a class="bar__times" href=${addressOf({ kind: "times", owner: me.advisor.id })}>${words.times}</a>` : nothing}
      ${week ? steps(week, who) : nothing}
      ${me ? colleagues(me, week, who, actions) : nothing}
    </header>
  `;
}

/** The heading of the page; beside an appointment that is the heading itself. */
function title(week: Week | undefined): TemplateResult {
  if (!week) return html`${words.heading}`;
  const [first, last] = [week.days[0], week.days.at(-1)];
  const between = first && last ? `, ${daysBetween(first.day, last.day)}` : "";
  const number = words.week(weekNumber(week.week));
  return html`${words.heading} <span class="bar__week">${number}${between}</span>`;
}

function steps({ week, before, after, this_week }: Week, who: string): TemplateResult {
  const to = (asked: string) => addressOf({ kind: "week", week: asked, who });
  return html`
    <nav class="bar__steps" aria-label=${words.weeks}>
      <a class="bar__step" href=${to(before)} aria-label=${words.before}><span aria-hidden="true">‹</span></a>
      <a class="bar__step" href=${to(this_week)} aria-current=${week === this_week ? "true" : nothing}>${words.thisWeek}</a>
      <a class="bar__step" href=${to(after)} aria-label=${words.after}><span aria-hidden="true">›</span></a>
    </nav>
  `;
}

function colleagues(me: Me, week: Week | undefined, who: string, actions: Actions): TemplateResult {
  const chosen = who === me.advisor.id ? "" : who;
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    actions.agenda.go({ kind: "week", week: week?.week, who: value });
  };
  return html`
    <label class="bar__who">
      <span class="unseen">${words.who}</span>
      <select .value=${live(chosen)} @change=${choose}>
        ${option("", words.me, chosen)} ${option(EVERYBODY, words.everybody, chosen)}
        ${me.colleagues.map(({ id, name }) => option(id, name, chosen))}
      </select>
    </label>
  `;
}

function option(value: string, title: string, chosen: string): TemplateResult {
  return html`<option value=${value} ?selected=${value === chosen}>${title}</option>`;
}
