/** What the panel shows and how it is used. */

import type { Page } from "@playwright/test";
import type { Access } from "../../src/api/model.js";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  picture,
  test,
} from "../support/test.js";

test.beforeEach(async ({ page, request }) => {
  await request.post("/test/faults", { data: [] });
  await request.post("/test/thinking", { data: 50 });
  await page.goto("/");
});

test("text is text, and links are safe", async ({ page, chat, request }) => {
  await chat.open();
  const evil = '<img src=x onerror="document.title=1"><b>vet</b>';
  await chat.ask(evil);
  await expect(chat.own.first()).toContainText(evil);
  await expect(chat.log.locator("b, .message__bubble img")).toHaveCount(0);

  await request.post("/test/say", {
    data: { author: "bot", text: "Lees https://www.rvo.nl/wbso. Geen link: javascript:alert(1)" },
  });
  const link = chat.answers.last().getByRole("link");
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute("href", "https://www.rvo.nl/wbso");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(link).toHaveAccessibleName(/nieuw venster/);
  expect(await page.title()).not.toBe("1");
});

test("an address in one's own message can be read in its bubble", async ({ page, chat }) => {
  await chat.open();
  await chat.ask("Mail naar jan@example.org of bel 0320-123456");

  await expect(chat.own.last().getByRole("link")).toHaveCount(2);
  await expectAccessible(page);
});

test("attachments are pictures and links, if they are safe", async ({ chat }) => {
  await chat.open();
  const answer = await chat.ask("bijlage");

  await expect(answer.getByRole("img", { name: "Het beeldmerk van Schakel" })).toBeVisible();
  await expect(answer.getByRole("link")).toHaveAttribute(
    "href",
    "https://example.org/overzicht.pdf",
  );
  await expect(answer.getByText("Dit is geen link")).toBeVisible();
});

test("only the last buttons can be pressed, and their title is what one says", async ({ chat }) => {
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  await expect(chat.choices()).toHaveCount(5);

  await chat.button("Hoeveel is het?").click();
  await expect(chat.own.last()).toContainText("Hoeveel is het?");
  await expect(chat.own.last()).toBeFocused();
  await expect(chat.answers).toHaveCount(3);
  await expect(chat.choices()).toHaveText(["Hoe vraag ik het aan?", "Een mens spreken"]);
});

test("new answers are announced once, old ones not again", async ({ page, chat }) => {
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  await expect(chat.announced.filter({ hasText: "Digitale assistent zei:" })).toHaveCount(2);
  await expect(chat.announced.last()).toContainText("U kunt kiezen uit 5 antwoorden.");

  await page.reload();
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.announced).toHaveCount(0);
});

test("the length is counted before it is too long", async ({ chat }) => {
  await chat.open();
  const counter = chat.panel.locator("#counter");
  await chat.box.fill("a".repeat(1_799));
  await expect(counter).toBeEmpty();
  await chat.box.fill("a".repeat(1_800));
  await expect(counter).toHaveText("Nog 200 tekens");
  await chat.type("😀".repeat(2_001));
  await expect(counter).toContainText("1 teken te lang");
  await expect(chat.own).toHaveCount(0);
  await chat.type("😀".repeat(2_000));
  await expect(chat.own).toHaveCount(1);
  await expect(counter).toBeEmpty();
});

test("Enter sends, Shift+Enter makes a new line, and nothing is sent empty", async ({ chat }) => {
  await chat.open();
  await chat.box.press("Enter");
  await chat.box.fill("   ");
  await chat.box.press("Enter");
  await expect(chat.own).toHaveCount(0);

  await chat.box.fill("een");
  await chat.box.press("Shift+Enter");
  await chat.box.pressSequentially("twee");
  await chat.box.press("Enter");
  await expect(chat.own.locator(".message__line")).toHaveText(["een", "twee"]);
});

test("erasing asks first, and leaves nothing behind", async ({ page, chat, request }) => {
  await chat.open();
  await chat.ask("mijn geheim");
  const { id, token } = await keptAccess(page);
  await chat.choose("Wis mijn gesprek");
  await page.keyboard.press("Escape");
  await expect(chat.own).toHaveCount(1);

  await chat.choose("Wis mijn gesprek");
  await page.getByRole("button", { name: "Wis mijn gesprek" }).last().click();
  await expect(chat.panel.getByText("Uw gesprek is gewist.")).toBeVisible();
  await expect(chat.log.locator(".message")).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  const headers = { Authorization: `Bearer ${token}` };
  const left = await request.get(`/api/v1/conversations/${id}/messages`, { headers });
  expect(left.status()).toBe(404);

  await expectAccessible(page);
  await picture(page, "erased");
  await chat.button("Nieuw gesprek").click();
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.box).toBeFocused();
});

test("erasing that fails is said", async ({ page, chat, request }) => {
  await chat.open();
  await request.post("/test/faults", {
    data: [{ method: "DELETE", path: "", kind: "status", status: 500, times: 1 }],
  });
  await chat.choose("Wis mijn gesprek");
  await page.getByRole("button", { name: "Wis mijn gesprek" }).last().click();
  await expect(chat.panel.getByText("Wissen is niet gelukt.")).toBeVisible();
  await chat.ask("gaat het nog?");
});

test("the conversation can be saved as text and as PDF", async ({ page, chat }) => {
  await chat.open();
  for (const [choice, extension] of [
    ["Gesprek opslaan (tekst)", "txt"],
    ["Gesprek opslaan (PDF)", "pdf"],
  ] as const) {
    const downloading = page.waitForEvent("download");
    await chat.choose(choice);
    const name = (await downloading).suggestedFilename();
    expect(name).toMatch(new RegExp(`^gesprek-\\d{4}-\\d{2}-\\d{2}\\.${extension}$`));
  }
});

test("an advisor who answers while the panel is closed is seen on the launcher", async ({
  page,
  chat,
  request,
}) => {
  await chat.open();
  await request.post("/test/say", {
    data: { author: "system", stage: "waiting", text: "Een adviseur komt zo bij u." },
  });
  await expect(chat.panel.getByText("Een adviseur komt eraan")).toBeVisible();
  await page.keyboard.press("Escape");
  await request.post("/test/say", {
    data: { author: "advisor", stage: "advisor", text: "Hallo!" },
  });
  await expect(chat.launcher).toHaveAccessibleName(/1 nieuw bericht/);
  await picture(page, "unread");
  await page.reload();
  await expect(chat.launcher).toHaveAccessibleName(/1 nieuw bericht/);

  await chat.launcher.click();
  await expect(chat.panel.getByText("U spreekt nu met een adviseur")).toBeVisible();
  await request.post("/test/say", {
    data: { author: "system", stage: "closed", text: "Tot ziens." },
  });
  await expect(chat.log.getByText("Tot ziens.")).toBeVisible();

  // After the advisor the bot answers again.
  await expect(chat.panel.getByText("Digitale assistent").first()).toBeVisible();
  const before = await chat.answers.count();
  await chat.ask("Wat is de WBSO?");
  expect(await chat.answers.count()).toBeGreaterThan(before);
});

test("who reads back is not pulled away, but told", async ({ page, chat, request }) => {
  await chat.open();
  for (const question of ["Wat is de WBSO?", "Hoeveel is het?", "Een mens spreken"])
    await chat.ask(question);
  await chat.log.hover();
  await page.mouse.wheel(0, -2_000);
  await expect.poll(() => chat.log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);

  await request.post("/test/say", { data: { author: "bot", text: "Iets nieuws." } });
  await expect(chat.button("Nieuw bericht")).toBeVisible();
  expect(await chat.log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await chat.button("Nieuw bericht").click();
  await expect(chat.answers.last()).toBeInViewport();
  await expect(chat.button("Nieuw bericht")).toHaveCount(0);
});

test("messages are divided by day", async ({ chat, request }) => {
  await chat.open();
  await request.post("/test/say", {
    data: { author: "bot", text: "Van toen.", at: "2020-02-03T08:05:00Z" },
  });
  await expect(chat.log.locator(".day")).toHaveText(["Vandaag", "maandag 3 februari 2020"]);
  await expect(chat.answers.last().locator("time")).toHaveText("09:05");
});

test("on a phone the panel is the screen, and keeps the keyboard inside", async ({
  page,
  chat,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chat.open();
  await expect(chat.panel.getByRole("heading", { name: "MKB Schakelteam" })).toBeFocused();
  await chat.ask("Wat is de WBSO?");
  const box = await chat.panel.boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });

  const places = new Set<string>();
  for (let press = 0; press < 15; press += 1) {
    await page.keyboard.press("Tab");
    places.add(await page.evaluate(() => document.activeElement?.tagName ?? ""));
  }
  // The browser's own bar may be in the round; the page behind the panel never.
  expect([...places].filter((tag) => tag !== "BODY")).toEqual(["SCHAKEL-CHAT"]);
  await page.keyboard.press("Escape");
  await expect(chat.panel).toBeHidden();
  await expect(chat.launcher).toBeFocused();
  await page.reload();
  await expect(chat.launcher).toHaveText("Verder met uw gesprek");
});

test("the menu works by keyboard, and Escape closes one thing at a time", async ({
  page,
  chat,
}) => {
  await chat.open();
  await chat.button("Menu").focus();
  await page.keyboard.press("Enter");
  await expect(chat.button("Nieuw gesprek")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(chat.button("Nieuw gesprek")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(chat.button("Nieuw gesprek")).toBeHidden();
  await expect(chat.button("Menu")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(chat.panel).toBeHidden();
  await expect(chat.launcher).toBeFocused();
});

test("it fits at 200 % zoom and with twice as large letters", async ({ page, chat }) => {
  // At 200 % a window of 1280 by 800 is 640 by 400.
  await page.setViewportSize({ width: 640, height: 400 });
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  await expect(chat.box).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await picture(page, "zoom-200");

  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("html { font-size: 200% }");
    document.adoptedStyleSheets.push(sheet);
  });
  await expectNoSidewaysScroll(page);
  await picture(page, "letters-200");
});

test("with the colours of the user, and without movement", async ({ page, chat }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  const animations = await page.evaluate(() => document.getAnimations().length);
  expect(animations).toBe(0);
  await picture(page, "forced-colors");
});

test("every target is large enough", async ({ page, chat }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  await chat.button("Menu").click();
  for (const target of await chat.panel.getByRole("button").all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

/** The key to the conversation, as the browser keeps it. */
function keptAccess(page: Page): Promise<Access> {
  return page.evaluate(() => {
    const kept = Object.entries(localStorage).find(([key]) => key.endsWith("conversation"));
    return JSON.parse(kept?.[1] ?? "{}").access;
  });
}
