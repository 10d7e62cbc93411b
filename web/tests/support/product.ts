/**
 * Everybody on the running product, each in a browser: SCHAKEL_URL, SCHAKEL_CONSOLE_URL and the advisor's
 * SCHAKEL_EMAIL and SCHAKEL_PASSWORD; the same of a colleague with SCHAKEL_COLLEAGUE_ before it. With
 * SCHAKEL_SIGNAL, a file, somebody restarts a part of the product whenever it is written.
 */

import { existsSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { Desk } from "../console/desk.js";
import { Chat } from "./chat.js";
import { test as base, expect } from "./test.js";

export const site = process.env.SCHAKEL_URL ?? "";
const console_ = process.env.SCHAKEL_CONSOLE_URL ?? "";
const signal = process.env.SCHAKEL_SIGNAL;

export const test = base.extend<{ desk: Desk; colleague: Desk; visitor: Chat }>({
  desk: async ({ browser }, use) => {
    const page = await opened(browser, console_);
    await logIn(page, "SCHAKEL_");
    await use(new Desk(page));
  },
  colleague: async ({ browser }, use) => {
    const page = await opened(browser, console_);
    await logIn(page, "SCHAKEL_COLLEAGUE_");
    await use(new Desk(page));
  },
  visitor: async ({ browser }, use) => {
    const page = await opened(browser, site);
    await page.goto("/");
    const chat = new Chat(page);
    await chat.open();
    await use(chat);
  },
});

export async function opened(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: "nl-NL" });
  return context.newPage();
}

export async function logIn(page: Page, who: string): Promise<void> {
  await page.goto("/adviseur/inloggen");
  await page.getByLabel("E-mailadres").fill(process.env[`${who}EMAIL`] ?? "");
  await page.getByLabel("Wachtwoord").fill(process.env[`${who}PASSWORD`] ?? "");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.waitForURL("**/adviseur/");
  const present = page.getByRole("switch", { name: "Aanwezig" });
  if ((await present.getAttribute("aria-checked")) !== "true") await present.click();
  await expect(present).toHaveAttribute("aria-checked", "true");
}

/** Have parts of the product killed, and wait until they were started again. */
export async function restart(): Promise<void> {
  if (!signal) return;
  writeFileSync(signal, "now");
  await expect.poll(() => existsSync(signal), { timeout: 60_000 }).toBe(false);
}

/** A name of nobody else in the lists; figures in it would be read as a telephone number. */
export function newName(first: string): string {
  const letters = [...String(Date.now())].map((digit) => "abcdefghij"[Number(digit)]);
  return `${first} Van${letters.join("")}`;
}

export async function askForSomebody(visitor: Chat, name: string): Promise<void> {
  await visitor.ask("ik wil een mens spreken over het energieverbruik van mijn bakkerij");
  await visitor.ask("ja");
  await visitor.ask(`${name}, jan@example.org`);
  await visitor.ask("Urk");
  await expect(visitor.panel.getByText("Een adviseur komt eraan")).toBeVisible();
}
