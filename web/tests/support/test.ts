/** Every browser test also fails on a policy violation, an error in a script, or a call elsewhere. */

import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Chat } from "./chat.js";

interface Fixtures {
  readonly chat: Chat;
  readonly incidents: string[];
}

export const test = base.extend<Fixtures>({
  incidents: [
    async ({ page, baseURL }, use) => {
      const incidents: string[] = [];
      await page.exposeFunction("reportIncident", (words: string) => incidents.push(words));
      await page.addInitScript(() => {
        const report = (window as unknown as { reportIncident(words: string): void })
          .reportIncident;
        document.addEventListener("securitypolicyviolation", (event) => {
          report(`policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      page.on("pageerror", (error) => incidents.push(`script: ${error.message}`));
      page.on("request", (request) => {
        const isOwn =
          /^(?:blob|data):/.test(request.url()) || request.url().startsWith(baseURL ?? "");
        if (!isOwn) incidents.push(`elsewhere: ${request.url()}`);
      });
      await use(incidents);
      expect(incidents).toEqual([]);
    },
    { auto: true },
  ],
  chat: async ({ page }, use) => {
    await use(new Chat(page));
  },
});

export { expect };

/** WCAG 2.2 A and AA, and what axe advises beside it. */
export async function expectAccessible(page: Page): Promise<void> {
  // What still moves has not its final colours yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
  expect(found).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    const log = document.querySelector("schakel-chat")?.shadowRoot?.querySelector(".log");
    return [root, log].map((box) => (box ? box.scrollWidth - box.clientWidth : 0));
  });
  expect(overflow).toEqual([0, 0]);
}

/** A picture to look at, in test-results/. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png`, animations: "disabled" });
}
