/** One appointment: when, with whom and about what, and what one can do with it. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { richText } from "../../../../src/view/rich-text.js";
import { whenOf } from "../../agenda/dates.js";
import type { Appointment } from "../../agenda/model.js";
import { addressOf, EVERYBODY } from "../../agenda/place.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { State } from "../../state.js";
import { texts } from "../../texts.js";
import { momentOf } from "../../time.js";
import type { Actions } from "../actions.js";
import { fact, part, scanFacts } from "../card.js";
import { button } from "../controls.js";
import { messageItem } from "../message.js";
import { endingForm } from "./ending.js";

const words = agendaTexts.appointment;
const { deeds } = agendaTexts;

export function appointmentPane(state: State, actions: Actions): TemplateResult {
  const { appointment } = state.agenda;
  return html`
    <section class="one" aria-labelledby=${appointment ? "appointment-heading" : nothing}>
      <p class="one__back"><a href=${backTo(state)}><span aria-hidden="true">‹</span> ${agendaTexts.back} <span class="unseen">${agendaTexts.backWhere}</span></a></p>
      ${appointment ? keyed(appointment.line.id, about(appointment, state, actions)) : html`<p class="empty">${agendaTexts.loading}</p>`}
    </section>
  `;
}

function backTo({ agenda: { week }, me }: State): string {
  const who = week?.advisor ?? EVERYBODY;
  return addressOf({
    kind: "week",
    week: week?.week,
    who: !week || who === me?.advisor.id ? "" : who,
  });
}

function about(one: Appointment, state: State, actions: Actions): TemplateResult {
  const { line, may_change, may_end, scan } = one;
  return html`
    <h1 id="appointment-heading" data-id=${line.id} tabindex="-1">${line.name ?? agendaTexts.noName}</h1>
    <p class="one__when">
      <strong>${whenOf(line)}</strong>
      <span class="standing standing--${line.standing}">${agendaTexts.standing[line.standing]}</span>
    </p>
    ${said(one)}
    ${may_end ? ending(one, state.isBusy, actions) : nothing}
    <blockquote>${one.question}</blockquote>
    ${facts(one, state.now)}
    ${may_change ? change(one, actions) : nothing}
    ${part(texts.card.scan, scan ? scanFacts(scan, state.now) : html`<p>${words.noScan}</p>`, scan !== null)}
    ${part(words.conversation(one.messages.length), conversation(one, state.now))}
  `;
}

function said({ cancelled_by, line }: Appointment): TemplateResult | typeof nothing {
  if (cancelled_by) return html`<p class="one__said">${words.cancelled[cancelled_by]}</p>`;
  if (line.standing === "must_move") return html`<p class="one__said">${words.mustMove}</p>`;
  return nothing;
}

function ending(one: Appointment, isBusy: boolean, actions: Actions): TemplateResult {
  return html`
    <section class="one__ending" aria-labelledby="ending-heading">
      <h2 id="ending-heading">${agendaTexts.ending.heading}</h2>
      ${endingForm(one.line, one, isBusy, actions)}
      ${one.ending ? html`<p class="quiet-words">${agendaTexts.ending.correct}</p>` : nothing}
    </section>
  `;
}

function facts(one: Appointment, now: Date): TemplateResult {
  const { line, phone, email, address, place, topics, group } = one;
  return html`
    <dl class="facts">
      ${fact(words.how, agendaTexts.form[line.form])}
      ${place ? fact(words.place, html`${richText(place)}`) : nothing}
      ${address ? fact(words.address, address) : nothing}
      ${phone ? fact(words.phone, html`${richText(phone)}`) : nothing}
      ${email ? fact(words.email, html`${richText(email)}`) : nothing}
      ${phone || email ? nothing : fact(words.contact, words.noContact)}
      ${fact(texts.card.municipality, line.municipality ?? texts.card.unknown)}
      ${topics.length > 0 ? fact(texts.card.topics, topics.join(", ")) : nothing}
      ${fact(words.with, group ? html`${line.advisor}, ${group}` : line.advisor)}
      ${one.remark ? fact(words.remark, one.remark) : nothing}
      ${fact(texts.card.consent, texts.card.consentAt(momentOf(one.consent_at, now)))}
    </dl>
  `;
}

function change({ line }: Appointment, actions: Actions): TemplateResult {
  return html`
    <section class="one__deeds" aria-label=${deeds.heading}>
      ${button(deeds.move, () => actions.agenda.ask("move", line), "")}
      ${line.standing === "must_move" ? nothing : button(deeds.ask, () => actions.agenda.ask("ask-to-move", line))}
      ${button(deeds.cancel, () => actions.agenda.ask("cancel", line))}
      <p class="quiet-words">${deeds.told}</p>
    </section>
  `;
}

function conversation(one: Appointment, now: Date): TemplateResult {
  const { messages, handoff, line, booked_at } = one;
  const who = line.name ?? agendaTexts.noName;
  return html`
    ${handoff ? html`<p><a href="#gesprek-${handoff}">${words.open}</a></p>` : nothing}
    <ol class="messages">${messages.map((message) => messageItem(message, who, undefined))}</ol>
    <p class="quiet-words">${words.booked(momentOf(booked_at, now))}</p>
  `;
}
