/** The agenda: a week, one appointment, and when one can be booked. */

import { AFTER } from "../consoleserver/agenda-sample.js";
import { expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";
import { type Desk, expect, type Hand, test } from "./desk.js";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 700 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

/** In days from the Monday of this week: it is still to come whatever day the tests run on. */
const NEXT_TUESDAY = 8;

async function openAgenda({ page }: Desk, hash = "#agenda"): Promise<void> {
  await page.goto(`/adviseur/${hash}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function aWeek(hand: Hand): Promise<void> {
  await hand.books({ name: "Truus van der Meulen", day: 0, hour: 14, standing: "to_end" });
  await hand.books({ name: "Jan Jansen", day: 1, hour: 10 });
  await hand.books({ name: "Piet Visser", day: 3, hour: 13, standing: "must_move" });
}

for (const viewport of SIZES) {
  const size = `${viewport.width}x${viewport.height}`;

  test(`the agenda can be seen and used at ${size}`, async ({ page, desk, hand }) => {
    const look = async (name: string) => {
      await picture(page, `console-${size}-agenda-${name}`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    };
    await page.setViewportSize(viewport);
    await openAgenda(desk);
    await expect(page.getByText("Geen afspraken.").first()).toBeAttached();
    await look("01-empty");

    await aWeek(hand);
    await openAgenda(desk, "");
    await page.goto("/adviseur/#agenda");
    await expect(page.getByRole("link", { name: /Jan Jansen/ })).toBeVisible();
    await look("02-week");
    await page.locator("summary", { hasText: "Truus" }).click();
    await look("03-to-end");
    await page.getByLabel("Van wie").selectOption("Iedereen");
    await expect(page.getByText(/met Anna Polder/).first()).toBeVisible();
    await look("04-everybody");
    await page.getByRole("link", { name: /Jan Jansen/ }).click();
    await expect(page.getByRole("heading", { name: "Jan Jansen" })).toBeFocused();
    await look("05-appointment");
    await desk.button("Verzet").click();
    await look("06-move");
    await page.keyboard.press("Escape");

    await page.goto("/adviseur/#tijden-team");
    await expect(page.getByText("staat in data/afspraken.yml")).toBeVisible();
    await look("07-team");
    await page.getByLabel("Van wie").selectOption("Anna Polder");
    await expect(page.getByRole("heading", { name: "Mijn tijden" })).toBeVisible();
    await page.getByLabel("Eigen uren").check();
    await page.getByLabel("Maandag").fill("negen tot vijf");
    await desk.button("Bewaar").click();
    await expect(page.getByLabel("Maandag")).toBeFocused();
    await look("08-times");
  });
}

test("an appointment is moved, and the week shows it", async ({ page, desk, hand }) => {
  await hand.books({ name: "Jan Jansen", day: NEXT_TUESDAY, hour: 10 });
  await openAgenda(desk, `#agenda/${AFTER}`);
  await page.getByRole("link", { name: /Jan Jansen/ }).click();
  await desk.button("Verzet").click();
  const start = desk.dialog.getByLabel("Nieuw moment");
  const before = await start.inputValue();

  await start.fill("2020-01-01T10:00");
  await desk.dialog.getByRole("button", { name: "Verzet" }).click();
  await expect(desk.dialog).toBeVisible();
  await start.fill(before.replace("T10:00", "T19:00"));
  await desk.dialog.getByRole("button", { name: "Verzet" }).click();

  await expect(page.getByText("De afspraak is verzet.")).toBeVisible();
  await expect(page.getByRole("link", { name: /19.00–19.45 Jan Jansen/ })).toBeVisible();
});

test("a time that is taken is told in the dialog, and what was typed stays", async ({
  page,
  desk,
  hand,
}) => {
  await hand.books({ name: "Jan Jansen", day: NEXT_TUESDAY, hour: 10 });
  await hand.books({ name: "Kees Bakker", day: NEXT_TUESDAY, hour: 11 });
  await openAgenda(desk, `#agenda/${AFTER}`);
  await page.getByRole("link", { name: /Jan Jansen/ }).click();
  await desk.button("Verzet").click();
  const start = desk.dialog.getByLabel("Nieuw moment");
  const taken = (await start.inputValue()).replace("T10:00", "T11:00");

  await start.fill(taken);
  await desk.dialog.getByRole("button", { name: "Verzet" }).click();

  await expect(desk.dialog.getByRole("alert")).toContainText("staat al iets anders");
  await expect(start).toHaveValue(taken);
});

test("who was later sees how it is now, and can still go on", async ({ page, desk, hand }) => {
  await aWeek(hand);
  await openAgenda(desk);
  await page.getByRole("link", { name: /Jan Jansen/ }).click();
  await expect(page.getByRole("heading", { name: "Jan Jansen" })).toBeFocused();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Vraag een ander moment" }).click();
  await other.getByRole("button", { name: "Vraag het" }).click();
  await expect(other.getByText("De ondernemer is gevraagd").first()).toBeVisible();

  await desk.button("Zeg af").click();
  await desk.dialog.getByRole("button", { name: "Zeg af" }).click();
  await expect(desk.dialog.getByRole("alert")).toContainText(
    "Iemand veranderde deze afspraak net.",
  );
  await expect(page.locator(".one__said")).toContainText("De ondernemer is gevraagd");
  await desk.dialog.getByRole("button", { name: "Zeg af" }).click();

  await expect(desk.dialog).toBeHidden();
  await expect(page.locator(".one__said")).toContainText("Deze afspraak is afgezegd.");
  await expect(desk.button("Verzet")).toHaveCount(0);
});

test("how it went is told from the list, with a remark", async ({ page, desk, hand }) => {
  await aWeek(hand);
  await openAgenda(desk);

  await page.locator("summary", { hasText: "Truus" }).click();
  await page.getByLabel("Opmerking (mag leeg blijven)").fill("Nam niet op");
  await desk.button("Niet verschenen: Truus van der Meulen").click();

  await expect(page.getByText("Dat is genoteerd.")).toBeVisible();
  await expect(page.locator("summary", { hasText: "Truus" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /Truus.*Niet verschenen/ })).toBeVisible();
});

test("an absence shows which appointments it hits, and asks for another time", async ({
  page,
  desk,
  hand,
}) => {
  const { start } = await hand.books({ name: "Jan Jansen", day: 1, hour: 10 });
  const day = start.slice(0, 10);
  await openAgenda(desk);
  await page.getByRole("link", { name: "Mijn tijden" }).click();
  await page.getByLabel("Wat is het?").fill("Vakantie");
  await page.getByLabel("Eerste dag").fill(day);
  await page.getByLabel("Laatste dag").fill("2020-01-01");
  await desk.button("Voeg toe").click();
  await expect(page.locator(".wrong")).toContainText("Het einde komt voor het begin.");
  await expect(page.getByLabel("Laatste dag")).toBeFocused();
  await expect(page.getByLabel("Wat is het?")).toHaveValue("Vakantie");

  await page.getByLabel("Laatste dag").fill("");
  await desk.button("Voeg toe").click();
  await expect(page.getByText("staat al 1 afspraak")).toBeVisible();
  await desk.button("Vraag een ander moment aan Jan Jansen").click();
  await desk.dialog.getByRole("button", { name: "Vraag het" }).click();

  await expect(page.getByText("valt hierin")).toHaveCount(0);
  await expect(page.getByLabel("Wat is het?")).toHaveValue("");
  await desk.button(/^Haal weg: Vakantie/).click();
  await expect(page.getByText("De sluitingsdagen van het team gelden altijd.")).toBeVisible();
});

test("own times say what they follow, and keep what was typed when that cannot be", async ({
  page,
  desk,
  hand,
}) => {
  await hand.books();
  await openAgenda(desk);
  await page.getByRole("link", { name: "Mijn tijden" }).click();
  const minutes = page.getByLabel("Hoe lang een gesprek duurt");
  await expect(minutes).toHaveAttribute("placeholder", "volgt de groep: 60 minuten");
  await expect(page.getByLabel("Hoogstens per dag")).toHaveAttribute(
    "placeholder",
    "volgt het team: 6",
  );

  await page.getByLabel("Eigen uren").check();
  await page.getByLabel("Maandag").fill("9-12 en 13 tot 17 uur");
  await minutes.fill("999");
  await desk.button("Bewaar").click();
  await expect(page.locator(".wrong")).toContainText("van 5 tot en met 480");
  await expect(minutes).toBeFocused();
  await expect(page.getByLabel("Maandag")).toHaveValue("9-12 en 13 tot 17 uur");
  await minutes.fill("30");
  await desk.button("Bewaar").click();

  await expect(page.getByText("De tijden zijn bewaard.")).toBeVisible();
  await expect(page.getByLabel("Maandag")).toHaveValue("9.00–12.00, 13.00–17.00");
});

test("one goes from a request to its agenda and back with the browser's own button", async ({
  page,
  desk,
  hand,
}) => {
  await hand.arrive({ name: "Sanne Meer" });
  await aWeek(hand);
  await desk.start();
  await page.getByRole("link", { name: "Agenda" }).click();
  await expect(page.getByRole("link", { name: /Jan Jansen/ })).toBeVisible();
  await expect(page).toHaveTitle("(1) Wacht – Schakel");

  await page.getByRole("link", { name: "Volgende week" }).click();
  await expect(page.getByRole("link", { name: /Jan Jansen/ })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("link", { name: /Jan Jansen/ })).toBeVisible();
  await page.goBack();

  await expect(desk.lines).toHaveCount(1);
});
