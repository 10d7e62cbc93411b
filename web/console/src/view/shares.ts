/** The partners who were asked along in this conversation, and how that stands. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isLiving, type Share } from "../shares.js";
import { isMine, type State, tabOf } from "../state.js";
import { texts } from "../texts.js";
import { momentOf } from "../time.js";
import type { Actions } from "./actions.js";
import { button } from "./controls.js";

const words = texts.partner.shares;

export function shareList(
  shares: readonly Share[],
  state: State,
  actions: Actions,
): TemplateResult {
  return html`
    <ul id="shares" class="shares" tabindex="-1" aria-label=${words.heading}>
      ${repeat(
        shares,
        ({ id }) => id,
        (share) => html`
          <li class="share">
            <p><strong>${share.partner}</strong> ${words.purpose[share.purpose]}</p>
            <p>${words.state[share.state]}</p>
            <p class="quiet-words">${share.email}, ${words.asked(momentOf(share.asked_at, state.now))}</p>
            ${isLiving(share) && mayWithdraw(state) ? withdraw(share, actions) : nothing}
          </li>
        `,
      )}
    </ul>
  `;
}

/** By who has the conversation and by a lead; by everybody when nobody has it any more. */
function mayWithdraw(state: State): boolean {
  const { me, open, lists } = state;
  const isLead = me !== undefined && me.advisor.role !== "advisor";
  return isLead || isMine(state) || (open !== undefined && tabOf(lists, open) === "closed");
}

function withdraw({ id, partner }: Share, actions: Actions): TemplateResult {
  const name = html`${words.withdraw}<span class="unseen"> ${words.withdrawOf(partner)}</span>`;
  return button(name, () => actions.withdrawShare(id));
}
