/** Without a mouse; and what calls an advisor who looks elsewhere. */

import type { Page } from "@playwright/test";
import { expect, test } from "./desk.js";

test("from the list to a closed conversation by keyboard alone", async ({ page, desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await hand.arrive({ name: "Yusuf Haven" });
  await desk.start();
  await expect(desk.lines).toHaveCount(2);
  const press = (key: string) => page.keyboard.press(key);

  await press("j");
  await press("j");
  await expect(desk.button("Yusuf Haven").first()).toBeFocused();
  await press("k");
  await expect(desk.button("Sanne Meer").first()).toBeFocused();
  await press("Enter");
  await expect(desk.heading).toBeFocused();
  await press("t");
  await expect(desk.box).toBeVisible();
  await press("m");
  await page.keyboard.type("jkt? Dat is goed");
  await press("Shift+Enter");
  await page.keyboard.type("Tot zo.");
  await press("Enter");
  await expect(desk.said("jkt? Dat is goed")).toContainText("Tot zo.");
  await expect(desk.box).toBeFocused();

  await desk.heading.focus();
  await press("n");
  await page.keyboard.type("Notitie");
  await press("Control+Enter");
  await expect(page.locator(".notes__list")).toContainText("Notitie");

  await desk.button("Afsluiten").focus();
  await press("Enter");
  await press("Escape");
  await expect(desk.dialog).toBeHidden();
  await expect(desk.button("Afsluiten")).toBeFocused();
  await press("Enter");
  await expect(desk.dialog).toBeVisible();
  await press("Space");
  await press("Enter");
  await expect(page.getByText("Het gesprek is afgesloten.")).toBeVisible();
  await expect(desk.tab("Van mij")).toBeFocused();
  await press("ArrowLeft");
  await expect(desk.tab("Wacht")).toBeFocused();
  await expect(desk.lines).toHaveCount(1);
});

test("shortcuts are shown by ?, and can be switched off for good", async ({ page, desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await expect(desk.lines).toHaveCount(1);

  await page.keyboard.press("?");
  await expect(desk.dialog).toContainText("volgende gesprek in de lijst");
  await desk.dialog.getByRole("switch", { name: /sneltoetsen/i }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(desk.lines).toHaveCount(1);
  await page.keyboard.press("t");
  await page.keyboard.press("?");

  await expect(desk.dialog).toBeHidden();
  await expect(desk.box).toHaveCount(0);
});

test("on a phone one goes back to the line one came from", async ({ page, desk, hand }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();

  await desk.button("Sanne Meer").first().click();
  await expect(desk.heading).toBeFocused();
  await expect(desk.list).toBeHidden();
  await desk.button("Terug naar de lijst").click();

  await expect(desk.button("Sanne Meer").first()).toBeFocused();
  await expect(desk.heading).toBeHidden();
});

/** Remember the messages on the desktop, and let the page think that nobody looks at it. */
async function lookElsewhere(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: string[] = [];
    class Message extends EventTarget {
      static readonly permission = "granted";
      constructor(title: string, { body }: NotificationOptions) {
        super();
        shown.push(`${title}: ${body}`);
      }
    }
    Object.assign(window, { Notification: Message, shown });
    document.hasFocus = () => false;
  });
}

const shownOn = (page: Page) =>
  page.evaluate(() => (window as unknown as { shown: string[] }).shown);

test("who looks elsewhere is called every half minute, until it is taken", async ({
  page,
  desk,
  hand,
}) => {
  await lookElsewhere(page);
  await page.clock.install();
  await desk.start();
  await hand.arrive({ name: "Sanne Meer", question: "Geheim" });
  await expect(desk.lines).toHaveCount(1);
  await expect.poll(() => shownOn(page)).toEqual(["Schakel: Er wacht iemand"]);

  await page.clock.runFor(31_000);
  expect(await shownOn(page)).toHaveLength(2);
  await desk.take("Sanne Meer");
  await page.clock.runFor(61_000);

  expect(await shownOn(page)).toHaveLength(2);
});

test("sound can be switched off, also for the next time", async ({ page, desk, hand }) => {
  await hand.arrive();
  await desk.start();

  await page.getByRole("switch", { name: "Geluid" }).click();
  await page.reload();

  await expect(page.getByRole("switch", { name: "Geluid" })).toHaveAttribute(
    "aria-checked",
    "false",
  );
});
