/** The bottom of the panel: where one types, or how one goes on after the end. */

import { html, type TemplateResult } from "lit";
import type { ConversationState } from "../conversation/state.js";
import { texts } from "../text/texts.js";
import { button } from "./button.js";
import "./composer.js";

export interface BottomActions {
  say(text: string): void;
  type(): void;
  startOver(): void;
}

/** `draft`: a text to put in the box. */
export function bottom(
  { notice }: ConversationState,
  draft: string,
  actions: BottomActions,
): TemplateResult {
  if (notice !== "erased") {
    return html`
      <schakel-chat-composer
        .draft=${draft}
        @say=${(event: CustomEvent<string>) => actions.say(event.detail)}
        @type=${() => actions.type()}
      ></schakel-chat-composer>
    `;
  }
  return html`
    <div class="over">
      ${button(texts.menu.startOver, () => actions.startOver(), "primary-action")}
    </div>
  `;
}
