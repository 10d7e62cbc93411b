import { describe, expect, it } from "vitest";
import { type Drawer, Memory, PageMemory } from "../../src/conversation/memory.js";
import { written } from "../../src/conversation/outgoing.js";

const KEPT = { access: { id: "1", token: "t" }, stage: "bot", read: 3 } as const;

describe("memory", () => {
  it("gives back what was kept, per Schakel", () => {
    const drawer = new PageMemory();
    const here = new Memory("https://a.example.org", drawer);
    const elsewhere = new Memory("https://b.example.org", drawer);

    here.conversation = KEPT;
    here.outbox = [written("vraag", "id", 3, new Date(0))];

    expect(new Memory("https://a.example.org", drawer).conversation).toEqual(KEPT);
    expect(here.outbox.map(({ text }) => text)).toEqual(["vraag"]);
    expect(elsewhere.conversation).toBeUndefined();
    expect(elsewhere.outbox).toEqual([]);
  });

  it("forgets what is taken away", () => {
    const memory = new Memory("https://a.example.org", new PageMemory());

    memory.conversation = KEPT;
    memory.conversation = undefined;

    expect(memory.conversation).toBeUndefined();
  });

  it("stands a drawer that is full, closed, or filled by others", () => {
    const refuse = () => {
      throw new Error("no");
    };
    const closed: Drawer = { getItem: refuse, setItem: refuse, removeItem: refuse };
    const strange: Drawer = { ...closed, getItem: () => "{not json" };

    for (const drawer of [closed, strange]) {
      const memory = new Memory("https://a.example.org", drawer);
      memory.conversation = KEPT;
      expect(memory.conversation).toBeUndefined();
    }
  });
});
