/** The link in a letter opens its conversation, and leaves no trace in the address bar. */

import type { APIRequestContext, Page } from "@playwright/test";
import type { Chat } from "../support/chat.js";
import { expect, test } from "../support/test.js";

const ANSWER = "Uw dochter kan de zaak overnemen.";
const RESUMING = { method: "POST", path: "/resume" } as const;

/** Have an advisor answer in a conversation of another browser; return the path of the link. */
async function letter(request: APIRequestContext): Promise<string> {
  await request.post("/api/v1/conversations", { data: {} });
  await request.post("/test/say", { data: { author: "advisor", stage: "advisor", text: ANSWER } });
  const { code } = (await (await request.post("/test/letter")).json()) as { code: string };
  return `/?van=mail&gesprek=${code}#uitleg`;
}

async function expectCleanAddress(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/\?van=mail#uitleg$/);
}

async function expectAnswer(chat: Chat): Promise<void> {
  await expect(chat.panel).toBeVisible();
  await expect(chat.log.getByText(ANSWER)).toBeVisible();
}

test.beforeEach(async ({ request }) => {
  await request.post("/test/faults", { data: [] });
  await request.post("/test/thinking", { data: 50 });
});

test("a link opens the panel on its conversation, also after a reload", async ({
  page,
  chat,
  request,
}) => {
  const opened: string[] = [];
  page.on("request", (call) => opened.push(`${call.method()} ${new URL(call.url()).pathname}`));

  await page.goto(await letter(request));
  await expectAnswer(chat);
  await expectCleanAddress(page);
  expect(opened).not.toContain("POST /api/v1/conversations");
  await expect(chat.panel.getByText("Dit is het gesprek uit de mail")).toHaveCount(0);

  await page.reload();
  await expectAnswer(chat);
  await expect(chat.panel.getByText("U spreekt nu met een adviseur")).toBeVisible();
});

test("a link opens its conversation on a phone too", async ({ page, chat, request }) => {
  await page.setViewportSize({ width: 390, height: 844 });

  await page.goto(await letter(request));

  await expectAnswer(chat);
});

test("what was not sent to another conversation is kept, and not sent to this one", async ({
  page,
  chat,
  request,
}) => {
  await page.goto("/");
  await chat.open();
  const fault = { method: "POST", path: "/messages", kind: "drop", times: 99 };
  await request.post("/test/faults", { data: [fault] });
  await chat.type("Wat is de WBSO?");
  const link = await letter(request);

  await page.goto(link);

  await expectAnswer(chat);
  await expect(chat.panel.getByText("Dit is het gesprek uit de mail")).toBeVisible();
  await expect(chat.own.getByText("Niet verstuurd")).toBeVisible();
  await request.post("/test/faults", { data: [] });
  await chat.button("Opnieuw proberen").click();
  await expect(chat.own.getByText("Niet verstuurd")).toHaveCount(0);
});

test("a link that was used says so, and the conversation goes on", async ({
  page,
  chat,
  request,
}) => {
  const link = await letter(request);
  await page.goto(link);
  await expectAnswer(chat);

  await page.goto("about:blank");
  await page.goto(link);

  await expect(chat.panel.getByText("De link uit de mail werkt niet meer")).toBeVisible();
  await expectAnswer(chat);
  await expectCleanAddress(page);
});

test("a link is followed as soon as the server can be reached", async ({ page, chat, request }) => {
  const link = await letter(request);
  await request.post("/test/faults", { data: [{ ...RESUMING, kind: "drop", times: 2 }] });

  await page.goto(link);

  await expectAnswer(chat);
});
