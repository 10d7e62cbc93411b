/** The part of the panel that scrolls: a word of welcome, and the conversation under it. */

import { html, nothing, type TemplateResult } from "lit";
import type { ConversationState } from "../conversation/state.js";
import { texts } from "../text/texts.js";
import { icons } from "./icons.js";
import { type MessageListActions, type MessageListSettings, messageList } from "./message-list.js";
import { richText } from "./rich-text.js";

export interface LogSettings extends MessageListSettings {
  /** A word of welcome from the site, or nothing. */
  readonly welcome: string;
}

export function log(
  state: ConversationState,
  settings: LogSettings,
  actions: MessageListActions,
): TemplateResult {
  const { welcome } = settings;
  const isEmpty = state.messages.length === 0 && state.connection === "connecting";
  return html`
    <div class="log" role="region" aria-label=${texts.messages.region} tabindex="0">
      ${welcome ? html`<p class="welcome">${richText(welcome)}</p>` : nothing}
      ${isEmpty ? html`<p class="welcome">${texts.messages.connecting}</p>` : nothing}
      ${messageList(state, settings, actions)}
    </div>
  `;
}

/** Below what is shown there is something newer: the way to it. */
export function newer(pressed: () => void): TemplateResult {
  return html`
    <div class="newer">
      <button class="newer__button" type="button" @click=${pressed}>
        ${icons.down}<span>${texts.messages.newer}</span>
      </button>
    </div>
  `;
}

/** Read the questions to start with as a site writes them: divided by `|`. */
export function dividedQuestions(examples: string): readonly string[] {
  return examples
    .split("|")
    .map((question) => question.trim())
    .filter(Boolean);
}
