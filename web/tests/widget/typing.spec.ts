/** A person on the other side: seen typing, seen to be typed to, and heard when a file comes. */

import type { APIRequestContext } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  picture,
  test,
} from "../support/test.js";

async function advisorSays(request: APIRequestContext, said: object): Promise<void> {
  await request.post("/test/say", { data: { author: "advisor", stage: "advisor", ...said } });
}

const typed = async (request: APIRequestContext) =>
  (await (await request.post("/test/typed")).json()) as number;

test.beforeEach(async ({ page, request, chat }) => {
  await request.post("/test/faults", { data: [] });
  await request.post("/test/thinking", { data: 50 });
  await page.goto("/");
  await chat.open();
});

test("the advisor is seen typing until there is the answer, or until that is over", async ({
  chat,
  request,
}) => {
  await advisorSays(request, { text: "Goedendag, ik lees even mee." });
  await expect(chat.log.getByText("Goedendag")).toBeVisible();

  await request.post("/test/typing", { data: true });
  await expect(chat.typing).toHaveText("De adviseur typt …");
  await advisorSays(request, { text: "Dat kan." });
  await expect(chat.log.getByText("Dat kan.")).toBeVisible();
  await expect(chat.typing).toHaveCount(0);

  await request.post("/test/typing", { data: true });
  await expect(chat.typing).toHaveCount(1);
  await request.post("/test/typing", { data: false });
  await expect(chat.typing).toHaveCount(0);
});

test("an advisor is told of typing now and then, the bot never", async ({ chat, request }) => {
  await chat.box.pressSequentially("Aan de bot", { delay: 20 });
  expect(await typed(request)).toBe(0);

  await advisorSays(request, { text: "Goedendag" });
  await expect(chat.panel.getByText("U spreekt nu met een adviseur")).toBeVisible();
  await chat.box.pressSequentially(" en aan u", { delay: 20 });
  await expect.poll(() => typed(request)).toBe(1);
});

test("a file without words is shown on a phone, and heard", async ({ page, chat, request }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const title = `offerte-voor-een-nieuwe-oven-${"lang".repeat(15)}.docx`;
  const attachments = [{ url: "/api/v1/files/x", media_type: "application/x", title }];

  await advisorSays(request, { text: "", attachments });

  await expect(chat.log.getByRole("link", { name: title })).toBeVisible();
  await expect(chat.announced.filter({ hasText: title })).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await picture(page, "widget-file-on-a-phone");
});
