import { describe, expect, it } from "vitest";
import { Api } from "../../src/api/api.js";
import { Busy, Failed, Gone, problemIn, type Refused, retryAfter } from "../../src/api/problems.js";
import { Backoff } from "../../src/conversation/backoff.js";
import { newId } from "../../src/conversation/ids.js";

const NOW = new Date("2026-11-23T10:00:00Z");

describe("problems", () => {
  it("are named by what happened", async () => {
    expect(await problemIn(new Response(null, { status: 401 }))).toBeInstanceOf(Gone);
    expect(await problemIn(new Response(null, { status: 404 }))).toBeInstanceOf(Gone);
    expect(await problemIn(new Response(null, { status: 503 }))).toBeInstanceOf(Failed);
    expect(await problemIn(new Response(null, { status: 429 }))).toBeInstanceOf(Busy);
  });

  it("tell what the server tells (RFC 9457), and nothing else", async () => {
    const told = await problemIn(Response.json({ detail: "Te lang." }, { status: 422 }));
    const untold = await problemIn(new Response("<h1>422</h1>", { status: 422 }));

    expect((told as Refused).detail).toBe("Te lang.");
    expect((untold as Refused).detail).toBeUndefined();
  });

  it.each([
    [null, 5],
    ["12", 12],
    ["0", 1],
    ["999999", 120],
    ["Mon, 23 Nov 2026 10:00:30 GMT", 30],
    ["straks", 5],
  ])("wait %s", (header, seconds) => {
    expect(retryAfter(header, NOW)).toBe(seconds);
  });
});

describe("attachments", () => {
  it("open only from https or from the API itself", () => {
    const api = new Api("http://localhost:8080");

    expect(api.resolve("https://example.org/a.pdf")).toBe("https://example.org/a.pdf");
    expect(api.resolve("/files/a.pdf")).toBe("http://localhost:8080/files/a.pdf");
    expect(api.resolve("http://example.org/a.pdf")).toBeUndefined();
    expect(api.resolve("javascript:alert(1)")).toBeUndefined();
    expect(api.resolve("http://[")).toBeUndefined();
  });
});

it("tries come later and later, up to a limit, and start again after success", () => {
  const backoff = new Backoff(() => 1);

  const waits = Array.from({ length: 8 }, () => backoff.next());
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  expect(backoff.isFresh).toBe(false);
  backoff.reset();
  expect(backoff.next()).toBe(500);
});

it("ids are random UUIDs, also without a secure page", () => {
  const { randomUUID } = crypto;
  try {
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(newId()).not.toBe(newId());
  } finally {
    Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
  }
});
