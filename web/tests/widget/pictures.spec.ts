/** Pictures of every state at every size, to be looked at by people. */

import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  picture,
  test,
} from "../support/test.js";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

for (const viewport of SIZES) {
  const size = `${viewport.width}x${viewport.height}`;

  test(`every state can be seen and used at ${size}`, async ({ page, chat, context, request }) => {
    const look = async (name: string) => {
      await page.waitForTimeout(350);
      await picture(page, `${size}-${name}`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    };
    await request.post("/test/thinking", { data: 2_500 });
    await page.setViewportSize(viewport);
    await page.goto("/");
    await expect(chat.launcher).toBeVisible();
    await look("1-closed");
    await chat.open();
    await look("2-open");
    await chat.type("Wat is de WBSO?");
    await expect(chat.typing).toBeVisible();
    await look("3-typing");
    await expect(chat.answers).toHaveCount(2);
    await look("4-answer");
    await chat.button("Hoeveel is het?").click();
    await expect(chat.answers).toHaveCount(3);
    await look("5-conversation");
    await chat.button("Menu").click();
    await look("6-menu");
    await chat.button("Wis mijn gesprek").click();
    await look("7-confirm");
    await chat.page.getByRole("button", { name: "Terug" }).click();
    await context.setOffline(true);
    await chat.type("Ik typ door terwijl ik geen internet heb.");
    await look("8-offline");
    await context.setOffline(false);
    await expect(chat.answers).toHaveCount(4);
    await request.post("/test/faults", {
      data: [{ method: "POST", path: "/messages", kind: "status", status: 500, times: 3 }],
    });
    await chat.type("Dit bericht komt niet aan.");
    await expect(chat.log.getByText("Niet verstuurd")).toBeVisible();
    await look("9-error");
    await chat.button("Opnieuw proberen").click();
    await expect(chat.answers).toHaveCount(5);
    await chat.box.fill("Een lang verhaal. ".repeat(115));
    await look("10-too-long");
    await chat.box.fill("");
    await request.post("/test/say", {
      data: { author: "system", stage: "advisor", text: "Een adviseur leest nu mee." },
    });
    await request.post("/test/say", {
      data: {
        author: "advisor",
        text: "Goedemiddag, ik lees even met u mee. Hoe groot is uw bedrijf?",
      },
    });
    await chat.type("Kunt u mij de bijlage sturen?");
    await look("11-advisor");
  });
}

test("the whole page", async ({ page }) => {
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await page.goto("/");
    await page.screenshot({ path: `test-results/page-${viewport.width}.png`, fullPage: true });
  }
});
