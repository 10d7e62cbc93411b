/** What is going on with the connection or the conversation, in one line each. */

import { html, nothing, type TemplateResult } from "lit";
import type { ConversationState } from "../conversation/state.js";
import { texts } from "../text/texts.js";
import { icons } from "./icons.js";

/** Always there, so that screen readers notice what appears in it. */
export function banners({ connection, notice }: ConversationState): TemplateResult {
  const isLost = connection === "offline" || connection === "unreachable";
  return html`
    <div class="banners" role="status">
      ${isLost ? banner(texts.connection[connection], "warning") : nothing}
      ${notice ? banner(texts.notice[notice], "notice") : nothing}
    </div>
  `;
}

function banner(words: string, kind: "warning" | "notice"): TemplateResult {
  return html`
    <p class="banner banner--${kind}">${kind === "warning" ? icons.warning : nothing}<span>${words}</span></p>
  `;
}
