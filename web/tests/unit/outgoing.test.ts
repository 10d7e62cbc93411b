import { describe, expect, it } from "vitest";
import type { Message } from "../../src/api/model.js";
import * as outgoing from "../../src/conversation/outgoing.js";

const NOW = new Date("2026-11-23T10:00:00Z");

const said = (seq: number, text: string, author: Message["author"] = "entrepreneur"): Message => ({
  seq,
  author,
  text,
  buttons: [],
  attachments: [],
  meta: { kind: "other" },
  at: NOW.toISOString(),
});

const typed = (text: string, change: Partial<outgoing.Outgoing> = {}): outgoing.Outgoing => ({
  ...outgoing.written(text, `id of ${text}`, 3, NOW),
  ...change,
});

describe("the queue", () => {
  it("sends in the order of typing, and skips what failed", () => {
    const outbox = [typed("een", { status: "failed" }), typed("twee"), typed("drie")];

    expect(outgoing.nextQueued(outbox)?.text).toBe("twee");
  });

  it("tries again as the same message, after the others", () => {
    const outbox = [typed("een", { status: "failed", problem: "x" }), typed("twee")];

    const after = outgoing.again(outbox, "id of een");

    expect(after.map(({ clientId }) => clientId)).toEqual(["id of twee", "id of een"]);
    expect(after[1]).toMatchObject({ status: "queued", problem: undefined });
  });

  it("tells the server a text or a payload, never both", () => {
    const button = { title: "Hoeveel?", payload: "/hoeveel" };

    expect(outgoing.asNewMessage(typed("een"))).toEqual({ client_id: "id of een", text: "een" });
    expect(outgoing.asNewMessage(outgoing.pressed(button, "id", 3, NOW))).toEqual({
      client_id: "id",
      payload: "/hoeveel",
    });
  });
});

describe("what has arrived", () => {
  it("is known by its place", () => {
    const outbox = [typed("mijn BSN is 123", { status: "sent", seq: 4, tried: true })];

    expect(outgoing.unproven(outbox, [said(4, "mijn BSN is ***")])).toEqual([]);
    expect(outgoing.unproven(outbox, [said(5, "mijn BSN is 123")])).toEqual(outbox);
  });

  it("is known by its text while the answer to our call is not there yet", () => {
    const outbox = [typed("ja", { status: "sending", tried: true })];

    expect(outgoing.unproven(outbox, [said(4, "ja")])).toEqual([]);
  });

  it("proves nothing about what was never tried, said before, or said by others", () => {
    const outbox = [typed("ja"), typed("nee", { tried: true })];

    expect(
      outgoing.unproven(outbox, [said(4, "ja"), said(2, "nee"), said(5, "nee", "bot")]),
    ).toEqual(outbox);
  });

  it("proves one message each", () => {
    const first = typed("ja", { clientId: "1", tried: true });
    const second = typed("ja", { clientId: "2", tried: true });

    expect(outgoing.unproven([first, second], [said(4, "ja")])).toEqual([second]);
  });
});

describe("over a reload", () => {
  it("what was under way waits again, and what arrived is not kept", () => {
    const outbox = [
      typed("een", { status: "sent", seq: 4, tried: true }),
      typed("twee", { status: "sending", tried: true }),
      typed("drie", { status: "failed" }),
    ];

    expect(outgoing.unsent(outbox).map(({ text, status }) => [text, status])).toEqual([
      ["twee", "queued"],
      ["drie", "failed"],
    ]);
  });

  it("words for another conversation go along, and wait until they are sent by hand", () => {
    expect(outgoing.setAside([typed("een", { tried: true })])).toEqual([
      typed("een", { after: 0, status: "failed" }),
    ]);
  });

  it("words go along to a new conversation, buttons do not", () => {
    const button = outgoing.pressed({ title: "Ja", payload: "/ja" }, "id", 3, NOW);

    expect(outgoing.forNewConversation([typed("een", { tried: true }), button])).toEqual([
      typed("een", { after: 0 }),
    ]);
  });
});
