/** One message of the conversation as a list item. */

import { html, nothing, type TemplateResult } from "lit";
import type { Attachment, Author, Message } from "../api/model.js";
import { type Block, blocksOf } from "../text/blocks.js";
import { timeOf } from "../text/days.js";
import { texts } from "../text/texts.js";
import { outsideLink, richText } from "./rich-text.js";

/** Turns the address of an attachment into one that is safe to open, or nothing. */
export type Resolve = (url: string) => string | undefined;

/** `isFirst`: the one before it was somebody else's. */
export function messageItem(
  message: Message,
  { isFirst, resolve }: { isFirst: boolean; resolve: Resolve },
): TemplateResult {
  const { author, seq, text, attachments, at } = message;
  const [first, ...others] = blocksOf(text);
  return html`
    <li class="message message--${author}" data-seq=${seq} tabindex="-1">
      ${authorLine(author, isFirst)}
      <div class="message__bubble">
        ${first ? block(first, titleLine(message)) : nothing} ${others.map((other) => block(other))}
        ${attachments.length > 0 ? attachmentList(attachments, resolve) : nothing}
      </div>
      <p class="message__time"><time datetime=${at}>${timeOf(new Date(at))}</time></p>
    </li>
  `;
}

/** Whose message it is: seen at the first in a row, heard at each. */
export function authorLine(author: Author, isFirst: boolean): TemplateResult {
  const name = author === "bot" || author === "advisor" ? texts.messages.author[author] : undefined;
  return html`
    <span class="unseen">${texts.messages.said[author]}</span>
    ${isFirst && name ? html`<p class="message__author" aria-hidden="true">${name}</p>` : nothing}
  `;
}

/** Every line is a paragraph, so that there is a little air between them. */
export function block({ kind, text }: Block, title?: string): TemplateResult {
  const lines = text.split("\n").filter((words) => words.trim() !== "");
  return html`<div class="message__${kind}">${lines.map((words) => line(words, words === title))}</div>`;
}

/** An answer about a scheme opens with its name, on a line of its own. */
function titleLine({ meta, text }: Message): string | undefined {
  const [first, second] = text.split("\n");
  const isTitle = meta.kind === "scheme" && second && first && !/[.!?:]$/.test(first);
  return isTitle ? first : undefined;
}

function line(text: string, isTitle: boolean): TemplateResult {
  const isItem = /^\s*[-•*] /.test(text);
  const look = isTitle ? "message__line--title" : isItem ? "message__line--item" : "";
  // Spaces are kept on the screen: no line breaks here.
  // biome-ignore format: see above
  return html`<p class="message__line ${look}">${richText(text)}</p>`;
}

function attachmentList(attachments: readonly Attachment[], resolve: Resolve): TemplateResult {
  return html`
    <ul class="attachments" aria-label=${texts.messages.attachments}>
      ${attachments.map((attachment) => html`<li>${attachmentItem(attachment, resolve)}</li>`)}
    </ul>
  `;
}

function attachmentItem({ url, media_type, title }: Attachment, resolve: Resolve) {
  const address = resolve(url);
  if (!address) return title;
  if (!media_type.startsWith("image/")) return outsideLink(address, title);
  return html`<img class="attachments__image" src=${address} alt=${title} loading="lazy" />`;
}
