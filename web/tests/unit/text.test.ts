import { describe, expect, it } from "vitest";
import { blocksOf } from "../../src/text/blocks.js";
import { dayName, dayOf, timeOf } from "../../src/text/days.js";

describe("blocks", () => {
  it("set the source apart from the answer, wherever it stands", () => {
    const text =
      "WBSO\nUitleg.\n\nBron: RVO (https://rvo.nl)\nGecontroleerd op 1 mei.\nVragen? Bel RVO.";

    expect(blocksOf(text)).toEqual([
      { kind: "words", text: "WBSO\nUitleg." },
      { kind: "source", text: "Bron: RVO (https://rvo.nl)\nGecontroleerd op 1 mei." },
      { kind: "words", text: "Vragen? Bel RVO." },
    ]);
  });

  it("leave other text as it is", () => {
    expect(blocksOf("Een bron: water.\n\nGoed?")).toEqual([
      { kind: "words", text: "Een bron: water.\n\nGoed?" },
    ]);
    expect(blocksOf("  \n ")).toEqual([]);
  });
});

describe("days", () => {
  const now = new Date("2026-11-23T10:00:00Z");

  it("are near or far", () => {
    expect(dayName(new Date("2026-11-23T00:30:00Z"), now)).toBe("Vandaag");
    expect(dayName(new Date("2026-11-22T08:00:00Z"), now)).toBe("Gisteren");
    expect(dayName(new Date("2026-11-20T08:00:00Z"), now)).toBe("vrijdag 20 november 2026");
  });

  it("are those of the Netherlands", () => {
    expect(dayOf(new Date("2026-11-22T23:30:00Z"))).toBe("2026-11-23");
    expect(timeOf(new Date("2026-11-22T23:05:00Z"))).toBe("00:05");
    expect(timeOf(new Date("2026-07-01T07:05:00Z"))).toBe("09:05");
  });

  it("stand the change of the clock", () => {
    const afterChange = new Date("2026-10-25T22:30:00Z");
    expect(dayName(new Date("2026-10-24T21:59:00Z"), afterChange)).toBe("Gisteren");
  });
});
