import { describe, expect, it } from "vitest";
import type { Button, Message } from "../../src/api/model.js";
import {
  heardAfter,
  isOffered,
  lastSeq,
  merged,
  offering,
} from "../../src/conversation/history.js";

const BUTTON: Button = { title: "Hoeveel?", payload: "/hoeveel" };

const message = (seq: number, author: Message["author"], buttons: Button[] = []): Message => ({
  seq,
  author,
  text: `tekst ${seq}`,
  buttons,
  attachments: [],
  meta: { kind: "other" },
  at: "2026-11-23T10:00:00Z",
});

describe("merging", () => {
  it("keeps each message once and in order, however it comes in", () => {
    const [one, two, three] = [message(1, "bot"), message(2, "entrepreneur"), message(3, "bot")];

    expect(merged([one, three], [three, two])).toEqual([one, two, three]);
    expect(merged(merged([], [one]), [one])).toEqual([one]);
  });

  it("changes nothing when nothing is new", () => {
    const known = [message(1, "bot")];

    expect(merged(known, [])).toBe(known);
  });

  it("knows where it ends", () => {
    expect(lastSeq([])).toBe(0);
    expect(lastSeq([message(1, "bot"), message(7, "bot")])).toBe(7);
  });
});

describe("buttons", () => {
  it("count as long as the entrepreneur has said nothing since", () => {
    const offer = message(2, "bot", [BUTTON]);

    expect(offering([message(1, "entrepreneur"), offer, message(3, "bot")])).toBe(offer);
    expect(offering([offer, message(3, "entrepreneur"), message(4, "bot")])).toBeUndefined();
    expect(isOffered([offer], BUTTON)).toBe(true);
    expect(isOffered([offer, message(3, "entrepreneur")], BUTTON)).toBe(false);
  });
});

it("news is what others said", () => {
  const messages = [message(1, "bot"), message(2, "entrepreneur"), message(3, "advisor")];

  expect(heardAfter(messages, 1).map(({ seq }) => seq)).toEqual([3]);
});
