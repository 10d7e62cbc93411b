/** The conversation from the first message to the last, day by day. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Button, Message } from "../api/model.js";
import { hasSpoken, offering } from "../conversation/history.js";
import { type ConversationState, isBeingAnswered } from "../conversation/state.js";
import { dayName, dayOf } from "../text/days.js";
import { texts } from "../text/texts.js";
import { messageItem, type Resolve } from "./message.js";
import { type OutgoingActions, outgoingItem } from "./outgoing-item.js";

export interface MessageListActions extends OutgoingActions {
  press(button: Button): void;
  ask(question: string): void;
}

export interface MessageListSettings {
  /** Questions to start with, as the site gives them. */
  readonly examples: readonly string[];
  readonly resolve: Resolve;
  readonly now: Date;
}

export function messageList(
  state: ConversationState,
  settings: MessageListSettings,
  actions: MessageListActions,
): TemplateResult {
  const { messages, outbox } = state;
  return html`
    <ol class="messages" role="list">
      ${repeat(
        messages,
        ({ seq }) => seq,
        (message, index) => [
          dayLine(message, messages[index - 1], settings.now),
          messageItem(message, {
            isFirst: message.author !== messages[index - 1]?.author,
            resolve: settings.resolve,
          }),
        ],
      )}
      ${repeat(
        outbox,
        ({ clientId }) => clientId,
        (item) => outgoingItem(item, state, actions),
      )}
      ${isBeingAnswered(state) ? typing(texts.messages.typing) : nothing}
      ${state.isTyping ? typing(texts.messages.advisorTypes) : nothing}
    </ol>
    ${outbox.length === 0 && !isBeingAnswered(state) ? choices(messages, settings, actions) : nothing}
  `;
}

function dayLine(message: Message, previous: Message | undefined, now: Date) {
  const moment = new Date(message.at);
  if (previous && dayOf(new Date(previous.at)) === dayOf(moment)) return nothing;
  return html`<li class="day"><time datetime=${dayOf(moment)}>${dayName(moment, now)}</time></li>`;
}

function typing(words: string): TemplateResult {
  return html`
    <li class="typing">
      <span class="typing__dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span>${words}</span>
    </li>
  `;
}

/** The buttons that still count; before the first question also what the site suggests. */
function choices(
  messages: readonly Message[],
  { examples }: MessageListSettings,
  actions: MessageListActions,
) {
  const buttons = offering(messages)?.buttons ?? [];
  if (buttons.length > 0) {
    const pressable = buttons.map((offer) => choice(offer.title, () => actions.press(offer)));
    return choiceGroup(texts.messages.choices, pressable);
  }
  if (messages.length === 0 || hasSpoken(messages) || examples.length === 0) return nothing;
  const questions = examples.map((question) => choice(question, () => actions.ask(question)));
  return html`
    <p class="examples">${texts.messages.examples}</p>
    ${choiceGroup(texts.messages.examples, questions)}
  `;
}

function choiceGroup(label: string, pressable: TemplateResult[]): TemplateResult {
  return html`<div class="choices" role="group" aria-label=${label}>${pressable}</div>`;
}

function choice(title: string, pressed: () => void): TemplateResult {
  return html`
    <button
      class="utrecht-button utrecht-button--secondary-action choice"
      type="button"
      @click=${pressed}
    >${title}</button>
  `;
}
