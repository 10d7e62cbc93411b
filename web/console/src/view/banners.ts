/** What went wrong, what went well, and whether the connection is there; one line each. */

import { html, nothing, type TemplateResult } from "lit";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";

/** The regions are always there, so that screen readers notice what appears in them. */
export function banners(state: State, actions: Actions): TemplateResult {
  const { me, lists, connection, problem, notice, dialog } = state;
  const isAway = me?.presence === "away";
  return html`
    <div class="banners">
      <div role="alert">
        ${connection === "lost" ? line(texts.problem.lost, "lost") : nothing}
        ${lists.silent.map((desk) => line(texts.problem.silent(texts.problem.desks[desk] ?? desk), "silent"))}
        ${problem && !dialog ? line(problem, "problem", actions) : nothing}
      </div>
      <div role="status">
        ${isAway ? line(texts.header.away, "away") : nothing}
        ${notice ? line(notice, "notice", actions) : nothing}
      </div>
    </div>
  `;
}

function line(text: string, look: string, actions?: Actions): TemplateResult {
  return html`
    <p class="banner banner--${look}">
      <span>${text}</span>
      ${
        actions
          ? html`<button
              type="button"
              class="banner__close"
              aria-label=${texts.problem.dismiss}
              @click=${actions.dismiss}
            ><span aria-hidden="true">×</span></button>`
          : nothing
      }
    </p>
  `;
}
