import { describe, expect, it } from "vitest";
import { Agenda } from "../../../console/src/agenda/agenda.js";
import type { AgendaApi } from "../../../console/src/agenda/api.js";
import { NO_AGENDA } from "../../../console/src/agenda/state.js";
import { Attempt } from "../../../console/src/attempt.js";
import { Failure } from "../../../console/src/failure.js";
import { Conflict, WrongField } from "../../../console/src/problems.js";
import { emptyState, Store } from "../../../console/src/state.js";
import { appointment, line, NO_RULES, times, week } from "./agenda-samples.js";
import { NOW } from "./samples.js";

const WEEK = { kind: "week", week: "2026-W49", who: "" } as const;

/** An agenda of which the server answers with what a test says. */
function agendaWith(answers: Partial<AgendaApi>) {
  const store = new Store(emptyState(NOW));
  const failure = new Failure(store);
  const asked: string[] = [];
  const api = { week: async () => week(), ...answers } as AgendaApi;
  const agenda = new Agenda({
    ...{ api, store, failure },
    attempt: new Attempt(store, failure, () => {}),
    wait: async () => {},
    focus: { to: (selector) => asked.push(selector) },
  });
  return { agenda, store, asked };
}

const settled = () => new Promise((done) => setTimeout(done));

describe("the agenda", () => {
  it("fetches the week of the place, and keeps it beside an appointment", async () => {
    const { agenda, store } = agendaWith({ appointment: async (id) => appointment(id) });

    agenda.visit(WEEK);
    await settled();
    agenda.visit({ kind: "appointment", id: "1" });
    await settled();

    expect(store.state.agenda.week).toEqual(week());
    expect(store.state.agenda.appointment?.line.id).toBe("1");
  });

  it("does not show what comes too late for where one is", async () => {
    let arrive = (_: ReturnType<typeof week>) => {};
    const { agenda, store } = agendaWith({
      week: () =>
        new Promise((done) => {
          arrive = done;
        }),
    });

    agenda.visit(WEEK);
    agenda.visit({ kind: "conversations" });
    arrive(week());
    await settled();

    expect(store.state.agenda).toEqual(NO_AGENDA);
  });

  it("shows what is newer when somebody was earlier, and asks about that", async () => {
    const newest = appointment("1", { version: 3 });
    const { agenda, store } = agendaWith({
      appointment: async (id) => appointment(id),
      cancel: async () => {
        throw new Conflict("Iemand veranderde deze afspraak net.", newest);
      },
    });
    agenda.visit({ kind: "appointment", id: "1" });
    await settled();

    agenda.ask("cancel", line("1"));
    await agenda.cancel();

    expect(store.state.agenda.appointment).toEqual(newest);
    expect(store.state.agenda.subject?.version).toBe(3);
    expect(store.state.dialog).toBe("cancel");
    expect(store.state.problem).toBe("Iemand veranderde deze afspraak net.");
  });

  it("keeps the form when rules were changed meanwhile, and then replaces those", async () => {
    const sent: string[] = [];
    const { agenda, store } = agendaWith({
      times: async () => times(),
      absences: async (owner) => ({ owner, absences: [] }),
      keepTimes: async (_, version) => {
        sent.push(version);
        if (version === "1") throw new Conflict("Net veranderd.", times({ version: "2" }));
        return times({ version: "3" });
      },
    });
    agenda.visit({ kind: "times", owner: "anna" });
    await settled();

    const first = await agenda.keepTimes("anna", NO_RULES);
    const shown = store.state.agenda.times;
    const second = await agenda.keepTimes("anna", NO_RULES);

    expect([first, second]).toEqual([false, true]);
    expect(shown?.version).toBe("1");
    expect(sent).toEqual(["1", "2"]);
  });

  it("tells what is wrong at its field, until it is tried again", async () => {
    let isWrong = true;
    const { agenda, store } = agendaWith({
      addAbsence: async (owner) => {
        if (isWrong) throw new WrongField("Kies een dag die bestaat.", "first");
        return { owner, absences: [] };
      },
    });
    const vacation = { title: "Vakantie", first: "2026-02-30", last: "", since: "", until: "" };

    await agenda.addAbsence("anna", vacation);
    const told = store.state.agenda.wrong;
    isWrong = false;
    await agenda.addAbsence("anna", vacation);

    expect(told).toMatchObject({ field: "first", text: "Kies een dag die bestaat." });
    expect(store.state.agenda.wrong).toBeUndefined();
  });

  it("gives the keyboard to what one went to, and not when the page opens", async () => {
    const { agenda, asked } = agendaWith({ appointment: async (id) => appointment(id) });

    agenda.visit(WEEK);
    const atFirst = [...asked];
    agenda.visit({ ...WEEK, week: "2026-W50" });
    const within = [...asked];
    agenda.visit({ kind: "appointment", id: "1" });

    expect([atFirst, within, asked]).toEqual([[], [], ['#appointment-heading[data-id="1"]']]);
  });

  it("forgets what it told where one goes next, and nothing that others told", async () => {
    const { agenda, store } = agendaWith({ end: async (one) => appointment(one.id) });

    await agenda.end(line("1"), "doorgegaan", "");
    const told = store.state.notice;
    agenda.visit(WEEK);
    const gone = store.state.notice;
    store.put({ notice: "Er wacht iemand" });
    agenda.visit({ kind: "conversations" });

    expect([told, gone, store.state.notice]).toEqual([
      "Dat is genoteerd.",
      undefined,
      "Er wacht iemand",
    ]);
  });
});
