/**
 * An advisor lets the bot do the scan on the running product. The entrepreneur called SCHAKEL_NAME does all
 * of it by the public API; the other one is in a browser too.
 */

import type { Desk } from "../console/desk.js";
import { askForSomebody, newName, test } from "../support/product.js";
import { expect, expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";

const who = process.env.SCHAKEL_NAME ?? "";

async function startScan(desk: Desk): Promise<void> {
  await desk.button("Start de scan").click();
  await expectAccessible(desk.page);
  await picture(desk.page, "loan-1-dialog");
  await desk.dialog.getByRole("button", { name: "Start de scan" }).click();
  await expect(desk.page.getByText(/^De assistent doet nu de scan met /)).toBeVisible();
  await expect(desk.box).toBeDisabled();
}

test("the advisor reads the scan along, and has the conversation back with the outcome", async ({
  desk,
}) => {
  test.setTimeout(400_000);
  await desk.take(who);
  await desk.box.fill("Nog niet af");
  await startScan(desk);

  const answers = desk.log.locator(".message--entrepreneur");
  const before = await answers.count();
  await expect.poll(() => answers.count(), { timeout: 60_000 }).toBeGreaterThan(before + 2);
  await expect(desk.box).toBeDisabled();
  await picture(desk.page, "loan-2-banner");
  await expect(desk.box).toBeEnabled({ timeout: 300_000 });

  await expect(desk.button("Gesprek terugnemen")).toHaveCount(0);
  await expect(desk.box).toHaveValue("Nog niet af");
  await expect(desk.log.locator(".message--system").last()).toContainText("U praat weer met");
  await desk.page.locator("summary", { hasText: "Bedrijfsscan" }).click();
  await expect(desk.page.locator(".facts--levels dd")).not.toHaveCount(0);
  await expect(desk.page.getByText(/^Afgerond /)).toBeVisible();
  await expectAccessible(desk.page);
  await picture(desk.page, "loan-3-outcome");
  await desk.say("Mooi gedaan");
  await expect(desk.said("Dank u wel")).toBeVisible({ timeout: 60_000 });
});

test("who would rather talk talks on, and the advisor can stop the scan in the middle", async ({
  desk,
  visitor,
}) => {
  test.setTimeout(240_000);
  const name = newName("Jan");
  await askForSomebody(visitor, name);
  await desk.take(name);
  await startScan(desk);
  await visitor.button("Liever verder praten").click();
  await expect(desk.box).toBeEnabled();
  await expect(visitor.log.getByText(/^U praat weer met/)).toHaveCount(1);

  await startScan(desk);
  const offered = await visitor.answers.count();
  await visitor.button("De bedrijfsscan doen").click();
  await visitor.answerAfter(offered);
  const asked = await visitor.answers.count();
  const answer = visitor.choices().first();
  const words = (await answer.innerText()).trim();
  await answer.click();
  await visitor.answerAfter(asked);
  await expect(desk.said(words)).toBeVisible();
  const question = await visitor.answers.last().locator(".message__words").textContent();
  for (const width of [390, 1280]) {
    await desk.page.setViewportSize({ width, height: 800 });
    await expectAccessible(desk.page);
    await expectNoSidewaysScroll(desk.page);
    await picture(desk.page, `loan-4-busy-${width}`);
  }
  await picture(visitor.page, "loan-5-question");

  await desk.button("Gesprek terugnemen").click();
  await expect(desk.box).toBeEnabled();
  await expect(visitor.log.getByText(/^U praat weer met/)).toHaveCount(2);
  const said = await visitor.answers.count();
  await visitor.type("Wat is de WBSO?");
  await expect(desk.said("Wat is de WBSO?")).toBeVisible();
  await desk.say("Daar kom ik op terug");
  await expect(visitor.log.getByText("Daar kom ik op terug")).toBeVisible();
  await expect(visitor.answers).toHaveCount(said);

  await startScan(desk);
  await visitor.button("De bedrijfsscan doen").click();
  await expect(visitor.answers.last()).toContainText(question ?? "?", { timeout: 30_000 });
});
