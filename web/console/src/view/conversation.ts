/** The open conversation: who it is, what was said, and where one answers. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { dayOf } from "../../../src/text/days.js";
import { deliveryOf, isCarried, isLost } from "../deliveries.js";
import type { Card, Line, Message } from "../model.js";
import { isMine, lineOf, type State, tabOf, underWay } from "../state.js";
import { texts } from "../texts.js";
import { callBackBefore, dayWord, waits } from "../time.js";
import type { Actions } from "./actions.js";
import { aside } from "./aside.js";
import { composer } from "./composer.js";
import { button } from "./controls.js";
import { whoIn } from "./line.js";
import { loan } from "./loan.js";
import { type Foot, messageItem, outgoingItem } from "./message.js";

const words = texts.conversation;

export function conversation(state: State, actions: Actions): TemplateResult {
  const { open, card, isAsideShown } = state;
  if (!open) return nothingOpen();
  const line = lineOf(state, open);
  return html`
    <section
      class="conversation ${isAsideShown ? "conversation--aside" : ""}"
      aria-labelledby="conversation-heading"
    >
      ${line ? top(line, state, actions) : loading(actions)}
      ${card && line ? keyed(open, body(card, line, state, actions)) : nothing}
    </section>
    ${card && line ? aside(card, line, state, actions) : nothing}
  `;
}

function nothingOpen(): TemplateResult {
  return html`
    <section class="conversation conversation--none" aria-labelledby="conversation-heading">
      <h2 id="conversation-heading" tabindex="-1">${words.none}</h2>
      <p>${words.noneHint}</p>
    </section>
  `;
}

function loading(actions: Actions): TemplateResult {
  return html`
    <header class="conversation__top">
      ${back(actions)}
      <div class="conversation__who"><h2 id="conversation-heading">${words.loading}</h2></div>
    </header>
  `;
}

function top(line: Line, state: State, actions: Actions): TemplateResult {
  const { isAsideShown } = state;
  const where = line.municipality ? ` ${words.from(line.municipality)}` : "";
  return html`
    <header class="conversation__top">
      ${back(actions)}
      <div class="conversation__who">
        <h2 id="conversation-heading" tabindex="-1" data-handoff=${line.id}>
          ${whoIn(line)}${where}
        </h2>
        <p>${stateWords(line, state)}</p>
      </div>
      ${
        line.may_take && line.stage !== "closed" && !isMine(state)
          ? button(texts.lists.take, () => actions.take(line.id), "")
          : nothing
      }
      <button
        type="button"
        class="quiet conversation__toggle"
        aria-expanded=${isAsideShown ? "true" : "false"}
        aria-controls="aside"
        @click=${() => actions.showAside(!isAsideShown)}
      >${isAsideShown ? words.toMessages : words.aside}</button>
    </header>
  `;
}

function back(actions: Actions): TemplateResult {
  return html`<button type="button" class="quiet conversation__back" @click=${actions.back}>
    <span aria-hidden="true">‹</span> ${words.back}<span class="unseen"> ${words.backWhere}</span>
  </button>`;
}

function stateWords(line: Line, state: State): string {
  const { stage, advisor, promised_at, asked_at } = line;
  const promised =
    promised_at && stage !== "closed" ? [callBackBefore(promised_at, state.now)] : [];
  if (line.lent) return words.state.lent;
  if (stage === "waiting") return [waits(asked_at, state.now), ...promised].join(", ");
  if (stage !== "advisor") return words.state[stage];
  const owner = advisor && !isMine(state) ? texts.lists.with(advisor) : words.state.mine;
  return [owner, ...promised].join(", ");
}

function body(card: Card, line: Line, state: State, actions: Actions): TemplateResult {
  const who = whoIn(line);
  const isWriter = isMine(state) && (line.stage === "advisor" || line.lent);
  return html`
    ${loan(line, state, actions)}
    <div class="log" role="log" tabindex="0" aria-label=${words.messages}>
      <ol class="messages">
        ${repeat(
          card.messages,
          ({ seq }) => seq,
          (message, index) => html`
            ${day(message, card.messages[index - 1], state.now)}
            ${messageItem(message, who, foot(message, card))}
          `,
        )}
        ${repeat(
          underWay(state, "message"),
          ({ clientId }) => clientId,
          (item) => outgoingItem(item, actions),
        )}
      </ol>
      ${card.typing ? html`<p class="typing">${words.typing(who)}</p>` : nothing}
    </div>
    ${isWriter ? composer(state, who, actions) : readOnly(line, state)}
  `;
}

function day(message: Message, before: Message | undefined, now: Date) {
  const isSame = before && dayOf(new Date(before.at)) === dayOf(new Date(message.at));
  return isSame ? nothing : html`<li class="day">${dayWord(message.at, now)}</li>`;
}

/** How far a message came. */
function foot(message: Message, card: Card): Foot | undefined {
  return isCarried(card) ? carried(message, card) : fetched(message, card);
}

function carried(message: Message, card: Card): Foot | undefined {
  const state = deliveryOf(message, card);
  if (!state) return undefined;
  const who = card.line.name ?? texts.who.theEntrepreneur;
  return { text: texts.delivery[state](who), isLost: isLost(state) };
}

/** Only below the last message of a person of ours: whether it reached the other side. */
function fetched({ author, seq }: Message, { messages, read_to }: Card): Foot | undefined {
  const last = messages.findLast((message) => message.author === "advisor");
  if (author !== "advisor" || last?.seq !== seq) return undefined;
  return { text: seq <= read_to ? words.fetched : words.notFetched, isLost: false };
}

function readOnly({ id, stage }: Line, { lists }: State): TemplateResult {
  const tab = stage === "closed" ? "closed" : tabOf(lists, id);
  const text = tab && tab !== "mine" ? words.readOnly[tab] : nothing;
  return html`<p class="read-only">${text}</p>`;
}
