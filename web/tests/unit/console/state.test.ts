import { describe, expect, it } from "vitest";
import { csrfToken } from "../../../console/src/calls.js";
import { isNew, withNews } from "../../../console/src/messages.js";
import type { Line } from "../../../console/src/model.js";
import { Refresh } from "../../../console/src/refresh.js";
import {
  emptyState,
  holds,
  isMine,
  isOther,
  lineOf,
  placeOf,
  Store,
  shownLines,
  tabOf,
  underWay,
  unreadIn,
  withMine,
} from "../../../console/src/state.js";
import { matching, named } from "../../../console/src/view/insert-pane.js";
import { titleOf } from "../../../console/src/view/page.js";
import { delayAfter } from "../../../console/src/wait.js";
import { Unreachable } from "../../../src/api/problems.js";
import { card, line, lists, NOW, news, said, typed } from "./samples.js";

const EMPTY = emptyState(NOW);

it("who subscribed hears every change, until that is ended", () => {
  const store = new Store(EMPTY);
  const heard: (string | undefined)[] = [];

  const end = store.subscribe(({ notice }) => heard.push(notice));
  store.put({ notice: "een" });
  end();
  store.put({ notice: "twee" });

  expect(heard).toEqual(["een"]);
  expect(store.state.notice).toBe("twee");
});

describe("the lists", () => {
  const all = lists({ waiting: [line("een")], mine: [line("twee", { unread: 2 })] });

  it("tell where a handoff is and whose", () => {
    expect(tabOf(all, "een")).toBe("waiting");
    expect(isMine({ ...EMPTY, lists: all, open: "twee" })).toBe(true);
    expect(isMine({ ...EMPTY, lists: all, open: "een" })).toBe(false);
    expect(isMine({ ...EMPTY, lists: all })).toBe(false);
  });

  it("tell who can speak: not while the bot has it on loan", () => {
    const open = (change: Partial<Line>) =>
      holds({ ...EMPTY, lists: lists({ mine: [line("een", change)] }), open: "een" });

    expect(open({ stage: "advisor" })).toBe(true);
    expect(open({ stage: "advisor", lent: true })).toBe(false);
    expect(open({ stage: "bot", lent: true })).toBe(false);
    expect(holds({ ...EMPTY, lists: all, open: "een" })).toBe(false);
  });

  it("tell when a line says something else than how much there is to read", () => {
    const before = line("een");

    expect(isOther(before, { ...before, unread: 3, last_at: "later", is_late: true })).toBe(false);
    expect(isOther(before, { ...before, lent: true })).toBe(true);
    expect(isOther(before, undefined)).toBe(true);
    expect(isOther(undefined, undefined)).toBe(false);
  });

  it("have what was just taken with the advisor's own, once", () => {
    const taken = withMine(withMine(all, line("een")), line("een"));

    expect(taken.waiting).toEqual([]);
    expect(taken.mine.map(({ id }) => id)).toEqual(["een", "twee"]);
  });

  it("count conversations with something unread", () => {
    expect(unreadIn(all.mine)).toBe(1);
  });

  it("give the latest of a line, and its card what is in no list any more", () => {
    const open = { ...EMPTY, lists: all, card: card("drie") };

    expect(lineOf(open, "twee")?.unread).toBe(2);
    expect(lineOf(open, "drie")?.id).toBe("drie");
    expect(lineOf(open, "vier")).toBeUndefined();
  });

  it("tell on the tab how many wait", () => {
    expect(titleOf({ ...EMPTY, lists: all })).toBe("(1) Wacht – Schakel");
    expect(titleOf(EMPTY)).toBe("Gesprekken – Schakel");
  });
});

describe("news", () => {
  it("comes in order and once, and ends the typing", () => {
    const before = card("een", { messages: [said(1), said(3)], typing: true });

    const messages = [said(3), said(2)];
    const after = withNews(before, news({ messages, stage: "advisor", read_to: 2 }));

    expect(after.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(after.typing).toBe(false);
    expect(after.line.stage).toBe("advisor");
  });

  it("can be nothing", () => {
    expect(isNew(card("een"), news())).toBe(false);
    expect(isNew(card("een"), news({ read_to: 3 }))).toBe(true);
    expect(withNews(card("een", { read_to: 3 }), news()).read_to).toBe(3);
  });

  it("is that somebody types, types on, or stopped", () => {
    const typist = card("een", { typing: true });

    expect(isNew(card("een"), news({ typing: true }))).toBe(true);
    expect(isNew(typist, news({ typing: true }))).toBe(true);
    expect(isNew(typist, news())).toBe(true);
    expect(withNews(card("een"), news({ typing: true })).typing).toBe(true);
  });

  it("tells how far messages to a phone came, of which no event tells", () => {
    const before = card("een", { deliveries: { 2: "held" } });
    const after = news({ deliveries: { 2: "waiting" } });

    expect(isNew(before, after)).toBe(false);
    expect(withNews(before, after).deliveries).toEqual({ 2: "waiting" });
  });
});

it("a note on its way is never among the messages on their way", () => {
  const outbox = [typed("a"), typed("b", { kind: "note" }), typed("c", { handoff: "twee" })];
  const open = { ...EMPTY, card: card("een"), outbox };

  expect(underWay(open, "message").map(({ clientId }) => clientId)).toEqual(["a"]);
  expect(underWay(open, "note").map(({ clientId }) => clientId)).toEqual(["b"]);
});

describe("a ready text", () => {
  const text = { id: "welkom", title: "Welkom", text: "Dag {naam}, tot zo {naam}." };

  it("gets the name, whatever is in it", () => {
    expect(named(text, "$& Meer").text).toBe("Dag $& Meer, tot zo $& Meer.");
    expect(named(text, null).text).toBe("Dag ondernemer, tot zo ondernemer.");
  });

  it("is found by all words", () => {
    expect(matching([text], "welkom dag")).toEqual([text]);
    expect(matching([text], "welkom nacht")).toEqual([]);
    expect(matching([text], "")).toEqual([text]);
  });
});

describe("fetching again", () => {
  it("happens once for all who ask while it is under way, and goes on after a failure", async () => {
    let calls = 0;
    const refresh = new Refresh(
      async () => {
        calls += 1;
        if (calls === 2) throw new Unreachable();
      },
      async () => {},
      () => {},
    );

    for (let asked = 0; asked < 5; asked += 1) refresh.ask();
    await new Promise((done) => setTimeout(done, 0));

    expect(calls).toBe(3);
  });

  it("waits longer each time, but never for ever", () => {
    const delays = [0, 1, 2, 9].map((tries) => delayAfter(tries, 1));

    expect(delays).toEqual([500, 1_000, 2_000, 10_000]);
  });
});

it("the token of a form comes from its own cookie", () => {
  expect(csrfToken("a=1; csrftoken=abc%3D; b=2")).toBe("abc=");
  expect(csrfToken("xcsrftoken=abc")).toBe("");
});

describe("what was found", () => {
  it("has the place of its list, or the one that its own words tell", () => {
    const listed = lists({ mine: [line("een")] });

    expect(placeOf(listed, line("een"))).toBe("mine");
    expect(placeOf(listed, line("twee", { closed_at: NOW.toISOString(), stage: "bot" }))).toBe(
      "closed",
    );
    expect(placeOf(listed, line("drie", { advisor: "Bram Dijk" }))).toBe("colleagues");
    expect(placeOf(listed, line("vier"))).toBe("waiting");
  });

  it("stands on the screen instead of the list, until the words are gone", () => {
    const state = { ...EMPTY, lists: lists({ waiting: [line("een")] }) };
    const find = { words: "oven", lines: [line("twee")], isFailed: false };

    expect(shownLines(state).map(({ id }) => id)).toEqual(["een"]);
    expect(shownLines({ ...state, find }).map(({ id }) => id)).toEqual(["twee"]);
    expect(shownLines({ ...state, find: { ...find, lines: undefined } })).toEqual([]);
  });
});
