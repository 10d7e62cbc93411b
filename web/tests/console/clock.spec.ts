/** A computer whose clock is wrong shows the times of the server, and promises by them. */

import { toField, usualPromise } from "../../console/src/time.js";
import { expect, test } from "./desk.js";

const HOUR_MS = 3_600_000;

for (const [name, ahead] of [
  ["three hours ahead", 3 * HOUR_MS],
  ["two days behind", -48 * HOUR_MS],
] as const) {
  test.describe(`a computer that is ${name}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.clock.install({ time: Date.now() + ahead });
    });

    test("tells how long people wait, and what is late", async ({ page, desk, hand }) => {
      await hand.arrive({ name: "Sanne Meer", minutes_ago: 14, is_late: true });
      await hand.arrive({ name: "Yusuf Haven", minutes_ago: 4 });

      await desk.start();

      const [sanne, yusuf] = ["Sanne Meer", "Yusuf Haven"].map((who) =>
        desk.lines.filter({ hasText: who }),
      );
      await expect(sanne ?? desk.lines).toContainText(/wacht 1[45] minuten/);
      await expect(sanne ?? desk.lines).toContainText("te laat");
      await expect(yusuf ?? desk.lines).toContainText(/wacht [45] minuten/);
      await expect(yusuf ?? desk.lines).not.toContainText("te laat");
      // It stays so when the page draws anew by itself.
      await page.clock.runFor(31_000);
      await expect(yusuf ?? desk.lines).toContainText(/wacht [456] minuten/);
    });

    test("promises a moment that is still to come", async ({ desk, hand }) => {
      const line = await hand.arrive({ name: "Sanne Meer" });
      await desk.start();
      await desk.take("Sanne Meer");
      await desk.button("Terugbellen afspreken").click();
      const before = desk.dialog.getByLabel("Terugbellen voor");
      await expect(before).toHaveValue(usualPromise(new Date()));

      const late = new Date(Date.now() - HOUR_MS);
      await before.fill(toField(late));
      await desk.dialog.getByRole("button", { name: "Spreek af" }).click();
      await expect(desk.dialog).toBeVisible();
      expect((await hand.card(line.id)).line.promised_at).toBeNull();

      await before.fill(toField(new Date(Date.now() + HOUR_MS)));
      await desk.dialog.getByRole("button", { name: "Spreek af" }).click();
      await expect(desk.page.getByText("De afspraak staat in het gesprek.")).toBeVisible();
    });

    test("shows today as today, typing as typing, and who is there", async ({
      page,
      desk,
      hand,
    }) => {
      const line = await hand.arrive({ name: "Sanne Meer" });
      await desk.start();
      await desk.take("Sanne Meer");
      await hand.types(line.id);
      await expect(page.getByText(/typt/)).toBeVisible();

      await hand.goWrong({ method: "POST", path: "/messages", kind: "drop", times: 1000 });
      await desk.say("Goedendag");
      const typed = await desk.said("Goedendag").locator("time").getAttribute("datetime");
      expect(Math.abs(Date.parse(typed ?? "") - Date.now())).toBeLessThan(30_000);
      await expect(desk.log.getByText(/vandaag/i)).toHaveCount(1);
      await expect(page.getByRole("switch", { name: "Aanwezig" })).toHaveAttribute(
        "aria-checked",
        "true",
      );
    });
  });
}
