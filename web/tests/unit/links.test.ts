import { describe, expect, it } from "vitest";
import { type Link, linked } from "../../src/text/links.js";

const linksIn = (text: string): Link[] =>
  linked(text).filter((part): part is Link => typeof part !== "string");

const hrefsIn = (text: string): string[] => linksIn(text).map(({ href }) => href);

describe("web addresses", () => {
  it("are links, without the sign that ends the sentence", () => {
    expect(hrefsIn("Kijk op https://www.rvo.nl/wbso.")).toEqual(["https://www.rvo.nl/wbso"]);
    expect(hrefsIn("(https://rvo.nl/wbso)")).toEqual(["https://rvo.nl/wbso"]);
    expect(hrefsIn("Echt? https://rvo.nl/wbso?!")).toEqual(["https://rvo.nl/wbso"]);
  });

  it("keep a bracket that belongs to them", () => {
    const address = "https://nl.wikipedia.org/wiki/Urk_(gemeente)";
    expect(hrefsIn(`Zie ${address}.`)).toEqual([address]);
    expect(hrefsIn(`(zie ${address})`)).toEqual([address]);
  });

  it("are shown short, and open whole", () => {
    const long = `https://www.rvo.nl/${"subsidies/".repeat(12)}`;
    expect(linksIn(long)).toEqual([
      { kind: "web", href: long, label: expect.stringMatching(/^rvo\.nl\/subsidies\/.+…$/) },
    ]);
    expect(linksIn("https://www.rvo.nl/")).toEqual([
      { kind: "web", href: "https://www.rvo.nl/", label: "rvo.nl" },
    ]);
  });

  it("are https only, and never hide where they go", () => {
    const unsafe = [
      "http://rvo.nl",
      "javascript:alert(1)",
      "data:text/html,x",
      "https://rvo.nl@example.org/",
      "https://",
      "https://localhost",
    ];
    for (const text of unsafe)
      expect(hrefsIn(text).filter((href) => !href.startsWith("mailto:"))).toEqual([]);
  });
});

describe("e-mail addresses", () => {
  it("are links", () => {
    expect(hrefsIn("Mail info@example.org.")).toEqual(["mailto:info@example.org"]);
  });
});

describe("telephone numbers", () => {
  it.each([
    ["Bel 0320-123456.", "tel:+31320123456"],
    ["06 12 34 56 78", "tel:+31612345678"],
    ["(088) 123 45 67", "tel:+31881234567"],
    ["088 123 45 67", "tel:+31881234567"],
    ["+31 (0)320 12 34 56", "tel:+31320123456"],
    ["0031 320 123456", "tel:+31320123456"],
    ["0800-1234", "tel:08001234"],
  ])("%s", (text, href) => {
    expect(hrefsIn(text)[0]).toBe(href);
  });

  it.each([
    "op 01-01-2026 om 09:00",
    "NL91 ABNA 0417 1643 00",
    "BSN 012345678",
    "€ 0,123456789",
    "KVK 01234567",
    "2026-0123456789",
  ])("%s is not one", (text) => {
    expect(hrefsIn(text)).toEqual([]);
  });
});

it("loses no text", () => {
  const text = "Bel 0320-123456 of mail info@example.org,\nof lees <b>hier</b>: niets.";
  const words = linked(text).map((part) => (typeof part === "string" ? part : part.label));
  expect(words.join("")).toBe(text);
});

it("is quick with text that was made to be slow", () => {
  const started = performance.now();
  for (const sign of ["0", "a@", "https://", "0 ", "(", "a."])
    linked(sign.repeat(2_000 / sign.length));
  expect(performance.now() - started).toBeLessThan(500);
});
