/** The hours of a day as people type and read them. */

import type { Block, Hours, Weekday } from "./model.js";
import { WEEKDAYS } from "./model.js";

export const CLOSED = "dicht";

const MOMENT = String.raw`(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur|u)?`;
const BLOCK = new RegExp(String.raw`^${MOMENT}\s*(?:-|–|—|tot)\s*${MOMENT}$`, "i");
const BETWEEN = /\s*(?:,|;|\+|\ben\b)\s*/i;

/** Read "9-12.30, 13.00 tot 17 uur"; nothing for what is none. Whether they can be is not judged. */
export function readHours(text: string): readonly Block[] | undefined {
  const typed = text.trim();
  if (typed === "" || typed.toLowerCase() === CLOSED) return [];
  const blocks = typed.split(BETWEEN).map(readBlock);
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function readBlock(text: string): Block | undefined {
  const found = BLOCK.exec(text.trim());
  if (!found) return undefined;
  const [, begin = "", sinceMinutes = "00", end = "", untilMinutes = "00"] = found;
  return [`${begin.padStart(2, "0")}:${sinceMinutes}`, `${end.padStart(2, "0")}:${untilMinutes}`];
}

/** "9.00–12.30, 13.00–17.00", or "dicht". */
export function writeHours(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join(", ") || CLOSED;
}

function writeBlock([begin, end]: Block): string {
  return `${writeMoment(begin)}–${writeMoment(end)}`;
}

/** "9.00" for "09:00". */
export function writeMoment(clock: string): string {
  return clock.replace(/^0(?=\d:)/, "").replace(":", ".");
}

/** "ma t/m do 9.00–17.00, vr 9.00–13.00": days with the same hours together, closed ones not. */
export function hoursInWords(hours: Hours): string {
  const runs: { days: Weekday[]; text: string }[] = [];
  for (const day of WEEKDAYS) {
    const text = writeHours(hours[day] ?? []);
    const last = runs.at(-1);
    if (last?.text === text) last.days.push(day);
    else runs.push({ days: [day], text });
  }
  const open = runs.filter(({ text }) => text !== CLOSED);
  return open.map(({ days, text }) => `${daysInWords(days)} ${text}`).join("; ") || CLOSED;
}

function daysInWords(days: readonly Weekday[]): string {
  const [first = "", ...more] = days.map((day) => day.slice(0, 2));
  if (more.length === 0) return first;
  return `${first} ${more.length === 1 ? "en" : "t/m"} ${more.at(-1)}`;
}
