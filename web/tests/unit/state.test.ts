import { describe, expect, it } from "vitest";
import type { Message } from "../../src/api/model.js";
import { EMPTY, expectsNews, isBeingAnswered, unreadIn } from "../../src/conversation/state.js";

const said = (seq: number, author: Message["author"], kind = "other"): Message => ({
  seq,
  author,
  text: "tekst",
  buttons: [],
  attachments: [],
  meta: { kind },
  at: "2026-11-23T10:00:00Z",
});

describe("an answer is on its way", () => {
  it("while the bot owes one", () => {
    expect(isBeingAnswered({ ...EMPTY, pending: 1 })).toBe(true);
    expect(isBeingAnswered(EMPTY)).toBe(false);
  });

  it("but nobody types during an outage, or when an advisor has it", () => {
    const outage = [said(1, "entrepreneur"), said(2, "bot", "outage")];

    expect(isBeingAnswered({ ...EMPTY, pending: 1, messages: outage })).toBe(false);
    expect(isBeingAnswered({ ...EMPTY, pending: 1, stage: "advisor" })).toBe(false);
  });
});

it("news can come unasked from an advisor only", () => {
  expect(expectsNews(EMPTY)).toBe(false);
  expect(expectsNews({ ...EMPTY, pending: 1 })).toBe(true);
  expect(expectsNews({ ...EMPTY, stage: "waiting" })).toBe(true);
  expect(expectsNews({ ...EMPTY, stage: "advisor" })).toBe(true);
});

it("unread is what others said since", () => {
  const messages = [said(1, "bot"), said(2, "entrepreneur"), said(3, "advisor")];

  expect(unreadIn({ ...EMPTY, messages, read: 1 })).toBe(1);
});
