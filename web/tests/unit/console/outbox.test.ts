import { describe, expect, it } from "vitest";
import { Keeper } from "../../../console/src/drawer.js";
import { Outbox, type Send } from "../../../console/src/outbox.js";
import * as outgoing from "../../../console/src/outgoing.js";
import { Conflict, Failed, LoggedOut, Unreachable } from "../../../console/src/problems.js";
import { emptyState, Store } from "../../../console/src/state.js";
import { PageMemory } from "../../../src/conversation/memory.js";
import { card, line, NOW, said, typed } from "./samples.js";

/** A server that keeps what arrives once, and goes wrong in the ways that are told. */
class Server {
  readonly kept: string[] = [];
  readonly #places = new Map<string, number>();
  readonly faults: { error: Error; isKept: boolean }[] = [];

  readonly send: Send = async ({ clientId, text }) => {
    const fault = this.faults.shift();
    if (fault && !fault.isKept) throw fault.error;
    if (!this.#places.has(clientId)) this.#places.set(clientId, this.kept.push(text));
    if (fault) throw fault.error;
    return this.#places.get(clientId) ?? 0;
  };
}

function deskWith(server: Server, drawer = new PageMemory()) {
  const store = new Store(emptyState(NOW));
  const waited: number[] = [];
  const logins: string[] = [];
  const outbox = new Outbox({
    store,
    keeper: new Keeper(drawer),
    send: server.send,
    wait: async (_error, tries) => void waited.push(tries),
    arrived: () => {},
    loggedOut: () => logins.push("again"),
  });
  const statuses = () => store.state.outbox.map(({ status }) => status);
  return { store, outbox, waited, logins, drawer, statuses };
}

const settled = () => new Promise((done) => setTimeout(done, 0));

describe("sending", () => {
  it("goes on until the server has it, once, in the order of typing", async () => {
    const server = new Server();
    const { outbox, waited, statuses } = deskWith(server);
    server.faults.push(
      { error: new Unreachable(), isKept: false },
      { error: new Unreachable(), isKept: true },
      { error: new Failed(), isKept: false },
    );

    outbox.add(typed("a"));
    outbox.add(typed("b"));
    await settled();

    expect(server.kept).toEqual(["tekst a", "tekst b"]);
    expect(waited).toEqual([0, 1, 2]);
    expect(statuses()).toEqual(["sent", "sent"]);
  });

  it("stops at what the server refuses, without holding up the rest", async () => {
    const server = new Server();
    const { outbox, store, statuses } = deskWith(server);
    server.faults.push({ error: new Conflict("Je hebt dit gesprek niet."), isKept: false });

    outbox.add(typed("a"));
    outbox.add(typed("b"));
    await settled();

    expect(server.kept).toEqual(["tekst b"]);
    expect(statuses()).toEqual(["failed", "sent"]);
    expect(store.state.outbox[0]?.problem).toBe("Je hebt dit gesprek niet.");
  });

  it("tries a refused one again when it is asked, or gives its text back", async () => {
    const server = new Server();
    const { outbox, statuses } = deskWith(server);
    const refused = { error: new Conflict("Nee."), isKept: false };
    server.faults.push(refused, refused);
    outbox.add(typed("a"));
    outbox.add(typed("b"));
    await settled();

    outbox.retry("a");
    await settled();

    expect(server.kept).toEqual(["tekst a"]);
    expect(outbox.withdraw("b")).toBe("tekst b");
    expect(statuses()).toEqual(["sent"]);
  });

  it("waits for after the login, and goes on in the next page", async () => {
    const server = new Server();
    const before = deskWith(server);
    server.faults.push({ error: new LoggedOut(), isKept: false });
    before.outbox.add(typed("a"));
    await settled();

    const after = deskWith(server, before.drawer);
    after.outbox.resume();
    await settled();

    expect(before.logins).toEqual(["again"]);
    expect(server.kept).toEqual(["tekst a"]);
  });
});

describe("what is on its way", () => {
  it("is kept over a reload unless it was sent; a call under way is made again", () => {
    const outbox = [typed("a", { status: "sent" }), typed("b", { status: "sending" })];

    expect(outgoing.unsent(outbox)).toEqual([typed("b", { status: "queued" })]);
  });

  it("is not kept as a file: no browser keeps those", () => {
    const file = new File(["x"], "offerte.pdf");

    expect(outgoing.unsent([typed("a", { file }), typed("b")])).toEqual([typed("b")]);
  });

  it("is left out when the card proves that it arrived", () => {
    const notes = [{ id: "note", author: "Anna", text: "x", at: NOW.toISOString() }];
    const seen = card("een", { line: line("een"), messages: [said(4, "advisor")], notes });
    const outbox = [
      typed("a", { status: "sent", arrived: 4 }),
      typed("b", { status: "sent", arrived: 5 }),
      typed("c", { kind: "note", status: "sent", arrived: "note" }),
      typed("d", { handoff: "twee", status: "sent", arrived: 4 }),
    ];

    expect(outgoing.unproven(outbox, seen).map(({ clientId }) => clientId)).toEqual(["b", "d"]);
  });
});
