/** Addresses in plain text that can be opened: web (https only), e-mail and telephone. */

export interface Link {
  readonly kind: "web" | "email" | "phone";
  readonly href: string;
  readonly label: string;
}

/** A stretch of text, or a link in it. */
export type Part = string | Link;

const CANDIDATE = new RegExp(
  [
    String.raw`(?<web>https:\/\/[^\s<>"'“”‘’«»]+)`,
    String.raw`(?<email>[\p{L}\d][\p{L}\d._%+-]*@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,})`,
    // Not after a letter, digit or sign of an amount; not the tail of an IBAN ("ABNA 0417 …").
    String.raw`(?<![\p{L}\d+.,/-]|[A-Z]{4} |\d )(?<phone>(?:\+31|0031|0)[ (\d)-]{6,16}\d)(?![\d-])`,
  ].join("|"),
  "giu",
);

/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?…)\]}*]+$/;

const LONGEST_LABEL = 45;

/** Cut `text` into stretches of text and links; together their text is the text. */
export function linked(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = linkIn(match);
    if (!found) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(found.link);
    end = match.index + found.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

interface Found {
  readonly link: Link;
  readonly length: number;
}

function linkIn(match: RegExpMatchArray): Found | undefined {
  const { web, email, phone } = match.groups ?? {};
  if (web) return webLink(web);
  if (email)
    return { link: { kind: "email", href: `mailto:${email}`, label: email }, length: email.length };
  if (phone) return phoneLink(phone);
  return undefined;
}

function webLink(raw: string): Found | undefined {
  const address = withoutTrailing(raw);
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  // "https://rvo.nl@example.org" opens example.org: who shows one address and opens another is no friend.
  if (url.username || url.password || !url.hostname.includes(".")) return undefined;
  return {
    link: { kind: "web", href: url.href, label: shortened(address) },
    length: address.length,
  };
}

/** A closing bracket belongs to the address only if it was opened in it. */
function withoutTrailing(raw: string): string {
  let address = raw;
  for (;;) {
    const tail = TRAILING.exec(address)?.[0];
    if (!tail) return address;
    const last = address.at(-1);
    if (last === ")" && count(address, "(") >= count(address, ")")) return address;
    address = address.slice(0, -1);
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** "rvo.nl/subsidies" says the same as "https://www.rvo.nl/subsidies", and reads more calmly. */
function shortened(address: string): string {
  const bare = address.replace(/^https:\/\/(?:www\.)?/i, "").replace(/\/$/, "");
  return bare.length > LONGEST_LABEL ? `${bare.slice(0, LONGEST_LABEL - 1)}…` : bare;
}

/** Dutch numbers have nine digits after the 0; information numbers are 0800/0900 with four or seven. */
const PHONE = /^0(?:\d{9}|(?:800|900|906|909)\d{4})$/;

function phoneLink(raw: string): Found | undefined {
  const digits = raw
    .replace(/\(0\)/, "")
    .replace(/[^\d+]/g, "")
    .replace(/^(?:\+31|0031)/, "0");
  if (!PHONE.test(digits)) return undefined;
  const href = /^0[89]0/.test(digits) ? `tel:${digits}` : `tel:+31${digits.slice(1)}`;
  return { link: { kind: "phone", href, label: raw }, length: raw.length };
}
