/** From here to a phone: what that means, and a link and a QR code for each channel. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Way, Ways } from "../api/model.js";
import { timeOf } from "../text/days.js";
import { texts } from "../text/texts.js";
import { button } from "./button.js";
import { icons } from "./icons.js";
import { pictureOf } from "./phones.js";

export interface PhonePaneActions {
  /** Return the ways to go on, or nothing when that fails. */
  readonly ways: () => Promise<Ways | undefined>;
  readonly leavePhone: () => void;
}

export function phonePane({ ways, leavePhone }: PhonePaneActions): TemplateResult {
  return html`<schakel-chat-phone .ask=${ways} @back=${leavePhone}></schakel-chat-phone>`;
}

/** Asks for a code as soon as it is shown. Dispatches `back`. Draws in its host, like the composer. */
@customElement("schakel-chat-phone")
export class PhonePane extends LitElement {
  /** Return the ways to go on, or nothing when that fails. */
  @property({ attribute: false }) ask!: () => Promise<Ways | undefined>;
  @state() private found: Ways | "asking" | "failed" = "asking";
  @query("h3") private heading!: HTMLElement;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#key);
  }

  protected override firstUpdated(): void {
    this.heading.focus();
    void this.#find();
  }

  protected override render() {
    const { found } = this;
    const ways = typeof found === "object" ? found.ways : [];
    return html`
      <section class="phone" aria-labelledby="phone">
        <div class="phone__content">
          <h3 id="phone" class="phone__title" tabindex="-1">${texts.phone.title}</h3>
          <p>${texts.phone.explanation}</p>
          <div role="status">${this.#status()}</div>
          ${
            found === "failed"
              ? button(texts.outgoing.retry, () => void this.#again(), "primary-action")
              : nothing
          }
          ${
            ways.length > 0
              ? html`
                  <p class="phone__scan">${texts.phone.scan}</p>
                  <ul class="phone__ways" role="list">${ways.map(way)}</ul>
                `
              : nothing
          }
        </div>
        <div class="phone__back">${button(texts.phone.back, this.#back)}</div>
      </section>
    `;
  }

  #status() {
    const { found } = this;
    if (found === "asking") return html`<p>${texts.phone.asking}</p>`;
    if (found === "failed") {
      return html`<p class="failure__words">${icons.warning}<span>${texts.phone.failed}</span></p>`;
    }
    const until = found.expires_at ? timeOf(new Date(found.expires_at)) : undefined;
    return until ? html`<p>${texts.phone.works(until)}</p>` : nothing;
  }

  async #find(): Promise<void> {
    this.found = "asking";
    const found = await this.ask();
    this.found = found && found.ways.length > 0 ? found : "failed";
  }

  /** The button that was pressed disappears: go on from the top. */
  #again(): Promise<void> {
    this.heading.focus();
    return this.#find();
  }

  #back = (): void => {
    this.dispatchEvent(new CustomEvent("back"));
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // Only the pane closes, not the panel around it.
    event.preventDefault();
    event.stopPropagation();
    this.#back();
  };
}

function way({ title, url, qr }: Way) {
  // A link to an app opens no window: a browser would leave an empty one behind.
  const opensWindow = url.startsWith("https:");
  return html`
    <li class="way">
      <img class="way__code" src=${pictureOf(qr)} alt=${texts.phone.code(title)} />
      <a
        class="utrecht-button utrecht-button--secondary-action way__link"
        href=${url}
        target=${opensWindow ? "_blank" : nothing}
        rel="noopener noreferrer"
        >${texts.phone.onward(title)}${
          opensWindow ? html`<span class="unseen"> ${texts.messages.newWindow}</span>` : nothing
        }</a>
    </li>
  `;
}
