import { afterEach, describe, expect, it, vi } from "vitest";
import { Api } from "../../src/api/api.js";
import { Unreachable } from "../../src/api/problems.js";
import { Phones, pictureOf } from "../../src/view/phones.js";

const SITE = "https://schakel.example.org";

/** An API that answers the next calls with these, in order. */
function answering(...answers: (readonly string[] | Error)[]) {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    async phones() {
      const answer = answers[calls++] ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

describe("going on on a phone", () => {
  it("is offered where there is a channel for it, and asked once", async () => {
    const api = answering(["sms"]);
    const phones = new Phones(() => {});

    await phones.learn(api);
    await phones.learn(api);

    expect(phones.isOffered).toBe(true);
    expect(api.calls).toBe(1);
  });

  it("is not offered without channels, or while the server is away", async () => {
    const api = answering([], new Unreachable(), ["sms"]);
    const phones = new Phones(() => {});

    await phones.learn(api);
    expect(phones.isOffered).toBe(false);
    await phones.learn(api);
    expect(phones.isOffered).toBe(false);
    await phones.learn(api);
    expect(phones.isOffered).toBe(true);
  });

  it("shows a QR code as a picture: nothing in it becomes a part of the page", () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/># é</svg>';

    const address = pictureOf(svg);

    expect(address).toMatch(/^data:image\/svg\+xml,[^<>"#]+$/);
    expect(decodeURIComponent(address.slice("data:image/svg+xml,".length))).toBe(svg);
  });
});

describe("the calls for it", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("let the browser keep the channels, but never a code", async () => {
    const calls: [string, RequestInit | undefined][] = [];
    vi.stubGlobal("fetch", async (url: URL, init?: RequestInit) => {
      calls.push([url.href, init]);
      return Response.json({ phones: ["sms"], ways: [], expires_at: null });
    });
    const api = new Api(SITE);

    expect(await api.phones()).toEqual(["sms"]);
    expect(await api.ways({ id: "1", token: "t" })).toMatchObject({ ways: [], expires_at: null });

    const asked = calls.map(([url, init]) => [init?.method, url, init?.cache]);
    expect(asked).toEqual([
      ["GET", `${SITE}/api/v1/channels`, "default"],
      ["POST", `${SITE}/api/v1/conversations/1/phone`, "no-store"],
    ]);
    expect(new Headers(calls[1]?.[1]?.headers).get("Authorization")).toBe("Bearer t");
  });
});
