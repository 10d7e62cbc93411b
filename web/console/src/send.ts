/** Brings what was typed or chosen to the server. */

import type { Api } from "./api.js";
import type { Send } from "./outbox.js";
import { Refused } from "./problems.js";
import { texts } from "./texts.js";

/** The server takes no larger file; and a call that is cut off while it sends one tells nothing. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** What the server takes, as a browser asks it of who chooses a file. */
export const FILE_ENDINGS = ".pdf,.png,.jpg,.jpeg,.txt,.docx,.xlsx,.odt";

export function sendBy(api: Pick<Api, "note" | "say" | "sendFile">): Send {
  return async ({ kind, handoff, clientId, text, file }) => {
    if (kind === "note") return api.note(handoff, clientId, text);
    if (!file) return api.say(handoff, clientId, text);
    if (file.size > MAX_FILE_BYTES) throw new Refused(texts.outgoing.tooLarge);
    return api.sendFile(handoff, clientId, file);
  };
}
