/** A message that is still on its way, and what the entrepreneur can do about it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Outgoing } from "../conversation/outgoing.js";
import type { ConversationState } from "../conversation/state.js";
import { texts } from "../text/texts.js";
import { button } from "./button.js";
import { icons } from "./icons.js";
import { authorLine, block } from "./message.js";

export interface OutgoingActions {
  retry(clientId: string): void;
  edit(clientId: string): void;
}

export function outgoingItem(
  item: Outgoing,
  state: ConversationState,
  actions: OutgoingActions,
): TemplateResult {
  return html`
    <li class="message message--entrepreneur" data-client-id=${item.clientId} tabindex="-1">
      ${authorLine("entrepreneur", true)}
      <div class="message__bubble message__bubble--${item.status}">
        ${block({ kind: "words", text: item.text })}
      </div>
      ${item.status === "failed" ? failure(item, actions) : progress(item, state)}
    </li>
  `;
}

function progress(item: Outgoing, { connection, isHeldUp }: ConversationState): TemplateResult {
  const isConnected = connection === "online" || connection === "connecting";
  const waiting = isConnected ? texts.outgoing.sending : texts.outgoing.queued;
  const words = isHeldUp ? texts.outgoing.heldUp : waiting;
  return html`<p class="message__time">${item.status === "sent" ? nothing : words}</p>`;
}

/** What the server refuses once it refuses again: then the text can be changed. */
function failure(item: Outgoing, actions: OutgoingActions): TemplateResult {
  const { clientId, problem, payload } = item;
  const canEdit = problem !== undefined && payload === undefined;
  return html`
    <div class="failure">
      <p class="failure__words">
        ${icons.warning}<span><strong>${texts.outgoing.failed}.</strong> ${problem}</span>
      </p>
      ${
        canEdit
          ? button(texts.outgoing.edit, () => actions.edit(clientId))
          : button(texts.outgoing.retry, () => actions.retry(clientId))
      }
    </div>
  `;
}
