/** On somebody else's page. */

import type { Page } from "@playwright/test";
import { STRICT_POLICY } from "../devserver/plugin.js";
import { expect, expectAccessible, picture, test } from "../support/test.js";

/** Show a page of another site that embeds the widget. */
async function visit(page: Page, body: string, styles = ""): Promise<void> {
  await page.route("/elsewhere.css", (route) =>
    route.fulfill({ contentType: "text/css", body: styles }),
  );
  await page.route("/elsewhere", (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "Content-Security-Policy": STRICT_POLICY },
      body: `<!doctype html><html lang="nl"><head><title>Een gemeente</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/elsewhere.css"></head>
        <body><main><h1>Een gemeente</h1><p>Welkom.</p>${body}</main>
        <script type="module" src="/schakel-chat.js"></script></body></html>`,
    }),
  );
  await page.goto("/elsewhere");
}

test("one line is enough", async ({ page, chat }) => {
  await visit(page, "");
  await expect(chat.launcher).toHaveText("Stel uw vraag");
  await expectAccessible(page);
  await chat.open();
  await expect(chat.panel).toHaveAccessibleName("Schakel");
  await expect(chat.panel.getByText("digitale assistent", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("a site has its own words, side and colours", async ({ page, chat }) => {
  await visit(
    page,
    `<p><a href="#schakel-chat">Open de chat</a></p>
     <schakel-chat naam="Ondernemersloket" begroeting="Welkom bij onze gemeente." knop="Hulp nodig?"
       positie="links"></schakel-chat>`,
    `html { font-size: 62.5% }
     schakel-chat { --schakel-color-primary: #7a1f5c; --schakel-font-size: 1.6rem; --schakel-border-radius: 4px }`,
  );
  await expect(chat.launcher).toHaveText("Hulp nodig?");
  await expect(chat.launcher).toHaveCSS("background-color", "rgb(122, 31, 92)");
  expect((await chat.launcher.boundingBox())?.x).toBe(24);

  await page.getByRole("link", { name: "Open de chat" }).click();
  await expect(chat.panel.getByText("Welkom bij onze gemeente.")).toBeVisible();
  await expect(chat.box).toBeFocused();
  await chat.ask("Wat is de WBSO?");
  await expect(chat.log).toHaveCSS("font-size", "16px");
  await expectAccessible(page);
  await picture(page, "embedded");
});

test("the theme of an NL Design System site is followed by itself", async ({ page, chat }) => {
  await visit(
    page,
    "",
    ":root { --utrecht-button-primary-action-background-color: #24578f; --utrecht-document-font-family: serif }",
  );
  await expect(chat.launcher).toHaveCSS("background-color", "rgb(36, 87, 143)");
  await expect(chat.launcher).toHaveCSS("font-family", "serif");
});

test("opened by the page, it takes no focus", async ({ page, chat }) => {
  await visit(page, "<schakel-chat open></schakel-chat>");
  await expect(chat.answers).toHaveCount(1);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

test("it works where the browser keeps nothing", async ({ page, chat }) => {
  await page.addInitScript(() => {
    for (const drawer of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, drawer, {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await visit(page, "");
  await chat.open();
  await chat.ask("Wat is de WBSO?");
});
