/** A week of the team, made up: people, numbers and questions are nobody's. */

import type {
  Appointment,
  AppointmentLine,
  Day,
  Rules,
  Times,
} from "../../console/src/agenda/model.js";
import type { NewAppointment } from "./agenda.js";
import { ADVISORS } from "./sample.js";

/** The weeks around this one; their numbers do not matter here. */
export const BEFORE = "2026-W48";
export const AFTER = "2026-W50";
const THIS = "2026-W49";

const HOURS = [
  ["09:00", "12:30"],
  ["13:00", "17:00"],
] as const;
const FRIDAY = 4;

export const ME = ADVISORS[0]?.id ?? "";

export const WEEK: readonly NewAppointment[] = [
  { name: "Wim de Boer", day: 0, hour: 9, standing: "met" },
  { name: "Els Kramer", day: 0, hour: 11, standing: "no_show" },
  { name: "Truus van der Meulen", day: 0, hour: 14, standing: "to_end" },
  { name: "Jan Jansen", day: 1, hour: 10 },
  { name: "Noor Hendriks-van der Zwaag", day: 3, hour: 10 },
  { name: "Piet Visser", day: 3, hour: 13, standing: "must_move" },
  { name: null, day: 4, hour: 9 },
];

export const NO_RULES: Rules = {
  ...{ is_bookable: null, hours: null, forms: null, minutes: null, before: null, after: null },
  ...{ notice_hours: null, change_hours: null, horizon_days: null, most_a_day: null },
  ...{ place: null, video: null, calendar: null },
};

const TEAM: Rules = {
  ...{ is_bookable: true, forms: ["telefonisch", "video"], minutes: 45, before: 0, after: 15 },
  ...{ notice_hours: 24, change_hours: 4, horizon_days: 42, most_a_day: 6 },
  ...{ place: "Voorbeeldplein 1, Lelystad", video: null, calendar: null },
  hours: { maandag: HOURS, dinsdag: HOURS, woensdag: HOURS, donderdag: HOURS, vrijdag: HOURS },
};

export function weekNames(shift: number) {
  const week = shift < 0 ? BEFORE : shift > 0 ? AFTER : THIS;
  return { week, before: BEFORE, after: AFTER, this_week: THIS };
}

export function day(date: string, number: number): Day {
  const isWeekend = number > FRIDAY;
  const away = { id: "1", whose: "", title: "Studiedag", since: "00:00", until: "24:00" };
  return {
    day: date,
    hours: isWeekend ? [] : HOURS,
    closing: number === FRIDAY ? { name: "Oudejaarsdag", hours: [["09:00", "12:30"]] } : null,
    away: number === 2 ? [away] : [],
    appointments: [],
  };
}

export function line(id: string, start: Date, length: number): AppointmentLine {
  return {
    ...{ id, version: 0, standing: "booked", form: "telefonisch" },
    start: start.toISOString(),
    end: new Date(start.getTime() + length).toISOString(),
    ...{ name: null, municipality: "Urk" },
    ...{ advisor: ADVISORS[0]?.name ?? "", advisor_id: ME },
  };
}

export function appointment(line: AppointmentLine): Appointment {
  const isOver = ["to_end", "met", "no_show", "not_needed"].includes(line.standing);
  const asked = "2026-11-23T10:00:00Z";
  return {
    line,
    ...{ conversation: line.id, handoff: null, group: "Geld en zorgen", place: null },
    question: "Ik wil mijn bakkerij overdragen aan mijn dochter. Waar begin ik?",
    topics: ["WBSO"],
    ...{ phone: "0320-123456", email: "jan@example.org", address: null },
    ...{ consent_at: asked, booked_at: asked, cancelled_at: null, cancelled_by: null },
    ...{ must_move_since: null, ending: null, remark: null },
    ...{ may_change: !isOver, may_end: isOver },
    scan: {
      ...{ id: "1", url: "/scans/1", finished_at: asked, own_words: null },
      levels: [{ theme: "Geld", level: "Op orde" }],
    },
    messages: [
      { seq: 1, author: "entrepreneur", text: "Ik wil een afspraak.", attachments: [], at: asked },
    ],
  };
}

export function times(owner: string): Times {
  return {
    ...{ owner, title: ADVISORS.find(({ id }) => id === owner)?.name ?? owner },
    ...{ is_person: true, may_edit: owner !== "team", version: "1", own: NO_RULES },
    ...{ otherwise: { ...TEAM, minutes: 60 }, group: "Geld en zorgen", from_group: ["minutes"] },
  };
}
