/** The widget as a person meets it: by what stands on the screen. */

import { expect, type Locator, type Page } from "@playwright/test";

export class Chat {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly box: Locator;
  readonly log: Locator;
  readonly own: Locator;
  readonly answers: Locator;
  readonly typing: Locator;
  readonly announced: Locator;

  constructor(readonly page: Page) {
    this.launcher = page.locator("schakel-chat .launcher");
    this.panel = page.locator("schakel-chat dialog.panel");
    this.box = this.panel.getByRole("textbox", { name: "Uw vraag" });
    this.log = this.panel.getByRole("region", { name: "Berichten" });
    this.own = this.log.locator(".message--entrepreneur");
    this.answers = this.log.locator(".message--bot");
    this.typing = this.log.locator(".typing");
    this.announced = this.panel.locator("[aria-live=polite] p");
  }

  /** Open the panel and wait for the greeting. */
  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.answers.first()).toBeVisible();
  }

  async type(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** Ask something and wait for the whole answer. */
  async ask(text: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.type(text);
    return this.answerAfter(before);
  }

  async answerAfter(before: number): Promise<Locator> {
    await expect(this.answers).not.toHaveCount(before, { timeout: 30_000 });
    await expect(this.typing).toHaveCount(0, { timeout: 30_000 });
    return this.answers.last();
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole("button", { name });
  }

  choices(): Locator {
    return this.log.locator(".choices button");
  }

  async choose(name: string): Promise<void> {
    await this.button("Menu").click();
    await this.button(name).click();
  }
}
