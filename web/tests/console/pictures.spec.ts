/** Pictures of every state at every size, to be looked at by people; each can be used by everybody. */

import { MORNING } from "../consoleserver/sample.js";
import { expectAccessible, expectNoSidewaysScroll, picture } from "../support/test.js";
import { expect, test } from "./desk.js";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 700 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

for (const viewport of SIZES) {
  const size = `${viewport.width}x${viewport.height}`;

  test(`every state can be seen and used at ${size}`, async ({ page, desk, hand }) => {
    const look = async (name: string) => {
      await picture(page, `console-${size}-${name}`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    };
    const isWide = viewport.width > 1100;
    const showAside = async () => {
      if (!isWide) await desk.button("Gegevens en acties").click();
    };
    const showMessages = async () => {
      if (!isWide) await desk.button("Naar de berichten").click();
    };
    const dialog = async (opener: string, name: string) => {
      await desk.button(opener).click();
      await expect(desk.dialog).toBeVisible();
      await look(name);
      await page.keyboard.press("Escape");
      await expect(desk.dialog).toBeHidden();
    };

    test.setTimeout(180_000);
    await page.setViewportSize(viewport);
    await desk.start();
    await expect(desk.list).toContainText("Er wacht niemand.");
    await look("01-empty");
    const arrived = [];
    for (const asked of MORNING) arrived.push(await hand.arrive(asked));
    const [first] = arrived;
    if (!first) throw new Error("nobody came");
    await expect(desk.lines).toHaveCount(3);
    await look("02-waiting");
    await dialog("Sneltoetsen", "03-shortcuts");
    if (!isWide) {
      await desk.button("Menu").click();
      await look("04-menu");
      await desk.button("Menu").click();
    }

    await desk.button("Sanne Meer").first().click();
    await expect(desk.heading).toBeFocused();
    await look("05-peek");
    await desk.button("Neem gesprek").last().click();
    await expect(desk.box).toBeVisible();
    await desk.say("Goedemiddag mevrouw Meer, ik ben Anna. Ik lees even met u mee.");
    await expect(desk.log).toContainText("nog niet opgehaald");
    await hand.fetches(first.id, 6);
    await expect(desk.log).toContainText("aangekomen");
    await hand.says(
      first.id,
      "Dank u wel. Ik weet niet waar ik moet beginnen.\nHet zijn er al vier.",
    );
    await hand.types(first.id);
    await expect(desk.log).toContainText("typt …");
    await desk.box.fill("Dat begrijp ik goed. ");
    await look("06-conversation");
    await dialog("Tekst invoegen", "07-insert");

    await showAside();
    await desk.note.fill("Denkt aan stoppen. Eerst uitstel regelen, dan Bbz.");
    await desk.button("Bewaar notitie").click();
    await expect(page.locator(".notes__list")).toContainText("Anna Polder");
    for (const name of ["Bedrijfsscan", "Besproken regelingen", "Eerdere contacten"]) {
      await page.locator("summary", { hasText: name }).click();
    }
    await look("08-aside");
    await page.locator(".aside").evaluate((aside) => aside.scrollTo({ top: aside.scrollHeight }));
    await look("09-aside-end");
    await page.locator(".aside").evaluate((aside) => aside.scrollTo({ top: 0 }));
    await dialog("Overdragen", "10-transfer");
    await dialog("Terugbellen afspreken", "11-promise");
    await desk.button("Afsluiten").click();
    await desk.dialog.getByLabel("Verwezen naar een organisatie").check();
    await look("12-close");
    await page.keyboard.press("Escape");

    await desk.button("Partner erbij").click();
    await look("16-partner");
    await desk.dialog.getByRole("combobox", { name: "Partner" }).selectOption("RVO");
    await desk.dialog.getByLabel("E-mailadres").fill("anna@example.org");
    await desk.dialog.getByLabel("Meedenken").check();
    await desk.dialog.getByRole("button", { name: "Vraag het de ondernemer" }).click();
    await expect(page.locator("#shares")).toContainText("Wacht op het antwoord");
    await look("17-shares");
    await desk.button("Start de scan").click();
    await look("18-scan");
    await desk.dialog.getByRole("button", { name: "Start de scan" }).click();
    await expect(desk.button("Gesprek terugnemen")).toBeVisible();
    await look("19-lent-aside");
    await showMessages();
    await look("20-lent");
    await desk.button("Gesprek terugnemen").click();
    await expect(desk.box).toBeEnabled();

    await hand.goWrong({
      method: "POST",
      path: "/messages",
      kind: "status",
      status: 422,
      times: 1,
    });
    await desk.say("Dit bericht wordt geweigerd.");
    await expect(desk.log).toContainText("niet verstuurd");
    await desk.box.fill("Een lang verhaal. ".repeat(120));
    await look("13-refused");
    await hand.down(true);
    await expect(page.getByRole("alert").first()).toContainText("De verbinding is weg");
    await look("14-lost");
    await hand.down(false);
    await expect(page.getByText("De verbinding is weg")).toBeHidden();

    if (viewport.width < 700) await desk.button("Terug naar de lijst").click();
    await page.getByRole("switch", { name: "Aanwezig" }).click();
    await expect(page.getByText("Je staat op afwezig.")).toBeVisible();
    await desk.tab("Van mij").click();
    await look("15-mine-away");
  });
}
