/** Where things stand on a day, in quarters of an hour from the top. */

import { timeOf } from "../../../src/text/days.js";
import type { Day } from "./model.js";

const HOUR = 60;
const QUARTER = 15;
const DAY = 24 * HOUR;
/** Less than this is never shown: one looks for what is free, too. */
const EARLIEST = 9 * HOUR;
const LATEST = 17 * HOUR;

/** From which minute of the day up to which; whole hours. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** Minutes since midnight for "13:30"; "24:00" is the end of the day. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * HOUR + minutes;
}

/** Minutes since midnight by the clock in the Netherlands. */
export function minutesAt(moment: string | Date): number {
  return minutesOf(timeOf(new Date(moment)));
}

/** What of the day is shown: all hours and appointments of the week fit in it. */
export function rangeOf(days: readonly Day[]): Range {
  const begins = days.flatMap(({ hours, appointments }) => [
    ...hours.map(([begin]) => minutesOf(begin)),
    ...appointments.map(({ start }) => minutesAt(start)),
  ]);
  const ends = days.flatMap(({ hours, appointments }) => [
    ...hours.map(([, end]) => minutesOf(end)),
    ...appointments.map(endOf),
  ]);
  return {
    first: Math.floor(Math.min(EARLIEST, ...begins) / HOUR) * HOUR,
    last: Math.ceil(Math.max(LATEST, ...ends) / HOUR) * HOUR,
  };
}

/** The minute at which one ends; one that ends on the next day ends with this one. */
export function endOf({ start, end }: { readonly start: string; readonly end: string }): number {
  const last = minutesAt(end);
  return last > minutesAt(start) ? last : DAY;
}

/** The style of something that lasts from one minute to another, as far as it is shown. */
export function placed(from: number, to: number, { first, last }: Range): string {
  const begin = Math.min(Math.max(from, first), last - QUARTER);
  const end = Math.max(Math.min(to, last), begin + QUARTER);
  return `--from: ${line(begin, first)}; --to: ${line(end, first)}`;
}

/** The style of a day: how many quarters it has. */
export function quarters({ first, last }: Range): string {
  return `--quarters: ${(last - first) / QUARTER}`;
}

/** The hours that are named beside it. */
export function hoursIn({ first, last }: Range): readonly number[] {
  return Array.from({ length: (last - first) / HOUR }, (_, number) => first + number * HOUR);
}

/** The days that are shown: a weekend only if there is something in it. */
export function shownDays(days: readonly Day[]): readonly Day[] {
  const isUsed = ({ hours, appointments, away }: Day) =>
    hours.length + appointments.length + away.length > 0;
  const weekend = days.slice(5);
  return weekend.some(isUsed) ? days : days.slice(0, 5);
}

function line(minute: number, first: number): number {
  return Math.round((minute - first) / QUARTER) + 1;
}
