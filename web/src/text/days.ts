/** Days and times as people in the Netherlands say them. */

import { texts } from "./texts.js";

const ZONE = "Europe/Amsterdam";
const DAY_MS = 24 * 60 * 60 * 1000;

const longDay = new Intl.DateTimeFormat("nl-NL", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: ZONE,
});
const clock = new Intl.DateTimeFormat("nl-NL", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: ZONE,
});
const isoDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: ZONE });

/** The day of `moment` in the Netherlands as `2026-11-23`. */
export function dayOf(moment: Date): string {
  return isoDay.format(moment);
}

/** "Vandaag", "Gisteren", or "maandag 23 november 2026". */
export function dayName(moment: Date, now: Date): string {
  const day = dayOf(moment);
  if (day === dayOf(now)) return texts.day.today;
  // Noon, so that the hour of summer time makes no difference.
  const noon = new Date(`${dayOf(now)}T12:00:00Z`);
  if (day === dayOf(new Date(noon.getTime() - DAY_MS))) return texts.day.yesterday;
  return longDay.format(moment);
}

/** "09:05". */
export function timeOf(moment: Date): string {
  return clock.format(moment);
}
