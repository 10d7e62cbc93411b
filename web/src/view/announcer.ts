/** Says to screen readers what is new, once. */

import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Message } from "../api/model.js";
import { heardAfter, lastSeq } from "../conversation/history.js";
import type { Outgoing } from "../conversation/outgoing.js";
import type { ConversationState } from "../conversation/state.js";
import { texts } from "../text/texts.js";

/** Older lines were read long ago; the region must not grow for ever. */
const KEPT_LINES = 6;

interface Line {
  readonly key: string;
  readonly words: string;
}

export class Announcer {
  #lines: readonly Line[] = [];
  #upTo = 0;
  #failed: ReadonlySet<string> = new Set();

  /** Take note of `state`; what was there before the page was opened is not news. */
  hear({ messages, history, outbox }: ConversationState): void {
    const last = lastSeq(messages);
    if (last < this.#upTo) this.#upTo = 0;
    const news = heardAfter(messages, Math.max(this.#upTo, history)).map(said);
    const failed = outbox.filter(({ status }) => status === "failed");
    const failures = failed.filter(({ clientId }) => !this.#failed.has(clientId)).map(notSent);
    this.#upTo = last;
    this.#failed = new Set(failed.map(({ clientId }) => clientId));
    this.#lines = [...this.#lines, ...news, ...failures].slice(-KEPT_LINES);
  }

  render(): TemplateResult {
    return html`
      <div class="unseen" aria-live="polite" aria-relevant="additions">
        ${repeat(
          this.#lines,
          ({ key }) => key,
          ({ words }) => html`<p>${words}</p>`,
        )}
      </div>
    `;
  }
}

function said({ seq, author, text, buttons, attachments, at }: Message): Line {
  const choices = buttons.length > 0 ? texts.messages.choicesBelow(buttons.length) : "";
  // A picture of the bot is told in its own words already; a file may come without any.
  const what = text || attachments.map(({ title }) => title).join(", ");
  const words = [texts.messages.said[author], what, choices].filter(Boolean).join(" ");
  return { key: `${seq} ${at}`, words };
}

function notSent({ clientId, problem }: Outgoing): Line {
  const words = [texts.outgoing.notSent, problem].filter(Boolean).join(" ");
  return { key: `${clientId} ${Date.now()}`, words };
}
