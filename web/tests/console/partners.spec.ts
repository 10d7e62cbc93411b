/** A partner is asked along, and the bot does the scan for an advisor. */

import { expectAccessible } from "../support/test.js";
import { colleague, expect, test } from "./desk.js";

test("a partner is asked along, and every step can be read in the card", async ({
  page,
  desk,
  hand,
}) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await expect(page.locator("#shares")).toHaveCount(0);

  await desk.heading.focus();
  await page.keyboard.press("p");
  await expect(desk.dialog).toContainText("De ondernemer krijgt eerst de vraag of dit mag.");
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();
  await expect(desk.dialog).toBeVisible();
  await desk.dialog.getByRole("combobox", { name: "Partner" }).selectOption("RVO");
  await desk.dialog.getByLabel("E-mailadres").fill("anna@example.org");
  await desk.dialog.getByLabel("Meedenken").check();
  await desk.dialog.getByLabel(/^Een woord/).fill("Kijk je mee?");
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();

  const shares = page.locator("#shares");
  await expect(page.getByText("De vraag aan de ondernemer staat in het gesprek.")).toBeVisible();
  await expect(shares).toContainText("RVO denkt mee");
  await expect(shares).toContainText("Wacht op het antwoord van de ondernemer.");
  await hand.answers(line.id, "sent");
  await expect(shares).toContainText("De e-mail met de link is verstuurd.");
  await hand.answers(line.id, "opened");
  await expect(shares).toContainText("De link is geopend.");
  await expectAccessible(page);
  await desk.button("Intrekken bij RVO").click();
  await expect(shares).toContainText("Ingetrokken.");
  await expect(shares).toBeFocused();
  await expect(desk.button(/^Intrekken/)).toHaveCount(0);
});

test("an answer that got lost does not ask the entrepreneur twice", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  // The browser itself tries some more times.
  await hand.goWrong({ method: "POST", path: "/partners", kind: "drop-answer", times: 1000 });

  await desk.button("Partner erbij").click();
  await desk.dialog.getByRole("combobox", { name: "Partner" }).selectOption("RVO");
  await desk.dialog.getByLabel("E-mailadres").fill("anna@example.org");
  await desk.dialog.getByLabel("Overnemen").check();
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();
  await expect(desk.dialog.getByRole("alert")).toContainText("Dit lukte nu niet.");
  await hand.goWrong();
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();

  await expect(desk.dialog).toBeHidden();
  await expect(page.locator("#shares li")).toHaveCount(1);
  await expect(page.locator("#shares")).toContainText("RVO neemt over");
});

test("without letters nobody can be asked, and the dialog says what is missing", async ({
  page,
  desk,
  hand,
}) => {
  await hand.mayMail(false);
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.button("Partner erbij").click();
  await expect(desk.dialog).toContainText("SCHAKEL_SMTP_URL en SCHAKEL_SITE_URL");
  await expect(desk.dialog.getByRole("textbox")).toHaveCount(0);
  await expectAccessible(page);
  await desk.dialog.getByRole("button", { name: "Sluit" }).click();

  await expect(desk.button("Partner erbij")).toBeFocused();
});

test("a colleague reads who was asked, but cannot take it back", async ({
  browser,
  baseURL,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  const bram = await colleague(browser, baseURL ?? "");
  await desk.start();
  await desk.take("Sanne Meer");
  await bram.tab("Collega’s").click();
  await bram.button("Sanne Meer").click();
  await expect(bram.heading).toContainText("Sanne Meer");

  await desk.button("Partner erbij").click();
  await desk.dialog.getByRole("combobox", { name: "Partner" }).selectOption("RVO");
  await desk.dialog.getByLabel("E-mailadres").fill("anna@example.org");
  await desk.dialog.getByLabel("Overnemen").check();
  await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();

  await expect(bram.page.locator("#shares")).toContainText("RVO");
  await expect(bram.button(/^Intrekken/)).toHaveCount(0);
  await expect(bram.button("Partner erbij")).toHaveCount(0);
  await bram.page.context().close();
});

test("the bot does the scan, and the advisor reads along until they have it back", async ({
  page,
  desk,
  hand,
}) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await desk.box.fill("Nog niet af");

  await desk.button("Start de scan").click();
  await expect(desk.dialog).toContainText("Na de uitkomst ben je weer aan de beurt.");
  await desk.dialog.getByRole("button", { name: "Start de scan" }).click();
  await expect(page.getByText("De assistent doet nu de scan met Sanne Meer.")).toBeVisible();
  await expect(desk.heading).toBeFocused();
  await expect(desk.box).toBeDisabled();
  await expect(desk.box).toHaveValue("Nog niet af");
  await expect(desk.button("Afsluiten")).toHaveCount(0);
  await page.keyboard.press("m");
  await page.keyboard.press("p");
  await expect(desk.heading).toBeFocused();
  await expect(desk.dialog).toBeHidden();
  await hand.says(line.id, "Ja, goed idee.");
  await expect(desk.said("Ja, goed idee.")).toBeVisible();
  await expectAccessible(page);

  await desk.button("Gesprek terugnemen").click();
  await expect(desk.box).toBeEnabled();
  await expect(desk.heading).toBeFocused();
  await expect(desk.button("Gesprek terugnemen")).toHaveCount(0);

  await desk.button("Start de scan").click();
  await desk.dialog.getByRole("button", { name: "Start de scan" }).click();
  await expect(desk.box).toBeDisabled();
  await hand.finishesScan(line.id);
  await expect(desk.box).toBeEnabled();
});

test("who wants to be called back gets no scan in the chat", async ({ desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer", way: "terugbellen" });
  await desk.start();
  await desk.take("Sanne Meer");

  await expect(desk.button("Afsluiten")).toBeVisible();
  await expect(desk.button("Start de scan")).toHaveCount(0);
});

test("the card tells where the entrepreneur writes, and what was said about a scheme", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await expect(page.locator(".aside")).toContainText("Kan nu: knoppen, bestanden");
  await page.locator("summary", { hasText: "Besproken regelingen" }).click();
  await expect(page.locator(".aside")).toContainText("Waarschijnlijk wel");
});
