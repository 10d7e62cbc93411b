/** What is known about the entrepreneur and the question. */

import { html, nothing, type TemplateResult } from "lit";
import { outsideLink, richText } from "../../../src/view/rich-text.js";
import { whenOf } from "../agenda/dates.js";
import { addressOf } from "../agenda/place.js";
import type { Ahead, Card, Channel, Line, Scan, ShownScheme } from "../model.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import { momentOf } from "../time.js";
import type { Actions } from "./actions.js";
import { outcomeIn } from "./line.js";
import { shareList } from "./shares.js";

const words = texts.card;

export function facts(card: Card, line: Line, state: State, actions: Actions): TemplateResult {
  const { scan, schemes, earlier } = card;
  const shares = state.shares?.shares ?? [];
  return html`
    ${part(words.question, html`<blockquote>${line.question}</blockquote>${who(card, line, state)}`, true)}
    ${
      shares.length > 0
        ? part(texts.partner.shares.heading, shareList(shares, state, actions), true)
        : nothing
    }
    ${scan ? part(words.scan, scanFacts(scan, state.now)) : nothing}
    ${schemes.length > 0 ? part(words.schemes, html`<ul>${schemes.map(scheme)}</ul>`) : nothing}
    ${earlier.length > 0 ? part(words.earlier, earlierContacts(card, state)) : nothing}
  `;
}

export function part(title: string, content: TemplateResult, isOpen = false): TemplateResult {
  return html`
    <details class="part" ?open=${isOpen}>
      <summary>${title}</summary>
      <div class="part__content">${content}</div>
    </details>
  `;
}

function who(card: Card, line: Line, { now }: State): TemplateResult {
  const consent = card.consent_at
    ? words.consentAt(momentOf(card.consent_at, now))
    : words.noConsent;
  return html`
    <dl class="facts">
      ${fact(words.reach, card.contact ? html`${richText(card.contact)}` : words.noContact)}
      ${fact(words.municipality, line.municipality ?? words.unknown)}
      ${fact(words.reason, texts.lists.reason[line.reason])}
      ${fact(words.channel, channel(card.channel))}
      ${card.appointment ? fact(words.appointment, ahead(card.appointment)) : nothing}
      ${card.remark ? fact(words.remark, card.remark) : nothing}
      ${line.topics.length > 0 ? fact(words.topics, line.topics.join(", ")) : nothing}
      ${fact(words.consent, consent)}
    </dl>
  `;
}

function ahead({ id, advisor, ...line }: Ahead): TemplateResult {
  return html`<a href=${addressOf({ kind: "appointment", id })}>${whenOf(line)}</a>, ${texts.lists.with(advisor)}`;
}

export function fact(name: string, value: string | TemplateResult): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function channel({ title, allows, limits, name }: Channel): TemplateResult {
  return html`
    ${name ? words.named(title, name) : title}
    ${allows.length > 0 ? html`<p class="quiet-words">${words.allows}: ${allows.join(", ")}</p>` : nothing}
    ${limits.map((limit) => html`<p class="quiet-words">${limit}</p>`)}
  `;
}

/** What was said about it is what an advisor need not ask again. */
function scheme({ title, verdict, reason }: ShownScheme): TemplateResult {
  return html`
    <li>
      ${title}
      ${verdict ? html`<p class="quiet-words"><strong>${verdict}</strong></p>` : nothing}
      ${reason ? html`<p class="quiet-words">${reason}</p>` : nothing}
    </li>
  `;
}

export function scanFacts(
  { url, finished_at, levels, own_words }: Scan,
  now: Date,
): TemplateResult {
  return html`
    ${finished_at ? html`<p>${words.scanAt(momentOf(finished_at, now))}</p>` : nothing}
    <dl class="facts facts--levels">${levels.map(({ theme, level }) => fact(theme, level))}</dl>
    ${own_words ? html`<p>${words.ownWords}:</p><blockquote>${own_words}</blockquote>` : nothing}
    ${isLocal(url) ? html`<p>${outsideLink(url, words.openScan)}</p>` : nothing}
  `;
}

/** A page of this console, and nothing else. */
function isLocal(url: string): boolean {
  return /^\/(?![/\\])/.test(url);
}

function earlierContacts({ earlier }: Card, { me, now }: State): TemplateResult {
  return html`
    <ul>
      ${earlier.map(
        ({ asked_at, question, outcome }) => html`
          <li>
            <span class="facts__when">${momentOf(asked_at, now)}</span> ${question}
            (${outcome ? outcomeIn(outcome, me?.outcomes ?? []) : words.noOutcome})
          </li>
        `,
      )}
    </ul>
  `;
}
