/** The console as an advisor meets it, and the entrepreneurs on the other side. */

import type { APIRequestContext, Browser, Locator, Page } from "@playwright/test";
import type { AppointmentLine } from "../../console/src/agenda/model.js";
import type { Card, DeliveryState, Line } from "../../console/src/model.js";
import type { ShareState } from "../../console/src/shares.js";
import type { NewAppointment } from "../consoleserver/agenda.js";
import { ADVISORS, type NewHandoff } from "../consoleserver/sample.js";
import type { Fault } from "../devserver/faults.js";
import { test as base, expect } from "../support/test.js";

export class Desk {
  readonly list: Locator;
  readonly lines: Locator;
  readonly heading: Locator;
  readonly log: Locator;
  readonly box: Locator;
  readonly note: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole("tabpanel");
    this.lines = this.list.locator(".line");
    this.heading = page.locator("#conversation-heading");
    this.log = page.getByRole("log", { name: "Berichten" });
    this.box = page.locator("#message");
    this.note = page.locator("#note");
    this.dialog = page.getByRole("dialog");
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  async start(): Promise<void> {
    await this.page.goto("/adviseur/");
    await expect(this.page.getByRole("switch", { name: "Aanwezig" })).toBeVisible();
  }

  async take(who: string): Promise<void> {
    await this.button(`Neem gesprek van ${who}`).click();
    await expect(this.box).toBeVisible();
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  said(text: string): Locator {
    return this.log.locator(".message", { hasText: text });
  }
}

/** What a test can let happen at the other side. */
export class Hand {
  constructor(private readonly request: APIRequestContext) {}

  arrive(asked: NewHandoff = {}): Promise<Line> {
    return this.#do("arrive", asked);
  }

  /** Somebody books an appointment with the first advisor. */
  books(asked: NewAppointment = {}): Promise<AppointmentLine> {
    return this.#do("book", asked);
  }

  async says(id: string, text: string): Promise<void> {
    await this.#do("say", { id, text });
  }

  async types(id: string): Promise<void> {
    await this.#do("type", { id });
  }

  /** How often an advisor told to be typing. */
  typed(): Promise<number> {
    return this.#do("typed", null);
  }

  async fetches(id: string, seq: number): Promise<void> {
    await this.#do("fetch", { id, seq });
  }

  /** A message to a phone came further; nobody is told of that. */
  async carries(id: string, seq: number, delivery: DeliveryState): Promise<void> {
    await this.#do("carry", { id, seq, delivery });
  }

  /** The entrepreneur answers about the last partner, or that partner did something. */
  async answers(id: string, state: ShareState): Promise<void> {
    await this.#do("answer", { id, state });
  }

  /** The scan that the bot does has an outcome. */
  async finishesScan(id: string): Promise<void> {
    await this.#do("outcome", { id });
  }

  /** Desks elsewhere do not answer any more. */
  async fallSilent(...desks: string[]): Promise<void> {
    await this.#do("silent", desks);
  }

  async mayMail(may: boolean): Promise<void> {
    await this.#do("mail", may);
  }

  async goWrong(...faults: Fault[]): Promise<void> {
    await this.#do("faults", faults);
  }

  async down(isDown: boolean): Promise<void> {
    await this.#do("down", isDown);
  }

  card(id: string): Promise<Card> {
    return this.#do("handoff", { id });
  }

  async #do<T>(what: string, data: unknown): Promise<T> {
    const response = await this.request.post(`/test/${what}`, { data });
    return (await response.json()) as T;
  }
}

/** A second advisor, at another computer. */
export async function colleague(browser: Browser, baseURL: string): Promise<Desk> {
  const context = await browser.newContext({ baseURL, locale: "nl-NL" });
  const value = ADVISORS[1]?.id ?? "";
  await context.addCookies([{ name: "schakel_console", value, url: baseURL }]);
  const desk = new Desk(await context.newPage());
  await desk.start();
  return desk;
}

export const test = base.extend<{ desk: Desk; hand: Hand }>({
  desk: async ({ page }, use) => {
    await use(new Desk(page));
  },
  hand: async ({ request }, use) => {
    await request.post("/test/reset");
    await use(new Hand(request));
  },
});

export { expect };
