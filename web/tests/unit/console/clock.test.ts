import { describe, expect, it } from "vitest";
import { Clock, CUT_OFF_MS } from "../../../console/src/clock.js";

const SERVER = Date.parse("2026-11-23T10:00:00Z");
const HOUR = 3_600_000;

/** The end of the second that an answer tells. */
const TOLD = SERVER + CUT_OFF_MS;

/** A computer that is `ahead` of the server, and whose time goes on by hand. */
function computer(ahead: number) {
  let passed = 0;
  const clock = new Clock(() => SERVER + passed + ahead);
  return {
    clock,
    pass: (milliseconds: number) => {
      passed += milliseconds;
    },
    sinceTold: () => clock.now().getTime() - TOLD,
  };
}

describe("what time it is at the server", () => {
  it("is what the computer says, as long as nothing was answered", () => {
    const { clock } = computer(3 * HOUR);

    expect(clock.now().getTime()).toBe(SERVER + 3 * HOUR);
  });

  it.each([3 * HOUR, -48 * HOUR, 0])("is known on a computer that is %s ms ahead", (ahead) => {
    const { clock, sinceTold, pass } = computer(ahead);

    clock.set("Mon, 23 Nov 2026 10:00:00 GMT");

    expect(sinceTold()).toBe(0);
    pass(5_000);
    expect(sinceTold()).toBe(5_000);
  });

  it.each([null, "", "gisteren"])("stays known when an answer says %j", (header) => {
    const { clock, sinceTold } = computer(3 * HOUR);
    clock.set("Mon, 23 Nov 2026 10:00:00 GMT");

    clock.set(header);

    expect(sinceTold()).toBe(0);
  });

  it("follows a computer that is put right", () => {
    let ahead = 3 * HOUR;
    const clock = new Clock(() => SERVER + ahead);
    clock.set("Mon, 23 Nov 2026 10:00:00 GMT");
    ahead = 0;

    clock.set("Mon, 23 Nov 2026 10:00:00 GMT");

    expect(clock.now().getTime()).toBe(TOLD);
  });
});
