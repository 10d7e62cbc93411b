/** The top of the panel: who is speaking, the menu, and the way out. */

import { html, type TemplateResult } from "lit";
import type { Stage } from "../api/model.js";
import { texts } from "../text/texts.js";
import { iconButton } from "./button.js";
import { icons } from "./icons.js";
import "./menu.js";
import type { MenuChoice } from "./menu.js";

export interface HeaderActions {
  choose(choice: MenuChoice): void;
  close(): void;
}

export interface HeaderState {
  readonly stage: Stage;
  readonly hasPhones: boolean;
}

export function header(
  name: string,
  { stage, hasPhones }: HeaderState,
  actions: HeaderActions,
): TemplateResult {
  return html`
    <header class="header">
      <span class="header__mark">${icons.mark}</span>
      <div class="header__words">
        <h2 id="name" class="header__name" tabindex="-1">${name}</h2>
        <p class="header__role">${role(stage)}</p>
      </div>
      <schakel-chat-menu
        .hasPhones=${hasPhones}
        @choose=${(event: CustomEvent<MenuChoice>) => actions.choose(event.detail)}
      ></schakel-chat-menu>
      ${iconButton(texts.header.close, icons.close, actions.close)}
    </header>
  `;
}

function role(stage: Stage): string {
  if (stage === "waiting") return texts.header.waiting;
  if (stage === "advisor") return texts.header.advisor;
  return texts.header.role;
}
