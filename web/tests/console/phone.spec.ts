/** A conversation with somebody on a phone: how far each message came, and when one can write. */

import { expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";
import { expect, test } from "./desk.js";

test("how far a message came changes while one looks", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer", place: "whatsapp" });
  await desk.start();
  await desk.take("Sanne Meer");
  await expect(desk.log.locator(".message__foot")).toHaveCount(0);
  await desk.say("Goedemiddag, ik ben Anna.");
  await desk.say("Waar kan ik mee helpen?");
  const first = desk.said("Goedemiddag, ik ben Anna.").locator(".message__foot");
  const second = desk.said("Waar kan ik mee helpen?").locator(".message__foot");
  await expect(second).toHaveText("Wordt verstuurd");

  const steps = [
    ["sent", "Verstuurd"],
    ["delivered", "Afgeleverd"],
    ["read", "Gelezen"],
  ] as const;
  for (const [state, words] of steps) {
    await hand.carries(line.id, 6, state);
    await expect(first).toHaveText(words);
  }
  await expect(second).toHaveText("Wordt verstuurd");
  await expect(desk.log).not.toContainText("opgehaald");
  await expect(page.locator("#message-limit")).toBeEmpty();
});

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
]) {
  const size = `${viewport.width}x${viewport.height}`;

  test(`what did not come is told in words at ${size}`, async ({ page, desk, hand }) => {
    await page.setViewportSize(viewport);
    const line = await hand.arrive({ name: null, place: "whatsapp-late" });
    await desk.start();
    await desk.take("Ondernemer zonder naam");
    const limit = page.locator("#message-limit");
    await expect(limit).toContainText("Vrij schrijven kon tot");
    await expect(desk.box).toHaveAccessibleDescription(/^Vrij schrijven kon tot/);

    await desk.say("Goedemiddag, ik ben Anna.");
    await expect(desk.said("ik ben Anna")).toContainText("Wacht tot de ondernemer schrijft");
    await desk.say("Ik kijk het voor u na.");
    await desk.say("Mag ik u bellen?");
    await expect(desk.said("Mag ik")).toContainText("Wacht tot de ondernemer schrijft");
    await hand.carries(line.id, 5, "failed");
    await hand.carries(line.id, 6, "failed");
    await hand.carries(line.id, 7, "stopped");
    const lost = desk.log.locator(".message__foot--stuck");
    await expect(lost).toHaveText([
      "Niet aangekomen",
      "Niet aangekomen",
      "Niet verstuurd: de ondernemer wil geen berichten",
    ]);
    await desk.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
    await picture(page, `console-${size}-21-phone`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await hand.says(line.id, "Ik ben er weer.");
    await expect(limit).toBeEmpty();
    await expect(desk.said("Mag ik")).toContainText("Wordt verstuurd");
    await picture(page, `console-${size}-22-phone-open`);
  });
}
