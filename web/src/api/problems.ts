/** How a call can fail, named by what happened; problems in words come from the server (RFC 9457). */

/** No answer at all: no network, a server that is out, a connection that was cut. */
export class Unreachable extends Error {}

/** This conversation cannot be opened: it was erased, it has expired, or the key is wrong. */
export class Gone extends Error {}

/** The server asks to wait. */
export class Busy extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`busy for ${retryAfterSeconds} s`);
  }
}

/** The server understood, and says no: sending the same again does not help. */
export class Refused extends Error {
  constructor(readonly detail: string | undefined) {
    super("refused");
  }
}

/** Something went wrong at the server: later it may go well. */
export class Failed extends Error {}

const DEFAULT_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 120;

/** Name what went wrong in `response`, which is not OK. */
export async function problemIn(response: Response, now: Date = new Date()): Promise<Error> {
  const { status } = response;
  if (status === 401 || status === 404) return new Gone();
  if (status === 429) return new Busy(retryAfter(response.headers.get("Retry-After"), now));
  if (status >= 500) return new Failed(`status ${status}`);
  return new Refused(await detailOf(response));
}

/** Read `Retry-After`: seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfter(header: string | null, now: Date): number {
  if (!header) return DEFAULT_WAIT_SECONDS;
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return DEFAULT_WAIT_SECONDS;
  return Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_WAIT_SECONDS);
}

async function detailOf(response: Response): Promise<string | undefined> {
  try {
    const problem: unknown = await response.json();
    const detail = (problem as { detail?: unknown }).detail;
    return typeof detail === "string" ? detail : undefined;
  } catch {
    return undefined;
  }
}
