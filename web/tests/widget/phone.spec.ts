/** From the panel to a phone: what it means, a link and a QR code for each channel. */

import type { Page } from "@playwright/test";
import type { Chat } from "../support/chat.js";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  picture,
  test,
} from "../support/test.js";

const CHOICE = "Verder op uw telefoon";
const ALL = ["whatsapp", "sms", "telegram"];

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

test.beforeEach(async ({ page, request }) => {
  await request.post("/test/faults", { data: [] });
  await request.post("/test/thinking", { data: 50 });
  await request.post("/test/phones", { data: ALL });
  await page.goto("/");
});

test.afterEach(async ({ request }) => {
  await request.post("/test/phones", { data: ALL });
});

function pane(chat: Chat) {
  return chat.panel.getByRole("region", { name: CHOICE });
}

async function openPane(chat: Chat): Promise<void> {
  await chat.choose(CHOICE);
  await expect(pane(chat).getByRole("link")).toHaveCount(3);
}

async function hrefs(page: Page): Promise<(string | null)[]> {
  const links = await page.locator(".way a").all();
  return Promise.all(links.map((link) => link.getAttribute("href")));
}

for (const viewport of SIZES) {
  const size = `${viewport.width}x${viewport.height}`;

  test(`the ways to go on can be seen and used at ${size}`, async ({ page, chat }) => {
    await page.setViewportSize(viewport);
    await chat.open();
    await chat.ask("Wat is de WBSO?");

    await openPane(chat);

    await expect(pane(chat).getByText("Wie de code heeft, kan dit gesprek lezen.")).toBeVisible();
    await expect(
      pane(chat).getByText(/De code werkt een half uur, tot \d\d:\d\d uur\./),
    ).toBeVisible();
    const codes = pane(chat).getByRole("img", { name: /^QR-code voor/ });
    await expect(codes).toHaveCount(viewport.width === 1280 ? 3 : 0);
    await picture(page, `${size}-phone`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test("each link opens its channel with the code in it", async ({ page, chat }) => {
  await chat.open();

  await openPane(chat);

  const [whatsapp, sms, telegram] = await hrefs(page);
  expect(whatsapp).toMatch(/^https:\/\/wa\.me\/\d+\?text=VERDER%20[\w-]{16}$/);
  expect(sms).toMatch(/^sms:\+\d+\?body=VERDER%20[\w-]{16}$/);
  expect(telegram).toMatch(/^https:\/\/t\.me\/\w+\?start=verder-[\w-]{16}$/);
  const first = pane(chat).getByRole("link").first();
  await expect(first).toHaveAccessibleName("Verder via WhatsApp (opent in een nieuw venster)");
  await expect(first).toHaveAttribute("rel", /noopener/);
  await expect(pane(chat).getByRole("link").nth(1)).not.toHaveAttribute("target");
  for (const code of await page.locator(".way__code").all()) {
    expect(await code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
});

test("by keyboard there and back, and what was typed is still there", async ({ page, chat }) => {
  await chat.open();
  await chat.box.fill("Half getypt");
  await chat.button("Menu").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(chat.button(CHOICE)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(pane(chat).getByRole("heading")).toBeFocused();
  await expect(chat.box).toBeHidden();
  await expect(pane(chat).getByRole("link")).toHaveCount(3);
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("Tab");
  await expect(chat.button("Terug naar het gesprek")).toBeFocused();

  await page.keyboard.press("Enter");

  await expect(pane(chat)).toHaveCount(0);
  await expect(chat.button("Menu")).toBeFocused();
  await expect(chat.box).toHaveValue("Half getypt");
  await openPane(chat);
  await page.keyboard.press("Escape");
  await expect(pane(chat)).toHaveCount(0);
  await expect(chat.panel).toBeVisible();
});

test("a new code is made each time, and another choice leaves the pane", async ({ page, chat }) => {
  await chat.open();
  await openPane(chat);
  const [before] = await hrefs(page);

  await chat.choose("Nieuw gesprek");
  await expect(pane(chat)).toHaveCount(0);
  await expect(chat.box).toBeFocused();
  await openPane(chat);

  expect((await hrefs(page))[0]).not.toBe(before);
});

test("a code that cannot be made is told, and can be asked for again", async ({
  page,
  chat,
  request,
}) => {
  await chat.open();
  const fault = { method: "POST", path: "/phone", kind: "status", status: 500, times: 1 };
  await request.post("/test/faults", { data: [fault] });

  await chat.choose(CHOICE);

  await expect(pane(chat).getByRole("status")).toContainText("Een code maken is niet gelukt.");
  await expectAccessible(page);
  await picture(page, "phone-failed");
  await chat.button("Opnieuw proberen").click();
  await expect(pane(chat).getByRole("link")).toHaveCount(3);
  await expect(pane(chat).getByRole("heading")).toBeFocused();
});

test("where there is no channel nothing is offered", async ({ page, chat, request }) => {
  await request.post("/test/phones", { data: [] });
  const asked = page.waitForResponse("**/api/v1/channels");
  await chat.open();
  await asked;

  await chat.button("Menu").click();

  await expect(chat.button("Nieuw gesprek")).toBeVisible();
  await expect(chat.button(CHOICE)).toHaveCount(0);
});
