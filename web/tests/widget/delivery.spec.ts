/** Whatever happens on the way: every message arrives once, or the entrepreneur is told. */

import type { APIRequestContext } from "@playwright/test";
import type { Fault } from "../devserver/faults.js";
import { expect, test } from "../support/test.js";

const SENDING = { method: "POST", path: "/messages" } as const;
const OPENING = { method: "POST", path: "/conversations" } as const;
const READING = { method: "GET", path: "/messages" } as const;

async function goWrong(request: APIRequestContext, ...faults: Fault[]): Promise<void> {
  await request.post("/test/faults", { data: faults });
}

/** What the server has of the entrepreneur, in order. */
async function received(request: APIRequestContext): Promise<string[]> {
  const response = await request.post("/test/messages");
  const messages = (await response.json()) as { author: string; text: string }[];
  return messages.filter(({ author }) => author === "entrepreneur").map(({ text }) => text);
}

test.beforeEach(async ({ page, request }) => {
  await goWrong(request);
  await request.post("/test/thinking", { data: 50 });
  await page.goto("/");
});

test("nothing is asked of the server before somebody opens the panel", async ({ page, chat }) => {
  const calls: string[] = [];
  page.on("request", (call) => calls.push(call.url()));

  await expect(chat.launcher).toBeVisible();
  await page.waitForTimeout(500);
  expect(calls.filter((url) => url.includes("/api/"))).toEqual([]);

  await chat.open();
  expect(calls.filter((url) => url.endsWith("/conversations"))).toHaveLength(1);
});

test("a call that is cut off before or after the work is repeated, and counts once", async ({
  chat,
  request,
}) => {
  await chat.open();
  for (const kind of ["drop", "drop-answer"] as const) {
    await goWrong(request, { ...SENDING, kind, times: 2 });
    await chat.ask(`bericht na ${kind}`);
  }
  expect(await received(request)).toEqual(["bericht na drop", "bericht na drop-answer"]);
  await expect(chat.own).toHaveCount(2);
});

test("what keeps failing can be tried again, as the same message", async ({ chat, request }) => {
  await chat.open();
  await goWrong(request, { ...SENDING, kind: "status", status: 500, times: 3 });
  await chat.type("eerste");
  await expect(chat.own.getByText("Niet verstuurd")).toBeVisible();
  await expect(chat.announced.filter({ hasText: "niet verstuurd" })).toHaveCount(1);

  await chat.button("Opnieuw proberen").click();
  await expect(chat.answers).toHaveCount(2);
  expect(await received(request)).toEqual(["eerste"]);
  await expect(chat.own).toHaveCount(1);
});

test("a busy server is given the time that it asks", async ({ page, chat, request }) => {
  await chat.open();
  const sent: number[] = [];
  page.on("request", (call) => {
    if (call.method() === "POST" && call.url().endsWith("/messages")) sent.push(Date.now());
  });
  await goWrong(request, { ...SENDING, kind: "status", status: 429, retryAfter: "2", times: 1 });

  await chat.type("rustig aan");
  await expect(chat.own.getByText("Even wachten")).toBeVisible();
  await expect(chat.answers).toHaveCount(2);
  expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(1_900);
  expect(await received(request)).toEqual(["rustig aan"]);
});

test("what the server refuses can be changed", async ({ chat, request }) => {
  await chat.open();
  await goWrong(request, { ...SENDING, kind: "status", status: 422, times: 1 });
  await chat.type("niet goed");
  await expect(chat.own.getByText("Er ging bij ons iets mis.")).toBeVisible();

  await chat.button("Bericht aanpassen").click();
  await expect(chat.box).toHaveValue("niet goed");
  await expect(chat.box).toBeFocused();
  await expect(chat.own).toHaveCount(0);
  await chat.ask("nu wel goed");
  expect(await received(request)).toEqual(["nu wel goed"]);
});

test("without network one can go on typing, also over a reload", async ({
  page,
  chat,
  context,
  request,
}) => {
  await chat.open();
  await context.setOffline(true);
  await chat.type("eerste");
  await chat.type("tweede");
  await expect(chat.panel.getByText("U hebt geen internet.")).toBeVisible();
  await expect(chat.own.getByText("Wordt verstuurd zodra")).toHaveCount(2);

  await context.setOffline(false);
  await expect(chat.panel.getByText("U hebt geen internet.")).toBeHidden();
  await expect(chat.answers).toHaveCount(3);
  expect(await received(request)).toEqual(["eerste", "tweede"]);

  await goWrong(request, { ...SENDING, kind: "drop", times: 1_000 });
  await chat.type("derde");
  await page.waitForTimeout(300);
  await goWrong(request);
  await page.reload();
  await expect(chat.answers).toHaveCount(4);
  expect(await received(request)).toEqual(["eerste", "tweede", "derde"]);
});

test("a server that is out for a while is said, and everything goes on after it", async ({
  chat,
  request,
}) => {
  await goWrong(request, { ...OPENING, kind: "drop", times: 1_000 });
  await chat.launcher.click();
  await expect(chat.panel.getByText("De verbinding is even weg.")).toBeVisible();
  await chat.type("alvast mijn vraag");
  await goWrong(request);
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.panel.getByText("De verbinding is even weg.")).toBeHidden();

  await goWrong(request, { ...READING, kind: "drop", times: 2 });
  await chat.ask("nog een vraag");
  await goWrong(request, { ...READING, kind: "status", status: 500, times: 2 });
  await chat.ask("en nog een");
  expect(await received(request)).toEqual(["alvast mijn vraag", "nog een vraag", "en nog een"]);
  await expect(chat.own).toHaveCount(3);
});

test("a slow answer to a call does not show a message twice", async ({ chat, request }) => {
  await chat.open();
  await goWrong(request, { ...SENDING, kind: "slow", milliseconds: 1_500, times: 1 });
  await chat.type("langzaam");
  await expect(chat.own).toHaveCount(1);
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.own).toHaveCount(1);
});

test("a conversation that is gone is replaced by a new one, in words", async ({
  page,
  chat,
  request,
}) => {
  await chat.open();
  await chat.ask("eerste");
  await page.goto("about:blank");
  await request.post("/test/forget");
  await page.goto("/");

  await expect(chat.panel.getByText("Daarom beginnen wij een nieuw gesprek.")).toBeVisible();
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.own).toHaveCount(0);
  await chat.ask("tweede");
  expect(await received(request)).toEqual(["tweede"]);
});

test("a conversation that disappears while one is typing takes the question along", async ({
  chat,
  request,
}) => {
  await chat.open();
  await request.post("/test/forget");
  await chat.type("mijn vraag");

  await expect(chat.answers).toHaveCount(2);
  expect(await received(request)).toEqual(["mijn vraag"]);
});

test("a second tab shows the same conversation, and goes along to a new one", async ({
  chat,
  context,
  request,
}) => {
  await chat.open();
  await chat.ask("eerste");
  const other = await context.newPage();
  await other.goto("/");
  await other.locator("schakel-chat .launcher").click();
  const words = other.locator("schakel-chat .message--entrepreneur");
  await expect(words).toHaveCount(1);

  await chat.ask("tweede");
  await expect(words).toHaveCount(2);

  await chat.choose("Nieuw gesprek");
  await chat.page.getByRole("button", { name: "Nieuw gesprek" }).last().click();
  await expect(words).toHaveCount(0);
  await chat.ask("derde");
  await expect(words).toHaveCount(1);
  expect(await received(request)).toEqual(["derde"]);
});
