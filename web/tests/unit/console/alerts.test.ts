import { describe, expect, it } from "vitest";
import { Alerts, REPEAT_MS } from "../../../console/src/alerts.js";
import type { Why } from "../../../console/src/model.js";
import { line, lists } from "./samples.js";

/** A bell that remembers, a clock by hand, and a page in sight or not. */
class Room {
  readonly rung: { why: Why; isLooking: boolean }[] = [];
  isLooking = false;
  #ticks = new Set<() => void>();
  readonly alerts = new Alerts(
    { ring: (why, isLooking) => this.rung.push({ why, isLooking }) },
    {
      every: (milliseconds, call) => {
        expect(milliseconds).toBe(REPEAT_MS);
        this.#ticks.add(call);
        return () => this.#ticks.delete(call);
      },
    },
    () => this.isLooking,
  );

  halfMinute(): void {
    for (const tick of [...this.#ticks]) tick();
  }
}

describe("an alert", () => {
  it("rings at once, and again every half minute", () => {
    const room = new Room();

    room.alerts.raise("een", "new");
    room.halfMinute();
    room.halfMinute();

    expect(room.rung.map(({ why }) => why)).toEqual(["new", "new", "new"]);
  });

  it("rings once when the page is in sight", () => {
    const room = new Room();
    room.isLooking = true;

    room.alerts.raise("een", "new");
    room.halfMinute();

    expect(room.rung).toEqual([{ why: "new", isLooking: true }]);
  });

  it("rests after somebody looked", () => {
    const room = new Room();
    room.alerts.raise("een", "new");

    room.alerts.looked();
    room.halfMinute();

    expect(room.rung).toHaveLength(1);
  });

  it("rests when the last request is taken, not before", () => {
    const room = new Room();
    room.alerts.raise("een", "new");
    room.alerts.raise("twee", "new");
    room.alerts.settle(lists({ waiting: [line("een"), line("twee")] }));

    room.alerts.settle(lists({ waiting: [line("twee")] }));
    room.halfMinute();
    room.alerts.settle(lists());
    room.halfMinute();

    expect(room.rung).toHaveLength(3);
  });

  it("rests when one took it oneself", () => {
    const room = new Room();
    room.alerts.raise("een", "new");
    room.alerts.settle(lists({ waiting: [line("een")] }));

    room.alerts.know("een", "assigned");
    room.alerts.settle(lists({ mine: [line("een")] }));
    room.halfMinute();

    expect(room.rung).toHaveLength(1);
  });

  it("is not silenced by lists that are older than it", () => {
    const room = new Room();
    room.alerts.raise("een", "new");

    room.alerts.settle(lists());
    room.halfMinute();

    expect(room.rung).toHaveLength(2);
  });

  it("of what was given to you stays while you have it unseen", () => {
    const room = new Room();
    room.alerts.raise("een", "assigned");

    room.alerts.settle(lists({ mine: [line("een")] }));
    room.halfMinute();
    room.alerts.settle(lists({ colleagues: [line("een")] }));
    room.halfMinute();

    expect(room.rung.map(({ why }) => why)).toEqual(["assigned", "assigned"]);
  });

  it("that is told twice rings once, and being late is something new", () => {
    const room = new Room();

    room.alerts.raise("een", "new");
    room.alerts.raise("een", "new");
    room.alerts.raise("een", "late");
    room.halfMinute();

    expect(room.rung.map(({ why }) => why)).toEqual(["new", "late", "late"]);
  });

  it("is no news about what one took oneself, until it went away and came back", () => {
    const room = new Room();
    room.isLooking = true;
    room.alerts.know("een", "assigned");

    room.alerts.raise("een", "assigned");
    room.alerts.settle(lists({ mine: [line("een")] }));
    room.alerts.settle(lists({ colleagues: [line("een")] }));
    room.alerts.raise("een", "assigned");

    expect(room.rung).toHaveLength(1);
  });
});
