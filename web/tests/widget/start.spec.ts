/** A link or QR code opens the widget on what somebody came for. */

import { expect, test } from "../support/test.js";

const BUTTON = "Doe de bedrijfsscan";

test.beforeEach(async ({ request }) => {
  await request.post("/test/faults", { data: [] });
});

test("who comes by a link reads at once what it is about, and a reload is no new visit", async ({
  page,
  chat,
}) => {
  const opened: unknown[] = [];
  page.on("request", (call) => {
    if (new URL(call.url()).pathname === "/api/v1/conversations") opened.push(call.postDataJSON());
  });

  await page.goto("/?start=scan-2027_urk&van=poster#uitleg");
  await expect(chat.panel.getByRole("button", { name: BUTTON })).toBeVisible();
  await expect(page).toHaveURL(/\/\?van=poster#uitleg$/);
  await page.reload();
  await expect(chat.panel.getByRole("button", { name: BUTTON })).toBeVisible();

  expect(opened).toEqual([{ start: "scan-2027_urk" }]);
});

test("who has a conversation already goes on with that", async ({ page, chat }) => {
  await page.goto("/");
  await chat.open();

  await page.goto("/?start=scan-2027_urk");

  await expect(chat.panel).toBeVisible();
  await expect(chat.answers).toHaveCount(1);
});
