/** The menu of the panel: a button that unfolds a short list. */

import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { texts } from "../text/texts.js";
import { icons } from "./icons.js";

export type MenuChoice = "startOver" | "phone" | "saveAsText" | "saveAsPdf" | "erase";

const CHOICES = [
  ["startOver", icons.fresh],
  ["phone", icons.phone],
  ["saveAsText", icons.save],
  ["saveAsPdf", icons.save],
  ["erase", icons.erase],
] as const;

/** Dispatches `choose` with what was chosen. Draws in its host, like the composer. */
@customElement("schakel-chat-menu")
export class Menu extends LitElement {
  /** One can go on on a phone. */
  @property({ attribute: false }) hasPhones = false;
  @state() private isOpen = false;
  @query("button") private opener!: HTMLButtonElement;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
    this.addEventListener("focusout", this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#key);
    this.removeEventListener("focusout", this.#leave);
  }

  override focus(): void {
    this.opener?.focus();
  }

  protected override render() {
    return html`
      <button
        class="icon-button"
        type="button"
        aria-label=${texts.header.menu}
        title=${texts.header.menu}
        aria-expanded=${this.isOpen}
        aria-controls="menu"
        @click=${this.#toggle}
      >${icons.more}</button>
      <ul id="menu" class="menu" role="list" ?hidden=${!this.isOpen}>
        ${this.isOpen ? this.#choices().map(([choice, icon]) => this.#item(choice, icon)) : nothing}
      </ul>
    `;
  }

  #choices() {
    return CHOICES.filter(([choice]) => choice !== "phone" || this.hasPhones);
  }

  #item(choice: MenuChoice, icon: unknown) {
    return html`
      <li>
        <button class="menu__item" type="button" @click=${() => this.#choose(choice)}>
          ${icon}<span>${texts.menu[choice]}</span>
        </button>
      </li>
    `;
  }

  #toggle = (): void => {
    this.isOpen = !this.isOpen;
  };

  #choose(choice: MenuChoice): void {
    this.isOpen = false;
    this.focus();
    this.dispatchEvent(new CustomEvent<MenuChoice>("choose", { detail: choice }));
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.isOpen) return;
    // Only the menu closes, not the panel around it.
    event.preventDefault();
    event.stopPropagation();
    this.isOpen = false;
    this.focus();
  };

  #leave = (event: FocusEvent): void => {
    const goesTo = event.relatedTarget;
    if (goesTo instanceof Node && !this.contains(goesTo)) this.isOpen = false;
  };
}
