/**
 * Whatever people write stays words on every page that shows it, with the policy of the pages switched off:
 * so the writing out of signs is proven by itself. SCHAKEL_ATTACK is a file with what was written in each
 * field (`words`), on which of the pages below it has to be read (`shown`), and where those are (`places`).
 */

import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { logIn, site } from "../support/product.js";

interface Attack {
  readonly places: Readonly<
    Record<"talk" | "phone" | "mail" | "first" | "scan" | "code" | "file", string>
  >;
  readonly access: { readonly id: string; readonly token: string };
  readonly words: Readonly<Record<string, string>>;
  readonly shown: Readonly<Record<string, readonly string[]>>;
}

const { places, access, words, shown }: Attack = JSON.parse(
  readFileSync(process.env.SCHAKEL_ATTACK ?? "/dev/null", "utf-8") ||
    '{"places":{},"words":{},"shown":{}}',
);
const desk = process.env.SCHAKEL_CONSOLE_URL ?? "";
const INVITATION = "bijeenkomst-2027";
const FORM = "00000000-0000-4000-8000-000000000001";

type Open = (page: Page) => Promise<void>;

/** Every page that shows what somebody wrote, and what one does to see it. */
const PAGES: Readonly<Record<string, Open>> = {
  waiting: list(/^Wacht/),
  mine: list(/^Van mij/),
  colleagues: list(/^Collega’s/),
  closed: list(/^Afgehandeld/),
  found: after(at("/adviseur/"), (page) => page.locator("#find").fill("question")),
  conversation: conversation("talk"),
  "closed conversation": conversation("first"),
  "conversation by phone": conversation("phone"),
  "conversation by mail": conversation("mail"),
  "ready texts": after(conversation("talk"), press("Tekst invoegen")),
  transfer: after(conversation("talk"), press("Overdragen")),
  scan: at(`/scans/${places.scan}`),
  scans: at("/scans"),
  pool: at("/adviseur/poule"),
  "pool for a request": at(`/adviseur/poule?gesprek=${places.talk}`),
  missed: at("/adviseur/gemist"),
  proposals: at("/adviseur/voorstellen"),
  team: at("/adviseur/team"),
  logbook: at("/adviseur/logboek"),
  account: at("/adviseur/account"),
  invitations: at("/adviseur/uitnodigen"),
  invitation: at(`/adviseur/uitnodigen/${INVITATION}?gemeente=${asked("municipality asked for")}`),
  "invitation refused": after(
    at(`/adviseur/uitnodigen/${INVITATION}`),
    submit(`/adviseur/uitnodigen/${INVITATION}/verstuur`, { number: "number of people" }),
  ),
  "login refused": after(
    at("/adviseur/inloggen"),
    submit("/adviseur/inloggen", { email: "login's address", password: "message" }),
  ),
  "file of an advisor": at(`/adviseur/api/files/${places.file}`),
  "file of an entrepreneur": at(`${site}/api/v1/files/${places.file}`),
  partner: at(`${site}/partner/${places.code}`),
  "partner refused": after(
    at(`${site}/partner/${places.code}`),
    submit(`/partner/${places.code}/bericht`, { naam: "refused name", tekst: "refused message" }),
  ),
  chat: after(at(`${site}/`), (page) => page.locator("schakel-chat .launcher").click()),
};

let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ baseURL: desk, bypassCSP: true, locale: "nl-NL" });
  const kept = { access, stage: "advisor", read: 0 };
  await context.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    `schakel-chat ${site} conversation`,
    JSON.stringify(kept),
  ] as const);
  await logIn(await context.newPage(), "SCHAKEL_");
});

test.afterAll(() => context.close());

test("the attack works where nothing stops it", async () => {
  const page = await context.newPage();
  await page.goto("/adviseur/account");

  await page.evaluate(
    (html) => document.body.insertAdjacentHTML("beforeend", html),
    words.message ?? "",
  );

  await expect.poll(() => marks(page)).toEqual({ hit: 1, elements: 1 });
  await page.close();
});

test("each page on which something has to be shown is opened here", () => {
  const pages = Object.values(shown).flat();

  expect(pages.filter((name) => !(name in PAGES))).toEqual([]);
});

for (const [name, open] of Object.entries(PAGES)) {
  test(`nothing runs on the page: ${name}`, async () => {
    const fields = Object.keys(shown).filter((field) => shown[field]?.includes(name));
    const expected = fields.map((field) => inOneLine(words[field] ?? ""));
    const page = await context.newPage();

    await open(page);

    const missing = async () => {
      const text = inOneLine(await textOf(page));
      return expected.filter((one) => !text.includes(one));
    };
    await expect.poll(missing).toEqual([]);
    expect(await marks(page)).toEqual({ hit: undefined, elements: 0 });
    await page.close();
  });
}

function at(path: string): Open {
  return async (page) => {
    await page.goto(path);
  };
}

function after(open: Open, then: Open): Open {
  return async (page) => {
    await open(page);
    await then(page);
  };
}

function list(name: RegExp): Open {
  return after(at("/adviseur/"), (page) => page.getByRole("tab", { name }).click());
}

function conversation(place: keyof Attack["places"]): Open {
  return after(at(`/adviseur/#gesprek-${places[place]}`), (page) =>
    expect(page.getByRole("log", { name: "Berichten" })).toBeVisible(),
  );
}

function press(name: string): Open {
  return (page) => page.getByRole("button", { name }).click();
}

/** Send a form as the page does, with in each field what was written for it. */
function submit(action: string, fields: Readonly<Record<string, string>>): Open {
  return async (page) => {
    const filled = Object.entries(fields).map(([name, field]) => [name, words[field] ?? ""]);
    const sent = { formulier: FORM, ...Object.fromEntries(filled) };
    const arrived = page.waitForEvent("load");
    await page.evaluate(
      ([path, values]) => {
        const token = document.querySelector<HTMLInputElement>("[name=_csrf_token]")?.value ?? "";
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: path });
        for (const [name, value] of Object.entries({ ...values, _csrf_token: token })) {
          form.append(Object.assign(document.createElement("textarea"), { name, value }));
        }
        document.body.append(form);
        form.submit();
      },
      [action, sent] as const,
    );
    await arrived;
  };
}

function asked(field: string): string {
  return encodeURIComponent(words[field] ?? "");
}

/** What stands on a page, also in fields, in what is folded away and in the widget. */
function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const read = (root: Document | ShadowRoot): string[] => {
      const elements = [...root.querySelectorAll("*")];
      return [
        (root instanceof Document ? root.body : root).textContent ?? "",
        ...elements.map((one) => ("value" in one ? String(one.value) : "")),
        ...elements.flatMap((one) => (one.shadowRoot ? read(one.shadowRoot) : [])),
      ];
    };
    return read(document).join("\n");
  });
}

/** What an attack leaves behind: that it ran, and elements that only it makes. */
function marks(page: Page): Promise<{ hit: unknown; elements: number }> {
  return page.evaluate(() => {
    const count = (root: Document | ShadowRoot): number =>
      [...root.querySelectorAll("*")].reduce(
        (sum, one) => sum + (one.shadowRoot ? count(one.shadowRoot) : 0),
        root.querySelectorAll('img[src="x"], [onerror]').length,
      );
    return { hit: (window as { __hit?: unknown }).__hit, elements: count(document) };
  });
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
