/** Moments and how long something waits, in words; people in the Netherlands read them. */

import { dayOf, timeOf } from "../../src/text/days.js";
import { texts } from "./texts.js";

const ZONE = "Europe/Amsterdam";
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

const weekday = new Intl.DateTimeFormat("nl-NL", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: ZONE,
});
const wall = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: ZONE,
});

/** "wacht 4 minuten", "wacht 1 uur en 5 minuten", "wacht 2 dagen". */
export function waits(since: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(since)) / MINUTE_MS);
  return minutes < 1 ? texts.time.justNow : texts.time.waits(duration(minutes));
}

function duration(minutes: number): string {
  const { time } = texts;
  const hours = Math.floor(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  if (hours >= DAY_HOURS) return time.days(Math.floor(hours / DAY_HOURS));
  if (hours === 0) return time.minutes(rest);
  return rest === 0
    ? time.hours(hours)
    : time.hoursAndMinutes(time.hours(hours), time.minutes(rest));
}

/** "15.00 uur". */
export function hourOf(moment: string): string {
  return texts.time.clock(timeOf(new Date(moment)).replace(":", "."));
}

/** "terugbellen voor 15.00 uur", with the day when that is not today. */
export function callBackBefore(moment: string, now: Date): string {
  const day = dayWord(moment, now);
  const hour = hourOf(moment);
  return texts.time.callBackBefore(day === texts.time.today ? hour : `${day} ${hour}`);
}

/** "vandaag 9.05 uur", "morgen 10.00 uur", "maandag 30 november 10.00 uur". */
export function momentOf(moment: string, now: Date): string {
  return `${dayWord(moment, now)} ${hourOf(moment)}`;
}

/** "vandaag", "morgen", "gisteren" or "maandag 30 november". */
export function dayWord(moment: string, now: Date): string {
  const day = dayOf(new Date(moment));
  // From noon, so that the hour of summer time makes no difference.
  const noon = Date.parse(`${dayOf(now)}T12:00:00Z`);
  const away = (days: number) =>
    dayOf(new Date(noon + days * DAY_HOURS * HOUR_MINUTES * MINUTE_MS));
  if (day === away(0)) return texts.time.today;
  if (day === away(1)) return texts.time.tomorrow;
  if (day === away(-1)) return texts.time.yesterday;
  return weekday.format(new Date(moment));
}

/** A moment as a field for day and time wants it: "2026-11-23T15:00", by the clock in the Netherlands. */
export function toField(moment: Date): string {
  return wall.format(moment).replace(" ", "T");
}

/** The moment in a field for day and time, in UTC; nothing when it holds none. */
export function fromField(value: string): Date | undefined {
  const asUtc = Date.parse(`${value}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Twice: the first answer can lie on the other side of a change of the clock.
  const first = asUtc - offset(asUtc);
  return new Date(asUtc - offset(first));
}

/** By how many milliseconds the clock in the Netherlands is ahead of UTC at `instant`. */
function offset(instant: number): number {
  const whole = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
  return Date.parse(`${toField(new Date(whole))}Z`) - whole;
}

/** The whole hour after the next one: long enough from `now` to keep, as a field wants it. */
export function usualPromise(now: Date): string {
  const hour = HOUR_MINUTES * MINUTE_MS;
  return toField(new Date((Math.floor(now.getTime() / hour) + 2) * hour));
}
