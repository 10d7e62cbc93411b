/** How a call of the console can fail, beside what `src/api/problems.ts` names. */

import { Busy, Failed, Refused, retryAfter } from "../../src/api/problems.js";

export { Busy, Failed, Refused, Unreachable } from "../../src/api/problems.js";

/** The session is over: one logs in again and comes back. */
export class LoggedOut extends Error {}

/** A colleague was earlier, or it is not yours any more. */
export class Conflict extends Refused {}

/** Name what went wrong in `response`, which is not OK. */
export async function problemIn(response: Response, now: Date): Promise<Error> {
  const { status } = response;
  if (status === 401) return new LoggedOut();
  if (status === 429) return new Busy(retryAfter(response.headers.get("Retry-After"), now));
  if (status >= 500) return new Failed(`status ${status}`);
  const detail = await detailOf(response);
  return status === 409 ? new Conflict(detail) : new Refused(detail);
}

async function detailOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json"))
    return undefined;
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    return typeof detail === "string" ? detail : undefined;
  } catch {
    return undefined;
  }
}
