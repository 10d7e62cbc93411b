/** The top of the page: who is logged in, whether they are there, and the way to the other pages. */

import { html, nothing, type TemplateResult } from "lit";
import { csrfToken } from "../calls.js";
import type { Me } from "../model.js";
import type { State } from "../state.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { toggle } from "./controls.js";

const words = texts.header;

export function header({ me, open, isMenuShown, place }: State, actions: Actions): TemplateResult {
  return html`
    ${open ? skipLink(actions) : nothing}
    <header class="top ${isMenuShown ? "top--menu" : ""}">
      <strong class="top__name">${words.name}</strong>
      ${me ? personal(me, isMenuShown, place.kind !== "conversations", actions) : nothing}
    </header>
  `;
}

function personal(
  me: Me,
  isMenuShown: boolean,
  isInAgenda: boolean,
  actions: Actions,
): TemplateResult {
  const isPresent = me.presence === "available";
  return html`
    <div class="top__presence" title=${words.presenceHint}>
      ${toggle(words.available, isPresent, (isOn) => actions.presence(isOn ? "available" : "away"))}
    </div>
    <button
      type="button"
      class="quiet top__open"
      aria-expanded=${isMenuShown ? "true" : "false"}
      aria-controls="menu"
      @click=${() => actions.showMenu(!isMenuShown)}
    >${words.menu}</button>
    <div id="menu" class="top__menu">
      <nav aria-label=${words.pages}>
        <a href="#" aria-current=${isInAgenda ? nothing : "page"}>${texts.lists.heading}</a>
        <a href="#agenda" aria-current=${isInAgenda ? "page" : nothing}>${words.agenda}</a>
        <a href="/">${words.status}</a>
        <a href="/scans">${words.scans}</a>
        <a href="/adviseur/poule">${words.pool}</a>
        ${me.advisor.role === "advisor" ? nothing : forLeads()}
        ${me.advisor.role === "administrator" ? html`<a href="/adviseur/team">${words.team}</a>` : nothing}
        <a class="top__who" href="/adviseur/account" title=${words.account}>${me.advisor.name}</a>
      </nav>
      <form method="post" action="/adviseur/uitloggen">
        <input type="hidden" name="_csrf_token" .value=${csrfToken(document.cookie)} />
        <button class="quiet top__logout">${words.logout}</button>
      </form>
    </div>
  `;
}

function forLeads(): TemplateResult {
  return html`
    <a href="/adviseur/uitnodigen">${words.invitations}</a>
    <a href="/adviseur/gemist">${words.missed}</a>
    <a href="/adviseur/logboek">${words.logbook}</a>
  `;
}

function skipLink(actions: Actions): TemplateResult {
  const skip = (event: Event) => {
    // The address tells which conversation is open: it must not change.
    event.preventDefault();
    actions.skipToConversation();
  };
  return html`<a class="skip" href="#conversation-heading" @click=${skip}>${words.skip}</a>`;
}
