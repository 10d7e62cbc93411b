/** What the entrepreneur does in the panel: speaking, and what the menu offers. */

import type { ReactiveControllerHost } from "lit";
import type { Button, TranscriptFormat, Ways } from "../api/model.js";
import type { Conversation } from "../conversation/conversation.js";
import { hasSpoken } from "../conversation/history.js";
import { dayOf } from "../text/days.js";
import { texts } from "../text/texts.js";
import type { BottomActions } from "./bottom.js";
import type { ConfirmActions, Question } from "./confirm.js";
import { download } from "./download.js";
import type { Focus } from "./focus.js";
import type { MenuChoice } from "./menu.js";
import type { MessageListActions } from "./message-list.js";
import type { PhonePaneActions } from "./phone-pane.js";
import type { Phones } from "./phones.js";

export interface DeedParts {
  readonly host: ReactiveControllerHost;
  readonly conversation: () => Conversation | undefined;
  readonly phones: Phones;
  readonly focus: Focus;
}

export class Deeds implements BottomActions, ConfirmActions, MessageListActions, PhonePaneActions {
  #draft = "";
  #question: Question | undefined;

  constructor(private readonly parts: DeedParts) {}

  /** A text to put in the box. */
  get draft(): string {
    return this.#draft;
  }

  /** What the entrepreneur has to be sure of first. */
  get question(): Question | undefined {
    return this.#question;
  }

  say(text: string): void {
    this.#box("");
    this.#conversation?.say(text);
  }

  type(): void {
    void this.#conversation?.type();
  }

  press(offer: Button): void {
    this.#conversation?.press(offer);
    void this.#goOnFromThere();
  }

  ask(question: string): void {
    this.#conversation?.say(question);
    void this.#goOnFromThere();
  }

  retry(clientId: string): void {
    this.#conversation?.retry(clientId);
    void this.#goOnFromThere();
  }

  async edit(clientId: string): Promise<void> {
    this.#box(this.#conversation?.withdraw(clientId) ?? "");
    await this.#drawn();
    this.parts.focus.toBox();
  }

  choose(choice: MenuChoice): void {
    this.parts.phones.show(choice === "phone");
    if (choice === "phone") return;
    if (choice === "saveAsText") void this.#save("text");
    else if (choice === "saveAsPdf") void this.#save("pdf");
    else if (choice === "startOver" && !this.#hasSpoken) void this.startOver();
    else this.#ask(choice);
  }

  confirm(): void {
    const question = this.#question;
    this.#ask(undefined);
    void (question === "erase" ? this.#erase() : this.startOver());
  }

  goBack(): void {
    this.#ask(undefined);
  }

  async startOver(): Promise<void> {
    this.#conversation?.startOver();
    await this.#drawn();
    this.parts.focus.toPanel();
  }

  ways = async (): Promise<Ways | undefined> => this.#conversation?.ways();

  leavePhone = async (): Promise<void> => {
    this.parts.phones.show(false);
    await this.#drawn();
    this.parts.focus.toMenu();
  };

  get #conversation(): Conversation | undefined {
    return this.parts.conversation();
  }

  get #hasSpoken(): boolean {
    return hasSpoken(this.#conversation?.state.messages ?? []);
  }

  async #save(format: TranscriptFormat): Promise<void> {
    const file = await this.#conversation?.save(format);
    const ending = format === "text" ? "txt" : format;
    if (file) download(file, `${texts.transcriptName(dayOf(new Date()))}.${ending}`);
  }

  async #erase(): Promise<void> {
    await this.#conversation?.erase();
    await this.#drawn();
    this.parts.focus.toPanel();
  }

  /** A button that was pressed disappears: go on from what it made the entrepreneur say. */
  async #goOnFromThere(): Promise<void> {
    await this.#drawn();
    this.parts.focus.toLastWords();
  }

  #box(draft: string): void {
    this.#draft = draft;
    this.parts.host.requestUpdate();
  }

  #ask(question: Question | undefined): void {
    this.#question = question;
    this.parts.host.requestUpdate();
  }

  async #drawn(): Promise<void> {
    await this.parts.host.updateComplete;
  }
}
