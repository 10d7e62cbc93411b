import { describe, expect, it } from "vitest";
import {
  daysBetween,
  shortDay,
  timesOf,
  weekNumber,
  whenOf,
} from "../../../console/src/agenda/dates.js";
import { hoursInWords, readHours, writeHours } from "../../../console/src/agenda/hours.js";
import { minutesAt, placed, rangeOf, shownDays } from "../../../console/src/agenda/layout.js";
import {
  addressOf,
  CONVERSATIONS,
  type Place,
  placeIn,
} from "../../../console/src/agenda/place.js";
import { day, line, week } from "./agenda-samples.js";

describe("hours as people type them", () => {
  it.each([
    ["9.00-12.30, 13.00-17.00", "9.00–12.30, 13.00–17.00"],
    ["9-12.30 en 13 tot 17 uur", "9.00–12.30, 13.00–17.00"],
    ["09:00 – 17:00", "9.00–17.00"],
    ["9u-17u; 19.30-21", "9.00–17.00, 19.30–21.00"],
    ["", "dicht"],
    [" Dicht ", "dicht"],
  ])("“%s” is %s", (typed, written) => {
    expect(writeHours(readHours(typed) ?? [["99:99", "99:99"]])).toBe(written);
  });

  it.each(["9", "negen tot vijf", "9-", "9-12,", "9-12-17", "ma 9-12"])("“%s” is none", (typed) => {
    expect(readHours(typed)).toBeUndefined();
  });

  it("can be read again as they are written", () => {
    const blocks = [
      ["08:05", "12:30"],
      ["13:00", "17:00"],
    ] as const;

    expect(readHours(writeHours(blocks))).toEqual(blocks);
  });

  it("are told for days together, without those that are closed", () => {
    const whole = [["09:00", "17:00"]] as const;
    const hours = {
      maandag: whole,
      dinsdag: whole,
      woensdag: whole,
      vrijdag: [["09:00", "13:00"]],
    } as const;

    expect(hoursInWords(hours)).toBe("ma t/m wo 9.00–17.00; vr 9.00–13.00");
    expect(hoursInWords({ maandag: whole, dinsdag: whole })).toBe("ma en di 9.00–17.00");
    expect(hoursInWords({})).toBe("dicht");
  });
});

describe("a place in the address", () => {
  const places: [string, Place][] = [
    ["#agenda", { kind: "week", week: undefined, who: "" }],
    ["#agenda/2026-W49", { kind: "week", week: "2026-W49", who: "" }],
    ["#agenda/2026-W49/all", { kind: "week", week: "2026-W49", who: "all" }],
    ["#agenda//een-collega", { kind: "week", week: undefined, who: "een-collega" }],
    ["#afspraak-7", { kind: "appointment", id: "7" }],
    ["#tijden-geld", { kind: "times", owner: "geld" }],
  ];

  it.each(places)("%s", (address, place) => {
    expect(placeIn(address)).toEqual(place);
    expect(addressOf(place)).toBe(address);
  });

  it.each(["", "#", "#gesprek-7", "#iets"])("“%s” are the conversations", (address) => {
    expect(placeIn(address)).toEqual(CONVERSATIONS);
  });

  it("survives what nobody can decode", () => {
    expect(placeIn("#tijden-%E0%A4%A")).toEqual({ kind: "times", owner: "%E0%A4%A" });
  });
});

describe("a week on the screen", () => {
  it("has the hours and appointments in it, in whole hours, and a usual day at least", () => {
    const evening = line("1", { start: "2026-12-01T18:00:00Z", end: "2026-12-01T18:45:00Z" });
    const days = [day("2026-12-01", { appointments: [evening], hours: [["08:30", "12:00"]] })];

    expect(rangeOf(days)).toEqual({ first: 8 * 60, last: 20 * 60 });
    expect(rangeOf([day("2026-12-01")])).toEqual({ first: 9 * 60, last: 17 * 60 });
  });

  it("goes by the clock in the Netherlands, summer and winter", () => {
    expect(minutesAt("2026-12-01T09:00:00Z")).toBe(10 * 60);
    expect(minutesAt("2026-07-01T09:00:00Z")).toBe(11 * 60);
  });

  it("places what lasts longer than is shown at its edges, and what is short where it can be seen", () => {
    const range = { first: 9 * 60, last: 17 * 60 };

    expect(placed(0, 24 * 60, range)).toBe("--from: 1; --to: 33");
    expect(placed(10 * 60, 10 * 60 + 5, range)).toBe("--from: 5; --to: 6");
  });

  it("has a weekend only if there is something in it", () => {
    const busy = week();
    const saturday = {
      ...busy,
      days: busy.days.map((one, at) => (at === 5 ? { ...one, appointments: [line("1")] } : one)),
    };

    expect(shownDays(busy.days)).toHaveLength(5);
    expect(shownDays(saturday.days)).toHaveLength(7);
  });
});

describe("days and times in words", () => {
  it("are short in a column and whole in a sentence", () => {
    expect(shortDay("2026-11-30")).toBe("ma 30 nov");
    expect(timesOf(line("1"))).toBe("10.00–10.45");
    expect(whenOf(line("1", { start: "2026-12-01T08:00:00Z" }))).toBe(
      "dinsdag 1 december, 9.00–10.45",
    );
    expect(daysBetween("2026-11-30", "2026-12-06")).toBe("30 november – 6 december");
    expect(weekNumber("2027-W01")).toBe(1);
  });
});
