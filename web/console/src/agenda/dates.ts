/** Days and times of the agenda in words; people in the Netherlands read them. */

import { dayOf, timeOf } from "../../../src/text/days.js";
import type { AppointmentLine } from "./model.js";

const ZONE = "Europe/Amsterdam";

const short = format({ weekday: "short", day: "numeric", month: "short" });
const long = format({ weekday: "long", day: "numeric", month: "long" });
const plain = format({ day: "numeric", month: "long" });

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("nl-NL", { ...options, timeZone: ZONE });
}

/** "ma 30 nov" for "2026-11-30". */
export function shortDay(day: string): string {
  return short.format(noon(day)).replace(".", "");
}

/** "maandag 30 november". */
export function longDay(day: string): string {
  return long.format(noon(day));
}

/** "30 november – 6 december", for the first and the last day of a week. */
export function daysBetween(first: string, last: string): string {
  return `${plain.format(noon(first))} – ${plain.format(noon(last))}`;
}

/** The number in "2026-W49". */
export function weekNumber(week: string): number {
  return Number(week.slice(-2));
}

/** "10.00–10.45". */
export function timesOf({ start, end }: Pick<AppointmentLine, "start" | "end">): string {
  return `${clock(start)}–${clock(end)}`;
}

/** "dinsdag 1 december, 10.00–10.45". */
export function whenOf(line: Pick<AppointmentLine, "start" | "end">): string {
  return `${longDay(dayOf(new Date(line.start)))}, ${timesOf(line)}`;
}

/** "10.00", without a zero in front. */
function clock(moment: string): string {
  return timeOf(new Date(moment)).replace(/^0/, "").replace(":", ".");
}

/** From noon, so that the hour of summer time makes no difference. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
