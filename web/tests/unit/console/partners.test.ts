import { describe, expect, it } from "vitest";
import { Attempt } from "../../../console/src/attempt.js";
import { Failure } from "../../../console/src/failure.js";
import { Partners } from "../../../console/src/partners.js";
import { Refused, Unreachable } from "../../../console/src/problems.js";
import { type Asking, isLiving, type Share, type ShareState } from "../../../console/src/shares.js";
import { emptyState, Store } from "../../../console/src/state.js";
import { texts } from "../../../console/src/texts.js";
import { NOW } from "./samples.js";

const ASKING: Asking = { partner: "rvo", email: "anna@example.org", purpose: "along" };

/** An advisor with a conversation open; `failures` come first, one for each call. */
function desk(...failures: Error[]) {
  const store = new Store({ ...emptyState(NOW), open: "een", dialog: "partner" });
  const asked: (Asking & { id: string; client_id: string })[] = [];
  const withdrawn: string[] = [];
  let reloads = 0;
  let refreshes = 0;
  const attempt = new Attempt(store, new Failure(store), () => {
    refreshes += 1;
  });
  const fail = () => {
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const partners = new Partners({
    store,
    attempt,
    api: {
      askPartner: async (id, asking) => {
        asked.push({ id, ...asking });
        fail();
      },
      withdrawShare: async (id, share) => {
        withdrawn.push(`${id} ${share}`);
        fail();
      },
    },
    conversation: {
      reload: async () => {
        reloads += 1;
      },
    },
  });
  return { store, partners, asked, withdrawn, counts: () => ({ reloads, refreshes }) };
}

describe("a partner", () => {
  it("is asked for in the open conversation, and the advisor reads that", async () => {
    const { store, partners, asked, counts } = desk();

    await partners.ask({ ...ASKING, note: "Kijk je mee?" });

    expect(asked).toMatchObject([{ id: "een", ...ASKING, note: "Kijk je mee?" }]);
    expect(store.state.dialog).toBeUndefined();
    expect(store.state.notice).toBe("De vraag aan de ondernemer staat in het gesprek.");
    expect(counts()).toEqual({ reloads: 1, refreshes: 1 });
  });

  it("is asked for once when the answer got lost", async () => {
    const { store, partners, asked } = desk(new Unreachable());

    await partners.ask(ASKING);
    expect(store.state.dialog).toBe("partner");
    await partners.ask(ASKING);

    expect(new Set(asked.map(({ client_id }) => client_id)).size).toBe(1);
  });

  it("is another question with another address, in another conversation, and the next time", async () => {
    const { store, partners, asked } = desk(new Unreachable());

    await partners.ask(ASKING);
    await partners.ask({ ...ASKING, email: "bram@example.org" });
    await partners.ask({ ...ASKING, email: "bram@example.org" });
    store.put({ open: "twee" });
    await partners.ask({ ...ASKING, email: "bram@example.org" });

    expect(new Set(asked.map(({ client_id }) => client_id)).size).toBe(4);
  });

  it("who is refused is told why, and the form stays", async () => {
    const { store, partners } = desk(new Refused("Dit adres kan niet."));

    await partners.ask(ASKING);

    expect(store.state.problem).toBe("Dit adres kan niet.");
    expect(store.state.dialog).toBe("partner");
  });

  it("is taken back, or not when the server says so", async () => {
    const { store, partners, withdrawn } = desk(new Refused("Dit gesprek is niet van jou."));

    const isRefused = !(await partners.withdraw("deel"));
    expect(store.state.problem).toBe("Dit gesprek is niet van jou.");
    const isDone = await partners.withdraw("deel");

    expect([isRefused, isDone]).toEqual([true, true]);
    expect(withdrawn).toEqual(["een deel", "een deel"]);
    expect(store.state.notice).toBe("De partner kan dit gesprek niet (meer) lezen.");
  });

  it("needs a conversation", async () => {
    const { store, partners, asked, withdrawn } = desk();
    store.put({ open: undefined });

    await partners.ask(ASKING);
    await partners.withdraw("deel");

    expect([asked, withdrawn]).toEqual([[], []]);
  });
});

it("only what a partner can read, or may be going to, can be taken back", () => {
  const living = (state: ShareState) => isLiving({ state } as Share);
  const all = Object.keys(texts.partner.shares.state) as ShareState[];

  expect(all.filter(living)).toEqual(["asked", "sent", "opened", "taken"]);
});

it("while one thing is being done, a second press does nothing", async () => {
  const { partners, asked } = desk();

  await Promise.all([partners.ask(ASKING), partners.ask(ASKING)]);

  expect(asked).toHaveLength(1);
});
