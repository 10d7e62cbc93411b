/** Links and QR codes to a phone, in the shape in which the real server gives them. */

import { randomBytes } from "node:crypto";
import type { Way, Ways } from "../../src/api/model.js";

const HALF_AN_HOUR_MS = 30 * 60_000;

const TITLES: Record<string, string> = { whatsapp: "WhatsApp", sms: "sms", telegram: "Telegram" };

export function ways(channels: readonly string[]): Ways {
  const code = randomBytes(12).toString("base64url");
  const expiresAt = new Date(Date.now() + HALF_AN_HOUR_MS).toISOString();
  return { ways: channels.map((channel) => way(channel, code)), expires_at: expiresAt };
}

function way(channel: string, code: string): Way {
  const title = TITLES[channel] ?? channel;
  return { channel, title, url: urlOf(channel, code), qr: drawing(`QR-code: verder via ${title}`) };
}

function urlOf(channel: string, code: string): string {
  if (channel === "sms") return `sms:+31612345679?body=VERDER%20${code}`;
  if (channel === "telegram") return `https://t.me/schakel_bot?start=verder-${code}`;
  return `https://wa.me/31612345678?text=VERDER%20${code}`;
}

/** It looks like a code; no camera can read it. */
function drawing(title: string): string {
  const cells = [...randomBytes(33 * 33)].flatMap((byte, place) =>
    byte % 2 ? [`M${(place % 33) + 4} ${Math.floor(place / 33) + 4}h1v1h-1z`] : [],
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"><title>${title}</title><path fill="#fff" d="M0 0h41v41h-41z"/><path d="${cells.join("")}"/></svg>`;
}
