/** Plain text on the screen: never HTML, but with links that work. */

import { html, type TemplateResult } from "lit";
import { type Link, linked } from "../text/links.js";
import { texts } from "../text/texts.js";

export function richText(text: string): (string | TemplateResult)[] {
  return linked(text).map((part) => (typeof part === "string" ? part : link(part)));
}

function link({ kind, href, label }: Link): TemplateResult {
  return kind === "web" ? outsideLink(href, label) : nearLink(kind, href, label);
}

/** A link to another site, which opens beside the conversation. */
export function outsideLink(href: string, label: string): TemplateResult {
  // The spaces are kept on the screen: no line breaks here.
  // biome-ignore format: see above
  return html`<a class="utrecht-link utrecht-link--html-a" href=${href} target="_blank" rel="noopener noreferrer">${label}<span class="unseen"> ${texts.messages.newWindow}</span></a>`;
}

function nearLink(kind: Link["kind"], href: string, label: string): TemplateResult {
  // Not `nothing`: that would take the whole attribute away, and the looks of a link with it.
  const telephone = kind === "phone" ? " utrecht-link--telephone" : "";
  // biome-ignore format: see above
  return html`<a class="utrecht-link utrecht-link--html-a${telephone}" href=${href}>${label}</a>`;
}
