/** One message of the conversation; a text is only ever text. */

import { html, nothing, type TemplateResult } from "lit";
import type { Attachment } from "../../../src/api/model.js";
import { timeOf } from "../../../src/text/days.js";
import { outsideLink, richText } from "../../../src/view/rich-text.js";
import type { Message } from "../model.js";
import type { Outgoing } from "../outgoing.js";
import { texts } from "../texts.js";
import type { Actions } from "./actions.js";
import { button } from "./controls.js";

const words = texts.conversation;

/** What stands below a message: how far it came. */
export interface Foot {
  readonly text: string;
  /** It did not come. */
  readonly isLost: boolean;
}

/** `who` is the entrepreneur's name. */
export function messageItem(message: Message, who: string, foot: Foot | undefined): TemplateResult {
  const { author, seq, text, attachments, at } = message;
  const name = author === "entrepreneur" ? who : words.author[author];
  return html`
    <li class="message message--${author} ${foot?.isLost ? "message--failed" : ""}" data-seq=${seq}>
      <p class="message__head">
        <strong>${name}</strong> <time datetime=${at}>${timeOf(new Date(at))}</time>
      </p>
      ${text ? bubble(text) : nothing}
      ${attachments.length > 0 ? attachmentList(attachments) : nothing}
      ${foot ? footLine(foot) : nothing}
    </li>
  `;
}

function footLine({ text, isLost }: Foot): TemplateResult {
  return html`<p class="message__foot ${isLost ? "message__foot--stuck" : ""}">${text}</p>`;
}

/** A message that is still on its way, and what one can do about it. */
export function outgoingItem(item: Outgoing, actions: Actions): TemplateResult {
  return html`
    <li class="message message--advisor message--${item.status}" data-client-id=${item.clientId}>
      <p class="message__head">
        <strong>${words.you}</strong> <time datetime=${item.at}>${timeOf(new Date(item.at))}</time>
      </p>
      ${bubble(item.file?.name ?? item.text)} ${progress(item, actions)}
    </li>
  `;
}

export function progress(item: Outgoing, actions: Actions): TemplateResult {
  const { clientId, status, problem } = item;
  const { outgoing } = texts;
  const said = status === "queued" ? outgoing.sending : outgoing[status];
  const back = item.file ? outgoing.remove : outgoing.back;
  const isStuck = status === "waiting" || status === "failed";
  return html`
    <div class="message__foot ${isStuck ? "message__foot--stuck" : ""}">
      <span>${said}${problem ? html`: ${problem}` : nothing}</span>
      ${isStuck ? button(outgoing.retry, () => actions.retry(clientId)) : nothing}
      ${status === "failed" ? button(back, () => actions.withdraw(item)) : nothing}
    </div>
  `;
}

function bubble(text: string): TemplateResult {
  // Spaces are kept on the screen: no line breaks here.
  // biome-ignore format: see above
  return html`<div class="message__text">${richText(text)}</div>`;
}

function attachmentList(attachments: readonly Attachment[]): TemplateResult {
  return html`
    <ul class="attachments" aria-label=${words.attachments}>
      ${attachments.map(({ url, title }) => {
        const address = safe(url);
        return html`<li>${address ? outsideLink(address, title) : title}</li>`;
      })}
    </ul>
  `;
}

/** Only our own files and secure sites can be opened. */
function safe(url: string): string | undefined {
  if (!URL.canParse(url, location.origin)) return undefined;
  const address = new URL(url, location.origin);
  const isSafe = address.protocol === "https:" || address.origin === location.origin;
  return isSafe ? address.href : undefined;
}
