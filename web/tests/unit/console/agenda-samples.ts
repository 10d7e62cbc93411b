/** Appointments and weeks for tests: what a test does not name is of no account. */

import type {
  Appointment,
  AppointmentLine,
  Day,
  Rules,
  Times,
  Week,
} from "../../../console/src/agenda/model.js";

export const line = (id: string, change: Partial<AppointmentLine> = {}): AppointmentLine => ({
  id,
  version: 0,
  start: "2026-12-01T09:00:00Z",
  end: "2026-12-01T09:45:00Z",
  standing: "booked",
  form: "telefonisch",
  name: "Jan Jansen",
  municipality: "Urk",
  advisor: "Anna Polder",
  advisor_id: "anna",
  ...change,
});

export const day = (date: string, change: Partial<Day> = {}): Day => ({
  day: date,
  hours: [],
  closing: null,
  away: [],
  appointments: [],
  ...change,
});

const DAYS = ["11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06"];

export const week = (change: Partial<Week> = {}): Week => ({
  week: "2026-W49",
  before: "2026-W48",
  after: "2026-W50",
  this_week: "2026-W49",
  advisor: "anna",
  days: DAYS.map((date) => day(`2026-${date}`)),
  must_move: [],
  to_end: [],
  ...change,
});

export const appointment = (id: string, change: Partial<AppointmentLine> = {}): Appointment => ({
  line: line(id, change),
  conversation: `conversation of ${id}`,
  handoff: null,
  group: null,
  place: null,
  question: "Een vraag",
  topics: [],
  phone: null,
  email: null,
  address: null,
  consent_at: "2026-11-23T10:00:00Z",
  booked_at: "2026-11-23T10:00:00Z",
  cancelled_at: null,
  cancelled_by: null,
  must_move_since: null,
  ending: null,
  remark: null,
  may_change: true,
  may_end: false,
  scan: null,
  messages: [],
});

export const NO_RULES: Rules = {
  is_bookable: null,
  hours: null,
  forms: null,
  minutes: null,
  before: null,
  after: null,
  notice_hours: null,
  change_hours: null,
  horizon_days: null,
  most_a_day: null,
  place: null,
  video: null,
  calendar: null,
};

export const times = (change: Partial<Times> = {}): Times => ({
  owner: "anna",
  title: "Anna Polder",
  is_person: true,
  may_edit: true,
  version: "1",
  own: NO_RULES,
  otherwise: NO_RULES,
  group: null,
  from_group: [],
  ...change,
});
