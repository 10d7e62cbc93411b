/** The four lists, one at a time, with how many each holds. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { TABS, type Tab } from "../model.js";
import { type State, unreadIn } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { button, toggle } from "./controls.js";
import { findField, foundLines } from "./find.js";
import { lineItem } from "./line.js";

const words = texts.lists;

export function lists(state: State, actions: Actions): TemplateResult {
  const isFinding = state.find.words.trim() !== "";
  return html`
    <section class="lists" aria-labelledby="lists-heading">
      ${findField(state, actions)}
      <div class="tabs" role="tablist" aria-labelledby="lists-heading">
        ${TABS.map((tab) => tabButton(tab, state, actions))}
      </div>
      <div
        id="list"
        class="lists__panel"
        role="tabpanel"
        tabindex="-1"
        aria-labelledby=${isFinding ? nothing : `tab-${state.tab}`}
        aria-label=${isFinding ? texts.find.results : nothing}
      >${isFinding ? foundLines(state, actions) : panel(state, actions)}</div>
      ${settings(state, actions)}
    </section>
  `;
}

function tabButton(tab: Tab, state: State, actions: Actions): TemplateResult {
  const isChosen = tab === state.tab;
  const lines = state.lists[tab];
  const unread = tab === "mine" ? unreadIn(lines) : 0;
  return html`
    <button
      type="button"
      id="tab-${tab}"
      class="tab ${tab === "waiting" && lines.length > 0 ? "tab--calls" : ""}"
      role="tab"
      aria-selected=${isChosen ? "true" : "false"}
      aria-controls="list"
      tabindex=${isChosen ? "0" : "-1"}
      @click=${() => actions.choose(tab)}
      @keydown=${(event: KeyboardEvent) => step(event, tab, actions)}
    >
      <span class="tab__name">${words.tab[tab]}</span>
      <span class="tab__count">${lines.length}</span>
      ${
        unread > 0
          ? html`<span class="tab__unread" aria-hidden="true"></span>
              <span class="unseen">, ${words.unread(unread)}</span>`
          : nothing
      }
    </button>
  `;
}

/** Arrows go along the tabs, as the pattern of a tab list asks. */
function step(event: KeyboardEvent, tab: Tab, actions: Actions): void {
  const index = TABS.indexOf(tab);
  const places: Readonly<Record<string, number>> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1 + TABS.length,
    Home: 0,
    End: TABS.length - 1,
  };
  const place = places[event.key];
  const next = place === undefined ? undefined : TABS[place % TABS.length];
  if (!next) return;
  event.preventDefault();
  actions.choose(next);
  document.getElementById(`tab-${next}`)?.focus();
}

function panel(state: State, actions: Actions): TemplateResult {
  const lines = state.lists[state.tab];
  if (!state.hasLists) return html`<p class="empty">${words.loading}</p>`;
  if (lines.length === 0) return html`<p class="empty">${words.empty[state.tab]}</p>`;
  const { tab, open, now } = state;
  const around = { tab, open, now, outcomes: state.me?.outcomes ?? [] };
  return html`
    <ol class="lines">
      ${repeat(
        lines,
        ({ id }) => id,
        (line) => lineItem(line, around, actions),
      )}
    </ol>
  `;
}

function settings({ isMuted, mayNotify }: State, actions: Actions): TemplateResult {
  return html`
    <div class="settings">
      ${toggle(texts.header.mute, !isMuted, (isOn) => actions.mute(!isOn))}
      ${mayNotify === "default" ? button(texts.header.allow, actions.allowMessages) : nothing}
      ${button(texts.header.shortcuts, () => actions.ask("shortcuts"))}
    </div>
  `;
}
