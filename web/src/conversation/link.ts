/** A link in a letter, which opens a conversation in this browser, once. */

import type { Api } from "../api/api.js";
import type { Access } from "../api/model.js";
import { Refused } from "../api/problems.js";

const NAME = "gesprek";
const START = "start";

/** Take the code out of the address bar at once: it stays in no history, bookmark or picture. */
export function takeCode(): string | undefined {
  return taken(NAME);
}

/** Take out of the address bar what somebody came for by a link or QR code: a reload is no new visit. */
export function takeStart(): string | undefined {
  return taken(START);
}

function taken(name: string): string | undefined {
  const address = new URL(location.href);
  const value = address.searchParams.get(name);
  if (value === null) return undefined;
  address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
  return value || undefined;
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
