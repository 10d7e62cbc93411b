import { describe, expect, it } from "vitest";
import { readRules } from "../../../console/src/agenda/rules.js";
import { NO_RULES } from "./agenda-samples.js";

function filled(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) form.append(name, one);
  }
  return form;
}

describe("rules as they were filled in", () => {
  it("leave to others what is empty", () => {
    const form = filled({
      is_bookable: "",
      hours: "",
      minutes: " ",
      place: "",
      "hours.maandag": "9-17",
    });

    expect(readRules(form)).toEqual({ rules: NO_RULES });
  });

  it("are one's own where something stands", () => {
    const form = filled({
      is_bookable: "no",
      hours: "own",
      "hours.maandag": "9-12",
      "hours.dinsdag": "dicht",
      forms: ["video", "telefonisch", "per_post"],
      before: "0",
      place: " Haven 1 ",
    });

    const read = readRules(form);

    expect(read).toMatchObject({
      rules: {
        is_bookable: false,
        hours: { maandag: [["09:00", "12:00"]], dinsdag: [], zondag: [] },
        forms: ["telefonisch", "video"],
        before: 0,
        place: "Haven 1",
      },
    });
  });

  it.each([
    ["minutes", "een half uur", "heel getal"],
    ["horizon_days", "-1", "heel getal"],
    ["hours.maandag", "van negen tot vijf", "maandag"],
  ])("tell by the field %s what nobody can read", (field, typed, said) => {
    const read = readRules(filled({ hours: "own", [field]: typed }));

    expect(read).toMatchObject({ wrong: { field, text: expect.stringContaining(said) } });
  });
});
