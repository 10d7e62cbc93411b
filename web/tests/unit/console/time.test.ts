import { describe, expect, it } from "vitest";
import {
  callBackBefore,
  dayWord,
  fromField,
  momentOf,
  toField,
  usualPromise,
  waits,
} from "../../../console/src/time.js";

const NOW = new Date("2026-11-23T10:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

describe("how long somebody waits", () => {
  it.each([
    [0, "wacht nog geen minuut"],
    [-1, "wacht nog geen minuut"],
    [1, "wacht 1 minuut"],
    [4.9, "wacht 4 minuten"],
    [60, "wacht 1 uur"],
    [125, "wacht 2 uur en 5 minuten"],
    [24 * 60, "wacht 1 dag"],
    [50 * 60, "wacht 2 dagen"],
  ])("%s minutes", (minutes, words) => {
    expect(waits(ago(minutes), NOW)).toBe(words);
  });
});

describe("a moment in words", () => {
  it("names the day only when it is not today", () => {
    expect(callBackBefore("2026-11-23T14:00:00Z", NOW)).toBe("terugbellen voor 15.00 uur");
    expect(callBackBefore("2026-11-24T09:00:00Z", NOW)).toBe("terugbellen voor morgen 10.00 uur");
  });

  it("knows days by the clock in the Netherlands", () => {
    const lateAtNight = new Date("2026-11-22T23:30:00Z");

    expect(dayWord("2026-11-23T08:00:00Z", lateAtNight)).toBe("vandaag");
    expect(dayWord("2026-11-22T22:00:00Z", lateAtNight)).toBe("gisteren");
    expect(momentOf("2026-11-30T09:05:00Z", NOW)).toBe("maandag 30 november 10.05 uur");
  });

  it("finds tomorrow also when the clock changes", () => {
    expect(dayWord("2026-10-25T08:00:00Z", new Date("2026-10-24T10:00:00Z"))).toBe("morgen");
  });
});

describe("a field for day and time", () => {
  it.each(["2026-11-23T15:00", "2026-07-01T09:30", "2026-03-29T03:00", "2026-10-25T03:00"])(
    "%s means what the clock on the wall says",
    (value) => {
      const moment = fromField(value);

      expect(moment && toField(moment)).toBe(value);
    },
  );

  it("is in UTC behind it, summer and winter", () => {
    expect(fromField("2026-11-23T15:00")?.toISOString()).toBe("2026-11-23T14:00:00.000Z");
    expect(fromField("2026-07-01T15:00")?.toISOString()).toBe("2026-07-01T13:00:00.000Z");
  });

  it("can be empty", () => {
    expect(fromField("")).toBeUndefined();
  });

  it("starts at a whole hour with time enough", () => {
    expect(usualPromise(new Date("2026-11-23T10:40:00Z"))).toBe("2026-11-23T13:00");
  });
});
