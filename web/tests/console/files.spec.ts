/** Files to the entrepreneur, who types on the other side, and finding a conversation again. */

import { expectAccessible } from "../support/test.js";
import { expect, test } from "./desk.js";

const PDF = { name: "offerte.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };

test("a file goes at once, and what was being typed stays", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await desk.box.fill("Nog niet af");

  const chooser = page.waitForEvent("filechooser");
  await desk.button(/^Bestand/).click();
  await (await chooser).setFiles(PDF);

  await expect(desk.said("offerte.pdf").getByRole("link")).toHaveAttribute(
    "href",
    /\/adviseur\/api\/files\//,
  );
  await expect(desk.said("offerte.pdf")).toHaveCount(1);
  await expect(desk.box).toHaveValue("Nog niet af");
  expect((await hand.card(line.id)).messages.at(-1)?.attachments[0]?.title).toBe("offerte.pdf");
  await expectAccessible(page);
});

test("a file on its way is told, and goes once whatever happens", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong(
    { method: "POST", path: "/files", kind: "slow", milliseconds: 1_000, times: 1 },
    { method: "POST", path: "/files", kind: "drop-answer", times: 1 },
  );

  await page.locator("#file").setInputFiles(PDF);

  await expect(desk.said("offerte.pdf")).toContainText("wordt verstuurd");
  await expect(desk.said("offerte.pdf").getByRole("link")).toBeVisible();
  const { messages } = await hand.card(line.id);
  expect(messages.filter(({ author }) => author === "advisor")).toHaveLength(1);
});

test("a file that may not be sent is told, and can be taken away", async ({ page, desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await page.locator("#file").setInputFiles({ ...PDF, name: "virus.exe" });
  await expect(desk.said("virus.exe")).toContainText("Dit bestand kun je niet versturen.");
  await desk.button("Verwijder").click();
  await expect(desk.said("virus.exe")).toHaveCount(0);
  await expect(desk.box).toBeFocused();

  const buffer = Buffer.alloc(10 * 1024 * 1024 + 1);
  await page.locator("#file").setInputFiles({ ...PDF, buffer });
  await expect(desk.said("offerte.pdf")).toContainText("te groot: maximaal 10 MB");
});

test("each side sees the other type, and who types tells it now and then", async ({
  desk,
  hand,
}) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await hand.types(line.id);
  await expect(desk.log).toContainText("Sanne Meer typt …");
  await hand.says(line.id, "Bent u er nog?");
  await expect(desk.log).not.toContainText("typt …");

  await desk.box.pressSequentially("Ja, een ogenblik", { delay: 20 });
  await expect.poll(() => hand.typed()).toBe(1);
});

test("a conversation is found by what was said, and Esc brings the lists back", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer", question: "Iets over een nieuwe oven" });
  await hand.arrive({ name: "Yusuf Haven", question: "Iets over personeel" });
  await desk.start();
  await expect(desk.lines).toHaveCount(2);
  const field = page.getByRole("searchbox", { name: "Zoek in gesprekken" });
  const told = page.locator(".find").getByRole("status");

  await field.fill("oven");
  await expect(told).toHaveText("1 gesprek gevonden");
  await expect(desk.lines).toHaveCount(1);
  await expect(desk.lines).toContainText("Sanne Meer");
  await expectAccessible(page);

  await field.fill("zeilboot");
  await expect(told).toHaveText("Niets gevonden. Probeer een ander woord.");
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await expect(told).toBeEmpty();
  await expect(desk.lines).toHaveCount(2);

  await field.fill("personeel");
  await expect(desk.lines).toHaveCount(1);
  await desk.take("Yusuf Haven");
  await expect(field).toHaveValue("");
  await expect(desk.tab("Van mij")).toHaveAttribute("aria-selected", "true");
});

test("a search that fails is told", async ({ page, desk, hand }) => {
  await desk.start();
  await hand.goWrong({ method: "GET", path: "/search", kind: "status", status: 500, times: 1 });

  await page.getByRole("searchbox", { name: "Zoek in gesprekken" }).fill("oven");

  await expect(page.locator(".find").getByRole("status")).toHaveText(
    "Zoeken lukte nu niet. Probeer het opnieuw.",
  );
});
