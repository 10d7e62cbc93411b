/** Entrepreneur and advisors, each in a browser, on the running product; the second one is called Sanne. */

import { askForSomebody, newName, restart, test } from "../support/product.js";
import { expect, expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";

test("ask, wait, take, talk both ways, note, transfer, close, rate, and the bot is back", async ({
  desk,
  colleague,
  visitor,
}) => {
  test.setTimeout(240_000);
  const name = newName("Jan");
  await askForSomebody(visitor, name);
  await picture(visitor.page, "handoff-1-waiting");

  await expect(desk.lines.filter({ hasText: name })).toContainText("Urk");
  await expectAccessible(desk.page);
  await picture(desk.page, "handoff-2-list");
  await desk.take(name);
  await expect(visitor.panel.getByText("U spreekt nu met een adviseur")).toBeVisible();
  await expect(desk.said("energieverbruik")).toBeVisible();

  await desk.say("Goedendag, ik lees met u mee.");
  await expect(visitor.log.getByText("Goedendag, ik lees met u mee.")).toBeVisible();
  await visitor.type("Fijn dat u er bent");
  await expect(desk.said("Fijn dat u er bent")).toBeVisible();

  await restart();
  await desk.say("Ik ben er nog");
  await visitor.type("Ik ook");
  await expect(visitor.log.getByText("Ik ben er nog")).toBeVisible({ timeout: 60_000 });
  await expect(desk.said("Ik ook")).toBeVisible({ timeout: 60_000 });

  await desk.note.fill("Alleen voor collega’s");
  await desk.page.getByRole("button", { name: /notitie/i }).click();
  await expect(desk.page.getByText("Alleen voor collega’s").first()).toBeVisible();
  await expectAccessible(desk.page);
  await expectAccessible(visitor.page);
  await picture(desk.page, "handoff-3-conversation");
  await picture(visitor.page, "handoff-4-talking");

  await desk.button("Overdragen").click();
  await expectAccessible(desk.page);
  await desk.dialog.getByLabel(/Sanne/).check();
  await desk.dialog.getByLabel(/^Notitie/).fill("Weet meer van energie");
  await desk.dialog.getByRole("button", { name: "Draag over" }).click();
  await expect(visitor.log.getByText(/U praat nu met Sanne/)).toBeVisible();
  await colleague.tab("Van mij").click();
  await colleague.button(name).click();
  await expect(colleague.said("energieverbruik")).toBeVisible();
  await expect(colleague.page.getByText("Weet meer van energie")).toBeVisible();
  await colleague.say("Ik neem het over");
  await expect(visitor.log.getByText("Ik neem het over")).toBeVisible();

  await colleague.button("Afsluiten").click();
  await expectAccessible(colleague.page);
  await colleague.dialog.getByRole("radio", { name: "Geholpen" }).check();
  await colleague.dialog.getByRole("button", { name: "Sluit af" }).click();
  await expect(visitor.panel.getByText("Digitale assistent").first()).toBeVisible();
  await expect(visitor.choices()).toHaveText([/^1/, /^2/, /^3/, /^4/, /^5/]);
  await picture(visitor.page, "handoff-5-rate");

  await visitor.button(/^5/).click();
  await expect(visitor.answers.last()).toContainText("Dank");
  await visitor.ask("Snel geholpen");
  await visitor.ask("Wat is de WBSO?");
  await expect(visitor.answers.last()).toContainText("WBSO");
  await expect(visitor.log.getByText("Alleen voor collega’s")).toHaveCount(0);
});

test("an advisor whose connection is cut for a minute loses nothing and doubles nothing", async ({
  desk,
  visitor,
}) => {
  test.setTimeout(300_000);
  const name = newName("Piet");
  await askForSomebody(visitor, name);
  await desk.take(name);
  await desk.say("Voor de storing");
  await expect(visitor.log.getByText("Voor de storing")).toBeVisible();

  await desk.page.context().setOffline(true);
  await desk.say("Tijdens de storing");
  await visitor.type("Bent u er nog?");
  await visitor.page.waitForTimeout(60_000);
  await desk.page.context().setOffline(false);

  await expect(visitor.log.getByText("Tijdens de storing")).toHaveCount(1, { timeout: 60_000 });
  await expect(desk.said("Bent u er nog?")).toHaveCount(1, { timeout: 60_000 });
  await desk.say("Na de storing");
  await expect(visitor.log.getByText("Na de storing")).toBeVisible();
  const said = await visitor.log.locator(".message--advisor .message__words").allInnerTexts();
  expect(said).toEqual(["Voor de storing", "Tijdens de storing", "Na de storing"]);
});

const PAGES = [
  ...["/", "/scans", "/adviseur/", "/adviseur/account", "/adviseur/team", "/adviseur/logboek"],
  ...["/adviseur/gemist", "/adviseur/voorstellen", "/adviseur/poule"],
];

for (const width of [1280, 320]) {
  test(`every page of the console can be seen and used at ${width} px`, async ({ desk }) => {
    test.setTimeout(120_000);
    await desk.page.setViewportSize({ width, height: 800 });
    for (const path of PAGES) {
      await desk.page.goto(path);
      await expect(desk.page.getByRole("heading").first()).toBeVisible();
      await expectAccessible(desk.page);
      await expectNoSidewaysScroll(desk.page);
    }
    await desk.page.context().clearCookies();
    await desk.page.goto("/adviseur/inloggen");
    await expectAccessible(desk.page);
    await expectNoSidewaysScroll(desk.page);
  });
}
