/**
 * A partner is asked along on the running product: advisor, entrepreneur and partner, each in a browser.
 * Somebody puts the link of each letter in a file of SCHAKEL_LINKS that is called after its address.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import type { Desk } from "../console/desk.js";
import { askForSomebody, newName, opened, restart, site, test } from "../support/product.js";
import { expect, expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";

const links = process.env.SCHAKEL_LINKS ?? "";
const PARTNER = "Rijksdienst voor Ondernemend Nederland (RVO)";
const SECRET = "Alleen voor collega’s: denk aan schulden";

/** Ask the partner along as far as the entrepreneur's answer. */
async function askPartner(desk: Desk, email: string, purpose: string): Promise<void> {
  await desk.button("Partner erbij").click();
  await desk.dialog.getByRole("combobox", { name: "Partner" }).selectOption(PARTNER);
  await desk.dialog.getByLabel("E-mailadres").fill(email);
  await desk.dialog.getByLabel(purpose).check();
  await desk.dialog.getByLabel(/^Een woord/).fill("Kijk je mee naar de subsidie?");
  await expectAccessible(desk.page);
  await picture(desk.page, "partner-1-dialog");
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();
  await expect(desk.dialog).toBeHidden();
}

/** The browser of who got the letter, on the page that it leads to. */
async function follow(browser: Browser, email: string): Promise<Page> {
  const file = join(links, email);
  await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
  const page = await opened(browser, site);
  page.on("console", (message) => {
    // That a page is gone is told there too.
    if (!message.text().includes("410")) expect.soft(message.text()).toBe("");
  });
  await page.goto(new URL(readFileSync(file, "utf-8")).pathname);
  return page;
}

async function expectUsable(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.screenshot({ path: `test-results/${name}-${width}.png`, fullPage: true });
  }
}

test("a partner reads along and writes, until that is withdrawn", async ({
  browser,
  desk,
  visitor,
}) => {
  test.setTimeout(300_000);
  const name = newName("Jan");
  const shares = desk.page.locator("#shares");
  await askForSomebody(visitor, name);
  await desk.take(name);
  await desk.note.fill(SECRET);
  await desk.page.getByRole("button", { name: /notitie/i }).click();
  await expect(desk.page.getByText(SECRET).first()).toBeVisible();

  await askPartner(desk, "anna@example.org", "Meedenken");
  await expect(shares).toContainText("Wacht op het antwoord van de ondernemer.");
  await expect(visitor.log.getByText(`wil ${PARTNER} laten meedenken`)).toBeVisible();
  await expectAccessible(visitor.page);
  await picture(visitor.page, "partner-2-asked");
  await visitor.button("Ja, dat is goed").click();
  await expect(visitor.log.getByText(`Wij mailen ${PARTNER} een link`)).toBeVisible();
  await expect(shares).toContainText("De e-mail met de link is verstuurd.");

  const partner = await follow(browser, "anna@example.org");
  await expect(partner.getByRole("heading", { level: 1 })).toContainText("vraagt u mee te denken");
  for (const known of [name, "jan@example.org", "Urk", "Kijk je mee naar de subsidie?"])
    await expect(partner.getByText(known).first()).toBeVisible();
  await expect(partner.locator("dd.own")).toContainText("energieverbruik van mijn bakkerij");
  await expect(partner.locator("li.entrepreneur").first()).toContainText("energieverbruik");
  await expect(partner.getByText(SECRET)).toHaveCount(0);
  await expectUsable(partner, "partner-3-along");
  await expect(shares).toContainText("De link is geopend.", { timeout: 30_000 });

  await partner.getByLabel("Uw naam").fill("Anna");
  await partner.getByLabel("Uw bericht").fill("Een EIA past hier goed bij.");
  await restart();
  await partner.getByRole("button", { name: "Verstuur" }).click();
  const written = `Anna, ${PARTNER}: Een EIA past hier goed bij.`;
  await expect(partner.locator("li.advisor").last()).toContainText(written);
  await expect(visitor.log.getByText(written)).toHaveCount(1, { timeout: 60_000 });
  await expect(desk.said(written)).toHaveCount(1, { timeout: 60_000 });
  await picture(visitor.page, "partner-4-written");
  await picture(desk.page, "partner-5-desk");

  await visitor.type("Fijn dat u meedenkt");
  await expect(desk.said("Fijn dat u meedenkt")).toBeVisible();
  await partner.getByRole("link", { name: "Kijk of er iets nieuws is" }).click();
  await expect(partner.locator("li").last()).toContainText("Fijn dat u meedenkt");

  await partner.getByLabel("Uw naam").fill("Anna");
  await partner.getByLabel("Uw bericht").fill("Dit komt te laat.");
  await desk.button(`Intrekken bij ${PARTNER}`).click();
  await expect(shares).toContainText("Ingetrokken.");
  await partner.getByRole("button", { name: "Verstuur" }).click();
  await expectGone(partner);
  expect((await partner.goto(partner.url().replace(/\/bericht.*$/, "")))?.status()).toBe(410);
  await expectGone(partner);
  await expectUsable(partner, "partner-6-gone");
  await expect(visitor.log.getByText("Dit komt te laat.")).toHaveCount(0);
  await expect(visitor.log.getByText(SECRET)).toHaveCount(0);
});

test("a partner goes on with it, and the entrepreneur is told", async ({
  browser,
  desk,
  visitor,
}) => {
  test.setTimeout(300_000);
  const name = newName("Piet");
  await askForSomebody(visitor, name);
  await desk.take(name);
  await desk.page.setViewportSize({ width: 390, height: 800 });
  await desk.button("Gegevens en acties").click();
  await askPartner(desk, "bram@example.org", "Overnemen");
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await visitor.button("Ja, dat is goed").click();
  const partner = await follow(browser, "bram@example.org");
  await expect(partner.getByLabel("Uw bericht")).toHaveCount(0);

  await desk.button("Afsluiten").click();
  await desk.dialog.getByRole("radio", { name: "Verwezen naar een partner" }).check();
  await desk.dialog.getByRole("combobox", { name: "Verwezen naar" }).selectOption(PARTNER);
  await desk.dialog.getByRole("button", { name: "Sluit af" }).click();
  await expect(visitor.log.getByText(/Daar kunnen ze dit gesprek al lezen/)).toBeVisible();
  await visitor.ask("Wat is de WBSO?");
  await expectUsable(partner, "partner-7-refer");

  await partner.getByRole("button", { name: "Wij nemen dit op" }).click();
  await expect(partner.getByText(/^U neemt dit op/)).toBeVisible();
  await expect(partner.getByText("Wat is de WBSO?")).toHaveCount(0);
  await expectUsable(partner, "partner-8-taken");
  await expect(visitor.log.getByText(`${PARTNER} gaat met uw vraag verder`)).toHaveCount(1);
  await picture(visitor.page, "partner-9-told");
  await partner.reload();
  await expect(partner.getByRole("button")).toHaveCount(0);

  await desk.tab("Afgehandeld").click();
  await desk.button(name).click();
  await expect(desk.page.locator("#shares")).toContainText("De partner pakt dit op.");
  await expect(desk.page.getByText(`Partner: ${PARTNER} neemt de vraag op.`)).toBeVisible();
});

async function expectGone(page: Page): Promise<void> {
  await expect(page.getByRole("heading")).toHaveText("Deze link werkt niet meer");
  await expect(page.getByText("energieverbruik")).toHaveCount(0);
}
