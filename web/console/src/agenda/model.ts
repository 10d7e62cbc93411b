/** What the agenda's API says, word for word; moments are RFC 3339 in UTC, days are ISO. */

import type { Message, Scan } from "../model.js";

export const FORMS = ["telefonisch", "video", "op_locatie", "bij_u"] as const;
export type Form = (typeof FORMS)[number];

export const ENDINGS = ["doorgegaan", "niet_verschenen", "niet_nodig"] as const;
export type Ending = (typeof ENDINGS)[number];

export const WEEKDAYS = [
  "maandag",
  "dinsdag",
  "woensdag",
  "donderdag",
  "vrijdag",
  "zaterdag",
  "zondag",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How it is with an appointment now; `to_end`: over, and nobody told how it went. */
export type Standing =
  | "booked"
  | "must_move"
  | "to_end"
  | "met"
  | "no_show"
  | "not_needed"
  | "cancelled";

/** From when to when by the clock in the Netherlands: "09:00" and "12:30". */
export type Block = readonly [string, string];
export type Hours = Readonly<Partial<Record<Weekday, readonly Block[]>>>;

export interface AppointmentLine {
  readonly id: string;
  /** As it was seen: a change of an older one is refused. */
  readonly version: number;
  readonly start: string;
  readonly end: string;
  readonly standing: Standing;
  readonly form: Form;
  readonly name: string | null;
  readonly municipality: string | null;
  readonly advisor: string;
  readonly advisor_id: string;
}

/** Who is not there on a day, and from when to when; without a title only they know why. */
export interface Away {
  readonly id: string;
  readonly whose: string;
  readonly title: string | null;
  readonly since: string;
  readonly until: string;
}

export interface Day {
  readonly day: string;
  readonly hours: readonly Block[];
  readonly closing: { readonly name: string; readonly hours: readonly Block[] } | null;
  readonly away: readonly Away[];
  readonly appointments: readonly AppointmentLine[];
}

/** `advisor` is whose week it is; null is everybody's. */
export interface Week {
  readonly week: string;
  readonly before: string;
  readonly after: string;
  readonly this_week: string;
  readonly advisor: string | null;
  readonly days: readonly Day[];
  readonly must_move: readonly AppointmentLine[];
  readonly to_end: readonly AppointmentLine[];
}

export interface Appointment {
  readonly line: AppointmentLine;
  readonly conversation: string;
  /** The request in the same conversation, as far as one may open it. */
  readonly handoff: string | null;
  readonly group: string | null;
  /** Where our office is, or the address of the video talk. */
  readonly place: string | null;
  readonly question: string;
  readonly topics: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly consent_at: string;
  readonly booked_at: string;
  readonly cancelled_at: string | null;
  readonly cancelled_by: "ondernemer" | "adviseur" | "agenda" | null;
  readonly must_move_since: string | null;
  readonly ending: Ending | null;
  readonly remark: string | null;
  readonly may_change: boolean;
  readonly may_end: boolean;
  readonly scan: Scan | null;
  readonly messages: readonly Message[];
}

export const NUMBERS = [
  "minutes",
  "before",
  "after",
  "notice_hours",
  "change_hours",
  "horizon_days",
  "most_a_day",
] as const;
export type NumberRule = (typeof NUMBERS)[number];

/** Rules; null is left to the group or the team. */
export interface Rules extends Readonly<Record<NumberRule, number | null>> {
  readonly is_bookable: boolean | null;
  readonly hours: Hours | null;
  readonly forms: readonly Form[] | null;
  readonly place: string | null;
  readonly video: string | null;
  readonly calendar: string | null;
}

/** When somebody, a group or the team can be booked; `from_group` are rules that come from the group. */
export interface Times {
  readonly owner: string;
  readonly title: string;
  readonly is_person: boolean;
  readonly may_edit: boolean;
  readonly version: string;
  readonly own: Rules;
  readonly otherwise: Rules;
  readonly group: string | null;
  readonly from_group: readonly string[];
}

/** `hits` are appointments in it about which nobody was asked yet. */
export interface Absence {
  readonly id: string;
  readonly title: string;
  readonly first: string;
  readonly last: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly hits: readonly AppointmentLine[];
}

export interface Absences {
  readonly owner: string;
  readonly absences: readonly Absence[];
}

export type NewAbsence = Readonly<Record<"title" | "first" | "last" | "since" | "until", string>>;
