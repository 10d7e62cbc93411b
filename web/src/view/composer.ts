/** Where the entrepreneur types. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { texts } from "../text/texts.js";
import { icons } from "./icons.js";

/** The server takes no more characters than this; it counts like Python, by code point. */
export const MAX_CHARACTERS = 2_000;
const COUNTED_FROM = 1_800;

/** Dispatches `say` with the text, and `type` while somebody types. Draws in its host, so that the panel's styles hold here. */
@customElement("schakel-chat-composer")
export class Composer extends LitElement {
  /** Put this text in the box, once. */
  @property({ attribute: false }) draft = "";
  @state() private characters = 0;
  @query("textarea") private box!: HTMLTextAreaElement;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override focus(): void {
    this.box?.focus();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has("draft") || this.draft === "") return;
    this.box.value = this.draft;
    this.#count();
  }

  protected override render() {
    const isTooLong = this.characters > MAX_CHARACTERS;
    return html`
      <form class="composer" @submit=${this.#submit}>
        <label class="unseen" for="question">${texts.composer.label}</label>
        <div class="composer__row">
          <textarea
            id="question"
            class="utrecht-textarea utrecht-textarea--html-textarea composer__box"
            rows="1"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${texts.composer.placeholder}
            aria-describedby="privacy counter"
            aria-invalid=${isTooLong ? "true" : "false"}
            @input=${this.#type}
            @keydown=${this.#key}
          ></textarea>
          <button
            class="utrecht-button utrecht-button--primary-action composer__send"
            type="submit"
            aria-label=${texts.composer.send}
            title=${texts.composer.send}
          >${icons.send}</button>
        </div>
        <p class="composer__hints">
          <span id="privacy">${texts.composer.privacy}</span>
          <span id="counter" class=${isTooLong ? "composer__counter--over" : ""} role="status"
            >${this.#counter()}</span>
        </p>
      </form>
    `;
  }

  #counter() {
    if (this.characters > MAX_CHARACTERS) {
      return texts.composer.tooMany(this.characters - MAX_CHARACTERS);
    }
    if (this.characters < COUNTED_FROM) return nothing;
    return texts.composer.left(MAX_CHARACTERS - this.characters);
  }

  #type = (): void => {
    this.#count();
    if (this.characters > 0) this.dispatchEvent(new CustomEvent("type"));
  };

  #count(): void {
    this.characters = [...this.box.value.trim()].length;
  }

  #key = (event: KeyboardEvent): void => {
    // While a word is being composed (Japanese, but also some Dutch phones), Enter chooses it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#say();
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#say();
    this.focus();
  };

  #say(): void {
    const text = this.box.value.trim();
    if (text === "" || this.characters > MAX_CHARACTERS) return;
    this.dispatchEvent(new CustomEvent<string>("say", { detail: text }));
    this.draft = "";
    this.box.value = "";
    this.#count();
  }
}
