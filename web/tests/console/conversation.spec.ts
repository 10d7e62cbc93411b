/** From a request that waits to a conversation that is closed. */

import { expectAccessible } from "../support/test.js";
import { colleague, expect, test } from "./desk.js";

test("a request comes in by itself, and is taken by one click", async ({ page, desk, hand }) => {
  await desk.start();
  await expect(desk.list).toContainText("Er wacht niemand.");

  const line = await hand.arrive({ name: "Sanne Meer", municipality: "Urk", minutes_ago: 4 });
  await expect(desk.lines).toHaveCount(1);
  await expect(desk.lines).toContainText("wacht 4 minuten");
  await expect(page).toHaveTitle("(1) Wacht – Schakel");

  await desk.take("Sanne Meer");
  await expect(desk.heading).toHaveText("Sanne Meer uit Urk");
  await expect(desk.heading).toBeFocused();
  await expect(desk.tab("Van mij")).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveTitle("Gesprekken – Schakel");
  expect((await hand.card(line.id)).line.advisor).toBe("Anna Polder");
});

test("of two who take it at once one gets it, and the other is told who was earlier", async ({
  browser,
  baseURL,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  const bram = await colleague(browser, baseURL ?? "");
  await desk.start();
  await expect(desk.lines).toHaveCount(1);
  await expect(bram.lines).toHaveCount(1);

  // Without the waiting of a click, in which the one of who is later goes away.
  await Promise.all(
    [desk, bram].map((one) => one.button("Neem gesprek van Sanne Meer").dispatchEvent("click")),
  );
  const told = (one: typeof desk) => one.page.getByText("Een collega was net eerder.");
  await expect(desk.box.or(told(desk))).toBeVisible();
  await expect(bram.box.or(told(bram))).toBeVisible();

  const [winner, loser] = (await desk.box.isVisible()) ? [desk, bram] : [bram, desk];
  await expect(told(loser)).toBeVisible();
  await expect(told(winner)).toBeHidden();
  await expect(loser.tab("Wacht")).toContainText("0");
  await expect(loser.tab("Collega’s")).toContainText("1");
  await bram.page.context().close();
});

test("both sides read each other, and links in what is said work", async ({ desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.say("Goedemiddag.\nWaar kan ik mee helpen?");
  await expect(desk.said("Waar kan ik mee helpen?")).toHaveCount(1);
  await hand.says(
    line.id,
    'Kijk op https://www.rvo.nl/wbso <img src=x onerror="document.title=1">',
  );

  const answer = desk.said("<img src=x");
  await expect(answer.getByRole("link")).toHaveAttribute("href", "https://www.rvo.nl/wbso");
  await expect(desk.log.locator("img")).toHaveCount(0);
  expect((await hand.card(line.id)).messages.at(-2)?.text).toBe(
    "Goedemiddag.\nWaar kan ik mee helpen?",
  );
});

test("what comes in elsewhere is counted until it is read", async ({ desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await hand.arrive({ name: "Yusuf Haven" });
  await desk.start();
  await desk.take("Sanne Meer");
  await desk.tab("Wacht").click();
  await desk.take("Yusuf Haven");

  await hand.says(line.id, "Bent u er nog?");
  await expect(desk.lines.filter({ hasText: "Sanne Meer" })).toContainText("1 nieuw bericht");

  await desk.button("Sanne Meer").first().click();
  await expect(desk.said("Bent u er nog?")).toBeVisible();
  await expect(desk.list).not.toContainText("nieuw bericht");
});

test("a note is for colleagues: never among the messages", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.note.fill("Klinkt gespannen.");
  await desk.button("Bewaar notitie").click();
  await expect(page.locator(".notes__list")).toContainText("Anna Polder");
  await expect(desk.note).toHaveValue("");
  await expect(desk.log).not.toContainText("Klinkt gespannen.");

  await page.reload();
  await expect(page.locator(".notes__list")).toContainText("Klinkt gespannen.");
  await expect(desk.log).not.toContainText("Klinkt gespannen.");
  const card = await hand.card(line.id);
  expect(card.notes.map(({ text }) => text)).toEqual(["Klinkt gespannen."]);
  expect(card.messages.some(({ text }) => text.includes("Klinkt"))).toBe(false);
});

test("a ready text and the answer about a scheme are inserted, to be changed and sent", async ({
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.button("Tekst invoegen").click();
  await desk.dialog.getByRole("button", { name: /^Welkom/ }).click();
  await expect(desk.box).toHaveValue(/^Goedemiddag Sanne Meer, ik ben Anna/);
  await expect(desk.box).toBeFocused();

  await desk.button("Tekst invoegen").click();
  await desk.dialog.getByLabel("Zoek een tekst of regeling").fill("wbso");
  await desk.dialog.getByRole("button", { name: /^WBSO/ }).click();
  await expect(desk.box).toHaveValue(/mee\.\n\nDe WBSO is/);
});

test("what is typed survives a reload, for each conversation apart", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await hand.arrive({ name: "Yusuf Haven" });
  await desk.start();
  await desk.take("Sanne Meer");
  await desk.box.fill("Nog niet af");
  await desk.note.fill("Halve notitie");
  await desk.tab("Wacht").click();
  await desk.take("Yusuf Haven");
  await expect(desk.box).toHaveValue("");
  await page.goBack();
  await page.reload();

  await expect(desk.heading).toContainText("Sanne Meer");
  await expect(desk.box).toHaveValue("Nog niet af");
  await expect(desk.note).toHaveValue("Halve notitie");
});

test("closing asks for the outcome, and for who goes on", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.button("Afsluiten").click();
  await desk.dialog.getByRole("button", { name: "Sluit af" }).click();
  await expect(desk.dialog).toBeVisible();
  await expect(desk.dialog.getByRole("combobox", { name: "Verwezen naar" })).toBeHidden();
  await desk.dialog.getByLabel("Verwezen naar een organisatie").check();
  await desk.dialog.getByRole("combobox", { name: "Verwezen naar" }).selectOption("RVO");
  await desk.dialog.getByLabel(/^Notitie/).fill("Belt zelf.");
  await desk.dialog.getByRole("button", { name: "Sluit af" }).click();

  await expect(page.getByText("Het gesprek is afgesloten.")).toBeVisible();
  await expect(desk.tab("Van mij")).toBeFocused();
  await desk.tab("Afgehandeld").click();
  await expect(desk.lines).toContainText("Verwezen naar een organisatie");
  await desk.button("Sanne Meer").click();
  await expect(page.getByText("Dit gesprek is afgehandeld.")).toBeVisible();
  await expect(desk.box).toHaveCount(0);
  const card = await hand.card(line.id);
  expect(card.line.outcome).toBe("verwezen");
  expect(card.notes.at(-1)?.text).toBe("Belt zelf.");
});

test("a conversation goes to who is there, or to a group, or back", async ({
  page,
  browser,
  baseURL,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  const bram = await colleague(browser, baseURL ?? "");
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.button("Overdragen").click();
  await expect(desk.dialog.getByLabel(/Carla Vaart/)).toBeDisabled();
  await desk.dialog.getByLabel("Bram Dijk").check();
  await desk.dialog.getByRole("button", { name: "Draag over" }).click();
  await expect(page.getByText("Het gesprek is overgedragen.")).toBeVisible();
  await expect(bram.page.getByText("Je hebt een gesprek gekregen")).toBeVisible();
  await bram.tab("Van mij").click();
  await bram.button("Sanne Meer").click();
  await expect(bram.box).toBeVisible();

  await bram.button("Overdragen").click();
  await bram.dialog.getByLabel(/Lelystad/).check();
  await bram.dialog.getByRole("button", { name: "Draag over" }).click();
  await desk.tab("Wacht").click();
  await expect(desk.lines).toContainText("voor Lelystad");
  await desk.take("Sanne Meer");
  await desk.button("Terug naar de wachtrij").click();
  await expect(desk.tab("Wacht")).toContainText("1");
  await bram.page.context().close();
});

test("a refusal is told where one looks", async ({ desk, hand }) => {
  await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");
  await hand.goWrong({ method: "POST", path: "/transfer", kind: "status", status: 409, times: 1 });

  await desk.button("Overdragen").click();
  await desk.dialog.getByLabel("Bram Dijk").check();
  await desk.dialog.getByRole("button", { name: "Draag over" }).click();
  await expect(desk.dialog.getByRole("alert")).toHaveText("Er ging bij ons iets mis.");
  await expectAccessible(desk.page);

  await hand.goWrong({ method: "POST", path: "/transfer", kind: "status", status: 500, times: 1 });
  await desk.dialog.getByRole("button", { name: "Draag over" }).click();
  await expect(desk.dialog.getByRole("alert")).toHaveText(
    "Dit lukte nu niet. Probeer het opnieuw.",
  );
});

test("a promise to call back is kept in sight", async ({ page, desk, hand }) => {
  const line = await hand.arrive({ name: "Sanne Meer" });
  await desk.start();
  await desk.take("Sanne Meer");

  await desk.button("Terugbellen afspreken").click();
  await desk.dialog.getByLabel("Terugbellen voor").fill("2099-07-01T15:00");
  await desk.dialog.getByRole("button", { name: "Spreek af" }).click();

  await expect(page.getByText("De afspraak staat in het gesprek.")).toBeVisible();
  await expect(desk.lines).toContainText("terugbellen voor woensdag 1 juli 15.00 uur");
  expect((await hand.card(line.id)).line.promised_at).toBe("2099-07-01T13:00:00.000Z");
});

test("an address of a conversation that is gone is told, and the lists go on", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await page.goto("/adviseur/#gesprek-00000000-0000-4000-8000-000000000000");

  await expect(page.getByText("Dit gesprek bestaat niet, of het is gewist.")).toBeVisible();
  await expect(desk.lines).toHaveCount(1);
  await expect(desk.heading).toHaveText("Kies links een gesprek.");
});
