/** `<schakel-chat>`: the launcher, the panel, and the conversation behind them. */

import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { Api } from "../api/api.js";
import { Conversation } from "../conversation/conversation.js";
import { takeCode, takeStart } from "../conversation/link.js";
import { Memory } from "../conversation/memory.js";
import { type ConversationState, EMPTY, unreadIn } from "../conversation/state.js";
import { styles } from "../styles/styles.js";
import { texts } from "../text/texts.js";
import { Announcer } from "./announcer.js";
import { banners } from "./banners.js";
import { bottom } from "./bottom.js";
import { confirmDialog } from "./confirm.js";
import { Deeds } from "./deeds.js";
import { bring, SmallScreen } from "./dialogs.js";
import { Focus } from "./focus.js";
import { Follower } from "./follower.js";
import { header } from "./header.js";
import { launcher } from "./launcher.js";
import { dividedQuestions, log, newer } from "./log.js";
import { OpenPanel } from "./open-panel.js";
import { Page } from "./page.js";
import { panel } from "./panel.js";
import { phonePane } from "./phone-pane.js";
import { Phones } from "./phones.js";

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

  @query(".panel") private panel!: HTMLDialogElement;
  @query(".confirm") private confirm!: HTMLDialogElement;
  @query(".log") private log!: HTMLElement;

  readonly #screen = new SmallScreen(this);
  readonly #focus = new Focus(this, this.#screen);
  readonly #announcer = new Announcer();
  readonly #follower = new Follower(() => this.requestUpdate());
  readonly #phones = new Phones(() => this.requestUpdate());
  readonly #deeds = new Deeds({
    host: this,
    conversation: () => this.#conversation,
    phones: this.#phones,
    focus: this.#focus,
  });
  #conversation: Conversation | undefined;
  #api: Api | undefined;
  #code: string | undefined;
  #start: string | undefined;

  constructor() {
    super();
    new Page(this, { asked: () => void this.show(), turned: () => this.#attend() });
  }

  /** Open the panel and put the keyboard in it. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.#focus.toPanel();
  }

  /** Close the panel and go back to the button that opens it. */
  async hide(): Promise<void> {
    this.open = false;
    await this.updateComplete;
    this.#focus.toLauncher();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // On a small screen the panel would cover the page that was asked for.
    if (OpenPanel.isKept && !this.#screen.isSmall) this.open = true;
    this.#code = takeCode();
    this.#start = takeStart();
    if (this.#code || this.#start) this.open = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
    const focused = this.#focus.current;
    super.update(changes);
    if (focused && !focused.isConnected && this.open) this.#focus.toLastWords();
  }

  protected override updated(changes: Map<PropertyKey, unknown>): void {
    if (changes.has("open") || this.open) this.#placePanel(changes);
    bring(this.confirm, this.#deeds.question ? "over" : "closed");
    const before = changes.get("conversationState") as ConversationState | undefined;
    if (before && this.open) this.#follower.follow(before, this.conversationState);
  }

  protected override render() {
    const { conversationState: current } = this;
    const parts = {
      header: this.#header(current),
      talk: this.#talk(current),
      cover: this.#phones.isShown ? phonePane(this.#deeds) : undefined,
      announcements: this.#announcer.render(),
    };
    return html`
      <section class="chat" lang="nl" aria-label=${texts.launcher.region}>
        ${launcher(current.read > 1 ? texts.launcher.resume : this.label, {
          unread: this.open ? 0 : unreadIn(current),
          isHidden: this.open,
          pressed: () => this.show(),
        })}
        ${panel(parts, { hide: () => void this.hide(), closed: this.#closed })}
        ${confirmDialog(this.#deeds.question, this.#deeds)}
      </section>
    `;
  }

  #header({ stage, notice }: ConversationState) {
    return header(
      this.name,
      { stage, hasPhones: this.#phones.isOffered && notice !== "erased" },
      { choose: (choice) => this.#deeds.choose(choice), close: () => this.hide() },
    );
  }

  #talk(current: ConversationState) {
    const settings = {
      welcome: this.welcome,
      examples: dividedQuestions(this.examples),
      now: new Date(),
      resolve: (url: string) => this.#api?.resolve(url),
    };
    return html`
      ${log(current, settings, this.#deeds)}
      ${this.#follower.hasMissed ? newer(() => this.#toNewest()) : nothing}
      ${banners(current)} ${bottom(current, this.#deeds.draft, this.#deeds)}
    `;
  }

  #changed = (): void => {
    if (!this.#conversation) return;
    this.conversationState = this.#conversation.state;
    this.#announcer.hear(this.conversationState);
  };

  #attend(): void {
    if (this.#conversation) this.#conversation.isAttended = this.open && !document.hidden;
  }

  #placePanel(changes: Map<PropertyKey, unknown>): void {
    const wanted = this.#screen.isSmall ? "over" : "beside";
    const focused = document.activeElement;
    bring(this.panel, this.open ? wanted : "closed");
    if (!changes.has("open")) return;
    if (this.open && wanted === "beside") this.#focus.leaveAt(focused);
    OpenPanel.isKept = this.open;
    this.#attend();
    if (!this.open) return;
    this.#conversation?.start();
    void this.#phones.learn(this.#api);
    this.#follower.toEnd();
  }

  #toNewest(): void {
    this.#follower.toEnd();
    this.#focus.toLog();
  }

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
