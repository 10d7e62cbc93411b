/** `<schakel-chat>`: the launcher, the panel, and the conversation behind them. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { Api } from "../api/api.js";
import type { TranscriptFormat } from "../api/model.js";
import { Conversation } from "../conversation/conversation.js";
import { hasSpoken } from "../conversation/history.js";
import { takeCode, takeStart } from "../conversation/link.js";
import { Memory } from "../conversation/memory.js";
import { type ConversationState, EMPTY, unreadIn } from "../conversation/state.js";
import { styles } from "../styles/styles.js";
import { dayOf } from "../text/days.js";
import { texts } from "../text/texts.js";
import { Announcer } from "./announcer.js";
import { banners } from "./banners.js";
import { bottom } from "./bottom.js";
import type { Composer } from "./composer.js";
import { confirmation, type Question } from "./confirm.js";
import { bring, SmallScreen } from "./dialogs.js";
import { download } from "./download.js";
import { Follower } from "./follower.js";
import { header } from "./header.js";
import { icons } from "./icons.js";
import { launcher } from "./launcher.js";
import type { Menu, MenuChoice } from "./menu.js";
import { messageList } from "./message-list.js";
import { OpenPanel } from "./open-panel.js";
import "./phone-pane.js";
import { Phones } from "./phones.js";
import { richText } from "./rich-text.js";

/** A module script cannot read its own tag, but it knows where it came from: there is the API too. */
const OWN_ORIGIN = new URL(import.meta.url).origin;

@customElement("schakel-chat")
export class SchakelChat extends LitElement {
  static override styles = styles;

  /** Who the entrepreneur speaks with; shown at the top. */
  @property({ attribute: "naam" }) name = texts.header.name as string;
  /** A word of welcome from the site, above the conversation. */
  @property({ attribute: "begroeting" }) welcome = "";
  /** The words on the button that opens the panel. */
  @property({ attribute: "knop" }) label = texts.launcher.open as string;
  /** Questions to start with, divided by `|`. */
  @property({ attribute: "voorbeelden" }) examples = "";
  /** The side of the window: `rechts` or `links`. */
  @property({ attribute: "positie", reflect: true }) position = "rechts";
  /** The address of the API, if it is not where this script came from. */
  @property({ attribute: "api" }) api = "";
  @property({ type: Boolean, reflect: true }) open = false;

  @state() private conversationState = EMPTY;
  @state() private question: Question | undefined;
  @state() private draft = "";

  @query(".launcher") private launcherButton!: HTMLButtonElement;
  @query(".panel") private panel!: HTMLDialogElement;
  @query(".confirm") private confirm!: HTMLDialogElement;
  @query(".log") private log!: HTMLElement;
  @query("#name") private heading!: HTMLElement;
  @query("schakel-chat-composer") private composer!: Composer | null;
  @query("schakel-chat-menu") private menu!: Menu;

  readonly #screen = new SmallScreen(this);
  readonly #announcer = new Announcer();
  readonly #follower = new Follower(() => this.requestUpdate());
  readonly #phones = new Phones(() => this.requestUpdate());
  #conversation: Conversation | undefined;
  #api: Api | undefined;
  #code: string | undefined;
  #start: string | undefined;

  /** Open the panel and put the keyboard in it. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.#focusInside();
  }

  /** Close the panel and go back to the button that opens it. */
  async hide(): Promise<void> {
    this.open = false;
    await this.updateComplete;
    this.launcherButton.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#attend);
    document.addEventListener("click", this.#followLink);
    // On a small screen the panel would cover the page that was asked for.
    if (OpenPanel.isKept && !this.#screen.isSmall) this.open = true;
    this.#code = takeCode();
    this.#start = takeStart();
    if (this.#code || this.#start) this.open = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#attend);
    document.removeEventListener("click", this.#followLink);
    this.#conversation?.stop();
  }

  protected override willUpdate(): void {
    if (!this.open) this.#phones.isShown = false;
    if (this.#conversation) return;
    const origin = new URL(this.api || OWN_ORIGIN, document.baseURI).origin;
    this.#api = new Api(origin);
    this.#conversation = new Conversation(this.#api, new Memory(origin));
    this.#conversation.addEventListener("change", this.#changed);
    this.conversationState = this.#conversation.state;
  }

  protected override firstUpdated(): void {
    this.#follower.watch(this.log);
    if (this.#code) this.#conversation?.comeBack(this.#code);
    else if (this.#start) this.#conversation?.startWith(this.#start);
    else this.#conversation?.resume();
    this.#code = undefined;
    this.#start = undefined;
  }

  protected override update(changes: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changes);
    if (focused && !focused.isConnected && this.open) this.#focusLastWords();
  }

  protected override updated(changes: Map<PropertyKey, unknown>): void {
    if (changes.has("open") || this.open) this.#placePanel(changes);
    bring(this.confirm, this.question ? "over" : "closed");
    const before = changes.get("conversationState") as ConversationState | undefined;
    if (before && this.open) this.#follower.follow(before, this.conversationState);
  }

  protected override render() {
    const { conversationState: current } = this;
    return html`
      <section class="chat" lang="nl" aria-label=${texts.launcher.region}>
        ${launcher(this.#launcherLabel(), {
          unread: this.open ? 0 : unreadIn(current),
          isHidden: this.open,
          pressed: () => this.show(),
        })}
        <dialog
          class="panel"
          aria-labelledby="name"
          @keydown=${this.#key}
          @cancel=${this.#cancel}
          @close=${this.#closed}
        >
          ${header(
            this.name,
            {
              stage: current.stage,
              hasPhones: this.#phones.isOffered && current.notice !== "erased",
            },
            { choose: (choice) => this.#choose(choice), close: () => this.hide() },
          )}
          <div class="body">
            <div class="body__talk ${this.#phones.isShown ? "body__talk--away" : ""}">
              ${this.#messages(current)} ${banners(current)}
              ${bottom(current, this.draft, {
                say: (text) => this.#say(text),
                type: () => void this.#conversation?.type(),
                startOver: () => this.#startOver(),
              })}
            </div>
            ${
              this.#phones.isShown
                ? html`<schakel-chat-phone .ask=${this.#ways} @back=${this.#leavePhone}>
                  </schakel-chat-phone>`
                : nothing
            }
          </div>
          ${this.#announcer.render()}
        </dialog>
        <dialog
          class="confirm"
          role="alertdialog"
          aria-labelledby="sure"
          aria-describedby="sure-explanation"
          @cancel=${(event: Event) => this.#answerOnEscape(event)}
        >
          ${
            this.question
              ? confirmation(this.question, {
                  yes: () => this.#confirmed(),
                  back: () => this.#unconfirmed(),
                })
              : nothing
          }
        </dialog>
      </section>
    `;
  }

  #messages(current: ConversationState) {
    const isEmpty = current.messages.length === 0 && current.connection === "connecting";
    const examples = this.examples
      .split("|")
      .map((question) => question.trim())
      .filter(Boolean);
    return html`
      <div class="log" role="region" aria-label=${texts.messages.region} tabindex="0">
        ${this.welcome ? html`<p class="welcome">${richText(this.welcome)}</p>` : nothing}
        ${isEmpty ? html`<p class="welcome">${texts.messages.connecting}</p>` : nothing}
        ${messageList(
          current,
          { examples, now: new Date(), resolve: (url) => this.#api?.resolve(url) },
          {
            press: (offer) => this.#spoken(() => this.#conversation?.press(offer)),
            ask: (question) => this.#spoken(() => this.#conversation?.say(question)),
            retry: (clientId) => this.#spoken(() => this.#conversation?.retry(clientId)),
            edit: (clientId) => this.#edit(clientId),
          },
        )}
      </div>
      ${
        this.#follower.hasMissed
          ? html`<div class="newer">
              <button class="newer__button" type="button" @click=${() => this.#toNewest()}>
                ${icons.down}<span>${texts.messages.newer}</span>
              </button>
            </div>`
          : nothing
      }
    `;
  }

  #launcherLabel(): string {
    return this.conversationState.read > 1 ? texts.launcher.resume : this.label;
  }

  // The conversation.

  #changed = (): void => {
    if (!this.#conversation) return;
    this.conversationState = this.#conversation.state;
    this.#announcer.hear(this.conversationState);
  };

  #attend = (): void => {
    if (this.#conversation) this.#conversation.isAttended = this.open && !document.hidden;
  };

  #say(text: string): void {
    this.draft = "";
    this.#conversation?.say(text);
  }

  /** A button that was pressed disappears: go on from what it made the entrepreneur say. */
  async #spoken(speak: () => void): Promise<void> {
    speak();
    await this.updateComplete;
    this.#focusLastWords();
  }

  async #edit(clientId: string): Promise<void> {
    this.draft = this.#conversation?.withdraw(clientId) ?? "";
    await this.updateComplete;
    this.composer?.focus();
  }

  async #startOver(): Promise<void> {
    this.#conversation?.startOver();
    await this.updateComplete;
    this.#focusInside();
  }

  async #save(format: TranscriptFormat): Promise<void> {
    const file = await this.#conversation?.save(format);
    const ending = format === "text" ? "txt" : format;
    if (file) download(file, `${texts.transcriptName(dayOf(new Date()))}.${ending}`);
  }

  async #erase(): Promise<void> {
    await this.#conversation?.erase();
    await this.updateComplete;
    this.#focusInside();
  }

  // The menu, and being sure.

  #choose(choice: MenuChoice): void {
    this.#phones.show(choice === "phone");
    if (choice === "phone") return;
    if (choice === "saveAsText") void this.#save("text");
    else if (choice === "saveAsPdf") void this.#save("pdf");
    else if (choice === "startOver" && !hasSpoken(this.conversationState.messages)) {
      void this.#startOver();
    } else this.question = choice;
  }

  #confirmed(): void {
    const { question } = this;
    this.question = undefined;
    void (question === "erase" ? this.#erase() : this.#startOver());
  }

  #unconfirmed(): void {
    this.question = undefined;
  }

  #answerOnEscape(event: Event): void {
    event.preventDefault();
    this.#unconfirmed();
  }

  #ways = async () => this.#conversation?.ways();

  #leavePhone = async (): Promise<void> => {
    this.#phones.show(false);
    await this.updateComplete;
    this.menu.focus();
  };

  // The panel.

  #placePanel(changes: Map<PropertyKey, unknown>): void {
    const wanted = this.#screen.isSmall ? "over" : "beside";
    const focused = document.activeElement;
    bring(this.panel, this.open ? wanted : "closed");
    if (!changes.has("open")) return;
    if (this.open && wanted === "beside") this.#leaveFocusAt(focused);
    OpenPanel.isKept = this.open;
    this.#attend();
    if (this.open) {
      this.#conversation?.start();
      void this.#phones.learn(this.#api);
      this.#follower.toEnd();
    }
  }

  /** Opening beside the page takes no focus by itself: the page may open us while somebody types. */
  #leaveFocusAt(focused: Element | null): void {
    const inside = this.shadowRoot?.activeElement;
    if (inside instanceof HTMLElement) inside.blur();
    if (focused instanceof HTMLElement && focused !== this) focused.focus();
  }

  #focusInside(): void {
    // On a phone the box would call up the keyboard, which hides the first message.
    const start = this.#screen.isSmall ? this.heading : (this.composer ?? this.heading);
    start.focus();
  }

  #focusLastWords(): void {
    const own = this.log.querySelectorAll<HTMLElement>(".message--entrepreneur");
    const last = own.item(own.length - 1) ?? this.log;
    last.focus({ preventScroll: true });
  }

  #toNewest(): void {
    this.#follower.toEnd();
    this.log.focus({ preventScroll: true });
  }

  /** Any link to `#schakel-chat` on the page opens the panel: a site needs no script for it. */
  #followLink = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.getAttribute("href") !== "#schakel-chat") return;
    event.preventDefault();
    void this.show();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    void this.hide();
  };

  #cancel = (event: Event): void => {
    if (event.target !== this.panel) return;
    event.preventDefault();
    void this.hide();
  };

  /** Browsers may close a dialog by themselves, by the back gesture of a phone for example. */
  #closed = (): void => {
    if (this.open && !this.panel.open) void this.hide();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "schakel-chat": SchakelChat;
  }
}
