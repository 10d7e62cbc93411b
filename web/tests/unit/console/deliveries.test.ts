import { describe, expect, it } from "vitest";
import { OpenConversation } from "../../../console/src/conversation.js";
import {
  closedWindow,
  deliveryOf,
  isCarried,
  isFurther,
  isLost,
  movesWindow,
} from "../../../console/src/deliveries.js";
import { Keeper } from "../../../console/src/drawer.js";
import { Failure } from "../../../console/src/failure.js";
import type { Card, DeliveryState, Message, News } from "../../../console/src/model.js";
import { emptyState, Store } from "../../../console/src/state.js";
import { texts } from "../../../console/src/texts.js";
import { PageMemory } from "../../../src/conversation/memory.js";
import { card, NOW, news, said, WHATSAPP } from "./samples.js";

const STATES = Object.keys(texts.delivery) as DeliveryState[];
const CLOSED = "Vrij schrijven kon tot 22-11 om 10.00 uur.";

const onPhone = (change: Partial<Card> = {}) => card("een", { channel: WHATSAPP, ...change });

describe("how far a message came", () => {
  const shown = (author: Message["author"]) =>
    STATES.filter((state) => deliveryOf(said(1, author), onPhone({ deliveries: { 1: state } })));

  it("is told of all that an advisor said", () => {
    expect(shown("advisor")).toEqual(STATES);
  });

  it("is told of what nobody here wrote only when it did not come", () => {
    expect(shown("bot")).toEqual(["held", "failed", "stopped"]);
    expect(shown("system")).toEqual(["held", "failed", "stopped"]);
    expect(shown("entrepreneur")).toEqual([]);
  });

  it("is not told when nothing is known of it", () => {
    expect(deliveryOf(said(2, "advisor"), onPhone({ deliveries: { 1: "sent" } }))).toBeUndefined();
  });

  it("is something else when it came further, or is tried again", () => {
    const before = onPhone({ deliveries: { 2: "held", 10: "sent" } });

    expect(isFurther(before, news({ deliveries: { 10: "sent", 2: "held" } }))).toBe(false);
    expect(isFurther(before, news({ deliveries: { 2: "waiting", 10: "sent" } }))).toBe(true);
  });

  it("is a problem when it will not come by itself", () => {
    expect(STATES.filter(isLost)).toEqual(["failed", "stopped"]);
  });

  it("tells for whom it waits", () => {
    expect(texts.delivery.held("Sanne Meer")).toBe("Wacht tot Sanne Meer schrijft");
  });
});

it("only to the website nothing is carried", () => {
  expect(isCarried(card("een"))).toBe(false);
  expect(isCarried(onPhone())).toBe(true);
});

describe("the window of a channel", () => {
  it("is closed when the channel says so", () => {
    expect(closedWindow(WHATSAPP)).toBeUndefined();
    expect(closedWindow({ ...WHATSAPP, limits: [CLOSED], is_closed: true })).toBe(CLOSED);
  });

  it("opens when the entrepreneur writes, and is closed once something is held", () => {
    const before = onPhone({ messages: [said(1)], deliveries: { 2: "held" } });

    expect(movesWindow(before, news({ messages: [said(3)] }))).toBe(true);
    expect(movesWindow(before, news({ deliveries: { 2: "held", 3: "held" } }))).toBe(true);
  });

  it("stays as it is by anything else, and on a channel without one", () => {
    const before = onPhone({ messages: [said(1)], deliveries: { 2: "held" } });

    expect(movesWindow(before, news({ messages: [said(1), said(3, "advisor")] }))).toBe(false);
    expect(movesWindow(before, news({ deliveries: { 2: "held", 3: "sent" } }))).toBe(false);
    expect(movesWindow(card("een"), news({ messages: [said(1)] }))).toBe(false);
  });
});

describe("an open conversation", () => {
  it("of a phone is followed, without reading the whole card again", async () => {
    const { conversation, store, calls } = desk(onPhone({ deliveries: { 1: "sent" } }), [
      news({ deliveries: { 1: "read" } }),
      news({ deliveries: { 1: "read" } }),
    ]);

    await conversation.follow();
    await conversation.follow();

    expect(store.state.card?.deliveries).toEqual({ 1: "read" });
    expect(calls).toEqual(["news", "news"]);
  });

  it("is not followed on the website, nor while nobody can see the page", async () => {
    const website = desk(card("een"), [news()]);
    const hidden = desk(onPhone(), [news()], { isVisible: false });

    await website.conversation.follow();
    await hidden.conversation.follow();

    expect([...website.calls, ...hidden.calls]).toEqual([]);
  });

  it("is read again when the window moved", async () => {
    const { conversation, store, calls } = desk(onPhone(), [
      news({ deliveries: { 1: "held" } }),
      news({ deliveries: { 1: "held" } }),
    ]);

    await conversation.follow();
    await conversation.follow();

    expect(calls).toEqual(["news", "card", "news"]);
    expect(store.state.card && closedWindow(store.state.card.channel)).toBe(CLOSED);
  });

  it("is read again at an event for something else, also when a message came further", async () => {
    const { conversation, calls } = desk(onPhone(), [news({ deliveries: { 1: "sent" } })]);

    await conversation.refresh("een");

    expect(calls).toEqual(["news", "card"]);
  });

  it("is read again once when an event comes as the window moves", async () => {
    const { conversation, calls } = desk(onPhone(), [news({ deliveries: { 1: "held" } })]);

    await conversation.refresh("een");

    expect(calls).toEqual(["news", "card"]);
  });

  it("that another took the place of keeps its own states", async () => {
    const { conversation, store } = desk(onPhone(), [news({ deliveries: { 1: "read" } })]);

    const following = conversation.follow();
    store.put({ open: "twee", card: card("twee") });
    await following;

    expect(store.state.card?.deliveries).toEqual({});
  });
});

/** An advisor who has `shown` open; the server has one `answers` for each call, and a closed window. */
function desk(shown: Card, answers: News[], { isVisible = true } = {}) {
  const store = new Store({ ...emptyState(NOW), open: shown.line.id, card: shown });
  const calls: string[] = [];
  const conversation = new OpenConversation({
    store,
    keeper: new Keeper(new PageMemory()),
    failure: new Failure(store),
    isLooking: () => false,
    isVisible: () => isVisible,
    moved: () => {},
    api: {
      card: async () => {
        calls.push("card");
        const channel = { ...shown.channel, limits: [CLOSED], is_closed: true };
        return { ...shown, channel, deliveries: { 1: "held" } };
      },
      news: async () => {
        calls.push("news");
        return answers.shift() ?? news();
      },
      read: async () => {},
      typing: async () => {},
    },
  });
  return { store, conversation, calls };
}
