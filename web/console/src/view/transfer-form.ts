/** Giving a conversation to a colleague who is there, or to a group. */

import { html, nothing, type TemplateResult } from "lit";
import type { Colleague, Group, Receiver } from "../model.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { answers, field, heading, sent } from "./dialog-parts.js";

const words = texts.dialog.transfer;
const ADVISOR = "advisor ";
const GROUP = "group ";

export function transferForm({ me, isBusy }: State, actions: Actions): TemplateResult {
  const colleagues = me?.colleagues ?? [];
  const isAnybodyThere = colleagues.some(({ present }) => present);
  return html`
    ${heading(words.heading)}
    <form @submit=${(event: Event) => transfer(event, actions)}>
      <fieldset>
        <legend>${words.colleagues}</legend>
        ${isAnybodyThere ? nothing : html`<p>${words.nobody}</p>`} ${colleagues.map(colleague)}
      </fieldset>
      <fieldset>
        <legend>${words.groups}</legend>
        ${(me?.groups ?? []).map(group)}
      </fieldset>
      <label>${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea></label>
      ${answers(words.yes, isBusy, actions)}
    </form>
  `;
}

function colleague({ id, name, present }: Colleague): TemplateResult {
  return html`
    <label class="choice">
      <input type="radio" name="to" value=${ADVISOR + id} required ?disabled=${!present} />
      <span>${name}${present ? nothing : html` <small>(${words.absent})</small>`}</span>
    </label>
  `;
}

function group({ id, title, present }: Group): TemplateResult {
  return html`
    <label class="choice">
      <input type="radio" name="to" value=${GROUP + id} required />
      <span>${title} <small>(${words.present(present)})</small></span>
    </label>
  `;
}

function transfer(event: Event, actions: Actions): void {
  const form = sent(event);
  const note = field(form, "note");
  actions.transfer({ ...receiver(field(form, "to")), ...(note && { note }) });
}

function receiver(value: string): Receiver {
  if (value.startsWith(GROUP)) return { to_group: value.slice(GROUP.length) };
  return { to_advisor: value.slice(ADVISOR.length) };
}
