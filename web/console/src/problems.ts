/** How a call of the console can fail, beside what `src/api/problems.ts` names. */

import { Busy, Failed, Refused, retryAfter } from "../../src/api/problems.js";

export { Busy, Failed, Refused, Unreachable } from "../../src/api/problems.js";

/** The session is over: one logs in again and comes back. */
export class LoggedOut extends Error {}

/** A colleague was earlier, or it is not yours any more; `newest` is how it is now, if that is told. */
export class Conflict extends Refused {
  constructor(
    detail: string | undefined,
    readonly newest?: unknown,
  ) {
    super(detail);
  }
}

/** Something that was filled in cannot be: in which field. */
export class WrongField extends Refused {
  constructor(
    readonly text: string,
    readonly field: string,
  ) {
    super(text);
  }
}

/** Name what went wrong in `response`, which is not OK. */
export async function problemIn(response: Response, now: Date): Promise<Error> {
  const { status } = response;
  if (status === 401) return new LoggedOut();
  if (status === 429) return new Busy(retryAfter(response.headers.get("Retry-After"), now));
  if (status >= 500) return new Failed(`status ${status}`);
  const { detail, field, newest } = await told(response);
  if (status === 409) return new Conflict(text(detail), newest);
  const said = text(detail);
  return said && typeof field === "string" ? new WrongField(said, field) : new Refused(said);
}

interface Told {
  readonly detail?: unknown;
  readonly field?: unknown;
  readonly newest?: unknown;
}

async function told(response: Response): Promise<Told> {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return {};
  try {
    return (await response.json()) as Told;
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
