/** The whole way: from an open page to a sourced answer, and back again after a reload. */

import type { Page } from "@playwright/test";
import type { Chat } from "../support/chat.js";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  picture,
  test,
} from "../support/test.js";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
];

/** Look at it as it is now, with and without eyes. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(350);
  await picture(page, `journey-${page.viewportSize()?.width}-${name}`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

async function expectSourced(chat: Chat): Promise<void> {
  const answer = chat.answers.last();
  await expect(answer).toContainText("WBSO");
  await expect(answer).toContainText("Bron:");
  await expect(answer).toContainText(/Gecontroleerd op \d{1,2} [a-z]+ 20\d\d/);
  await expect(answer.getByRole("link").first()).toHaveAttribute("href", /^https:\/\//);
}

for (const viewport of SIZES) {
  test(`a question, a sourced answer, a button, and back after a reload at ${viewport.width} px`, async ({
    page,
    chat,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto("/");
    await expect(chat.launcher).toBeVisible();
    await look(page, "1-closed");

    await chat.open();
    await expect(chat.answers.first()).toContainText("digitale assistent");
    await look(page, "2-open");

    await chat.ask("Wat is de WBSO?");
    await expectSourced(chat);
    await look(page, "3-answer");

    const title = ((await chat.choices().first().textContent()) ?? "").trim();
    const before = await chat.answers.count();
    await chat.choices().first().click();
    await expect(chat.own.last()).toContainText(title);
    await chat.answerAfter(before);
    await look(page, "4-button");

    const words = await chat.log.locator(".message__words").allInnerTexts();
    await page.reload();
    if (await chat.launcher.isVisible()) await chat.launcher.click();
    await expect(chat.own).toHaveCount(2);
    expect(await chat.log.locator(".message__words").allInnerTexts()).toEqual(words);
    await look(page, "5-history");
  });
}

test("everything by keyboard alone", async ({ page, chat }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Naar de inhoud" })).toBeFocused();
  await picture(page, "journey-skip-link");

  await tabTo(page, chat, "Stel uw vraag");
  await page.keyboard.press("Enter");
  await expect(chat.box).toBeFocused();
  await expect(chat.answers).toHaveCount(1);

  await page.keyboard.type("Wat is de WBSO?");
  await page.keyboard.press("Enter");
  await chat.answerAfter(1);
  await expectSourced(chat);

  const choice = ((await chat.choices().first().textContent()) ?? "").trim();
  for (let press = 0; press < 20 && (await focusedName(page)) !== choice; press += 1) {
    await page.keyboard.press("Shift+Tab");
  }
  await picture(page, "journey-keyboard-focus");
  const before = await chat.answers.count();
  await page.keyboard.press("Enter");
  await chat.answerAfter(before);
  await expect(chat.own.last()).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(chat.panel).toBeHidden();
  await expect(chat.launcher).toBeFocused();
});

test("what is typed without network is delivered once when it is back", async ({
  page,
  chat,
  context,
}) => {
  await page.goto("/");
  await chat.open();
  await context.setOffline(true);
  await chat.type("Wat is de WBSO?");
  await expect(chat.panel.getByText("U hebt geen internet.")).toBeVisible();
  await look(page, "6-offline");
  await context.setOffline(false);
  await chat.answerAfter(1);
  await expectSourced(chat);

  await page.reload();
  await expect(chat.own).toHaveCount(1);
  await expect(chat.answers.last()).toContainText("Bron:");
});

test("the conversation can be saved and erased", async ({ page, chat }) => {
  await page.goto("/");
  await chat.open();
  await chat.ask("Wat is de WBSO?");
  for (const [choice, extension] of [
    ["Gesprek opslaan (tekst)", ".txt"],
    ["Gesprek opslaan (PDF)", ".pdf"],
  ] as const) {
    const downloading = page.waitForEvent("download");
    await chat.choose(choice);
    expect((await downloading).suggestedFilename()).toContain(extension);
  }

  await chat.choose("Wis mijn gesprek");
  await page.getByRole("button", { name: "Wis mijn gesprek" }).last().click();
  await expect(chat.panel.getByText("Uw gesprek is gewist.")).toBeVisible();
  await page.reload();
  await expect(chat.own).toHaveCount(0);
});

test("what looks like code is shown as text", async ({ page, chat }) => {
  await page.goto("/");
  await chat.open();
  const words = "<script>document.title = 'x'</script> /ask_human";
  await chat.ask(words);
  await expect(chat.own.last()).toContainText(words);
  await expect(page).not.toHaveTitle("x");
});

async function tabTo(page: Page, chat: Chat, name: string): Promise<void> {
  for (let press = 0; press < 40; press += 1) {
    const isThere = await chat.launcher.evaluate((button) => button.matches(":focus"));
    if (isThere && (await focusedName(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached with Tab`);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.querySelector("schakel-chat")?.shadowRoot?.activeElement;
    return (inside ?? document.activeElement)?.textContent?.trim() ?? "";
  });
}
