/** A link in a letter, which opens a conversation in this browser, once. */

import type { Api } from "../api/api.js";
import type { Access } from "../api/model.js";
import { Refused } from "../api/problems.js";

const NAME = "gesprek";

/** Take the code out of the address bar at once: it stays in no history, bookmark or picture. */
export function takeCode(): string | undefined {
  const address = new URL(location.href);
  const code = address.searchParams.get(NAME);
  if (code === null) return undefined;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, "", address);
  return code || undefined;
}

/** Return the key that a code gives, or nothing when it gives none any more. */
export async function exchanged(
  api: Api,
  code: string,
  signal: AbortSignal,
): Promise<Access | undefined> {
  try {
    return await api.resume(code, signal);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
