/** The rules by which one is booked: each own one, or what it follows. */

import { html, nothing, type TemplateResult } from "lit";
import { CLOSED, hoursInWords, writeHours } from "../../agenda/hours.js";
import {
  FORMS,
  type NumberRule,
  type Rules,
  type Times,
  WEEKDAYS,
  type Weekday,
} from "../../agenda/model.js";
import { OWN_HOURS, readRules } from "../../agenda/rules.js";
import type { Wrong } from "../../agenda/state.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import type { Actions } from "../actions.js";
import { textField, wrongIn } from "./fields.js";

const words = agendaTexts.rules;

export function rulesForm(times: Times, state: State, actions: Actions): TemplateResult {
  const { wrong } = state.agenda;
  return html`
    <form
      class="rules"
      novalidate
      @submit=${(event: Event) => keep(event, times, actions)}
    >
      <p class="rules__hint">${times.may_edit ? words.explanation : words.inFile}</p>
      <fieldset class="rules__part" ?disabled=${!times.may_edit}>
        <legend>${words.hours}</legend>
        ${bookable(times)} ${hours(times, wrong)}
      </fieldset>
      <fieldset class="rules__part" ?disabled=${!times.may_edit}>
        <legend>${words.talks}</legend>
        ${forms(times, wrong)}
        <div class="rules__numbers">
          ${(["minutes", "before", "after", "most_a_day"] as const).map((name) => number(name, times, wrong))}
        </div>
      </fieldset>
      <fieldset class="rules__part" ?disabled=${!times.may_edit}>
        <legend>${words.booking}</legend>
        <div class="rules__numbers">
          ${(["notice_hours", "change_hours", "horizon_days"] as const).map((name) => number(name, times, wrong))}
        </div>
      </fieldset>
      <fieldset class="rules__part" ?disabled=${!times.may_edit}>
        <legend>${words.where}</legend>
        ${text("place", 200, times, wrong)} ${text("video", 300, times, wrong)}
        ${times.is_person ? text("calendar", 300, times, wrong) : nothing}
        ${times.is_person ? html`<p class="quiet-words">${words.calendarHint}</p>` : nothing}
      </fieldset>
      ${times.may_edit ? html`<button aria-disabled=${state.isBusy ? "true" : nothing}>${words.save}</button>` : nothing}
    </form>
  `;
}

/** Whose rule holds where the own one is empty. */
function whose(name: keyof Rules, { from_group }: Times): string {
  return from_group.includes(name) ? words.theGroup : words.theTeam;
}

function bookable(times: Times): TemplateResult {
  const { own, otherwise } = times;
  const follows = words.follows(
    whose("is_bookable", times),
    (otherwise.is_bookable ? words.yes : words.no).toLowerCase(),
  );
  const option = (value: string, title: string, isChosen: boolean) =>
    html`<option value=${value} ?selected=${isChosen}>${title}</option>`;
  return html`
    <label>
      ${words.bookable}
      <select name="is_bookable">
        ${option("", follows, own.is_bookable === null)}
        ${option("yes", words.yes, own.is_bookable === true)}
        ${option("no", words.no, own.is_bookable === false)}
      </select>
    </label>
  `;
}

function hours(times: Times, wrong: Wrong | undefined): TemplateResult {
  const { own, otherwise } = times;
  const isOwn = own.hours !== null;
  const inherited = hoursInWords(otherwise.hours ?? {});
  return html`
    <div class="rules__whose">
      <label class="choice">
        <input type="radio" name="hours" value="" ?checked=${!isOwn} />
        <span>${words.hoursFollow(whose("hours", times))} <small>${inherited}</small></span>
      </label>
      <label class="choice">
        <input type="radio" name="hours" value=${OWN_HOURS} ?checked=${isOwn} />
        ${words.hoursOwn}
      </label>
    </div>
    <div class="rules__hours">
      <p class="quiet-words">${words.hoursHint}</p>
      ${wrongIn("hours", wrong)}
      ${WEEKDAYS.map((day) => hoursOf(day, times, wrong))}
    </div>
  `;
}

function hoursOf(day: Weekday, { own, otherwise }: Times, wrong: Wrong | undefined) {
  const value = writeHours((own.hours ?? otherwise.hours)?.[day] ?? []);
  const label = `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
  return textField({ name: `hours.${day}`, label, value, placeholder: CLOSED, max: 100 }, wrong);
}

function forms(times: Times, wrong: Wrong | undefined): TemplateResult {
  const { own, otherwise } = times;
  const inherited = (otherwise.forms ?? []).map((form) => agendaTexts.form[form].toLowerCase());
  return html`
    <div class="rules__forms" role="group" aria-label=${words.forms}>
      ${FORMS.map(
        (form) => html`
          <label class="choice">
            <input type="checkbox" name="forms" value=${form} ?checked=${own.forms?.includes(form) ?? false} />
            ${agendaTexts.form[form]}
          </label>
        `,
      )}
    </div>
    ${wrongIn("forms", wrong)}
    <p class="quiet-words">${words.formsFollow(whose("forms", times), inherited.join(", "))}</p>
  `;
}

function number(name: NumberRule, times: Times, wrong: Wrong | undefined): TemplateResult {
  const { own, otherwise } = times;
  const inherited = otherwise[name];
  const placeholder =
    inherited === null ? "" : words.follows(whose(name, times), words.amount[name](inherited));
  const value = own[name] === null ? "" : String(own[name]);
  const label = words.number[name];
  return textField({ name, label, value, placeholder, isNumber: true, max: 5 }, wrong);
}

function text(
  name: "place" | "video" | "calendar",
  max: number,
  times: Times,
  wrong: Wrong | undefined,
): TemplateResult {
  const { own, otherwise } = times;
  const inherited = otherwise[name];
  const placeholder = inherited ? words.follows(whose(name, times), inherited) : "";
  return textField({ name, label: words[name], value: own[name] ?? "", placeholder, max }, wrong);
}

function keep(event: Event, { owner }: Times, actions: Actions): void {
  event.preventDefault();
  const read = readRules(new FormData(event.target as HTMLFormElement));
  if ("wrong" in read) actions.agenda.tellWrong(read.wrong);
  else actions.agenda.keepTimes(owner, read.rules);
}
