/**
 * An appointment on the running product, each in a browser. The advisor's own calendar is at SCHAKEL_CALENDAR,
 * on a real server; somebody puts what comes to stand there a week later, as with a mouse.
 */

import type { Page } from "@playwright/test";
import { newName, opened, site, test } from "../support/product.js";
import { expect, expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";

const calendar = process.env.SCHAKEL_CALENDAR ?? "";
/** A calendar is looked at each minute. */
const SOON = { timeout: 150_000 };

async function expectUsable(page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.screenshot({ path: `test-results/${name}-${width}.png`, fullPage: true });
  }
}

/** It is one of the coming weeks: the console has it too. */
async function expectInAgenda(page: Page, name: string): Promise<void> {
  await page.goto("/adviseur/#agenda");
  const line = page.getByRole("link", { name: new RegExp(name) });
  await expect(async () => {
    await page.getByRole("link", { name: "Volgende week" }).click();
    await expect(line).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await picture(page, "appointment-2-agenda");
}

test("what is booked in the chat stands in the advisor's calendar, moves with it, and is called off by its link", async ({
  browser,
  desk,
  visitor,
}) => {
  test.setTimeout(400_000);
  const name = newName("Jan");

  await desk.page.goto("/adviseur/#agenda");
  await desk.page.getByRole("link", { name: "Mijn tijden" }).click();
  await desk.page.getByLabel("Pad van je eigen agenda").fill(calendar);
  await desk.button("Bewaar").click();
  await expect(desk.page.getByText("De tijden zijn bewaard.")).toBeVisible();

  await visitor.ask("ik wil een afspraak maken over de overdracht van mijn bakkerij");
  await visitor.ask("telefonisch");
  await visitor
    .choices()
    .filter({ hasText: /^di|^wo|^do|^vr|^ma/ })
    .first()
    .click();
  await expect(visitor.log.getByText("Op welk nummer kan de adviseur u bellen?")).toBeVisible();
  await visitor.ask(`${name}, 0320-123456`);
  await visitor.ask("jan@example.org");
  await visitor.ask("ja");
  const booked = visitor.log.getByText("Verzetten of afzeggen kan hier in de chat of op");
  await expect(booked).toBeVisible();
  await picture(visitor.page, "appointment-1-booked");

  const moved = visitor.log.getByText("Uw afspraak is verzet.");
  await expect(moved).toBeVisible(SOON);
  await picture(visitor.page, "appointment-2-moved");
  await expectInAgenda(desk.page, name);
  const link = await visitor.log.getByRole("link", { name: /\/afspraak\// }).last();
  const page = await opened(browser, site);
  await page.goto(new URL((await link.getAttribute("href")) ?? "", site).pathname);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Uw afspraak");
  await expectUsable(page, "appointment-3-link");

  await page.getByRole("link", { name: "Afspraak afzeggen" }).click();
  await page.getByRole("button", { name: "Ja, zeg de afspraak af" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze afspraak is afgezegd");
  await expectUsable(page, "appointment-4-cancelled");
  await expect(visitor.log.getByText(/^U hebt uw afspraak met .* afgezegd/)).toBeVisible();
});
