/** What of the agenda is on the screen. */

import type { Absences, Appointment, AppointmentLine, Times, Week } from "./model.js";

/** A field in which something stands that cannot be, and why. */
export interface Wrong {
  readonly field: string;
  readonly text: string;
}

export interface AgendaState {
  readonly week: Week | undefined;
  readonly appointment: Appointment | undefined;
  readonly times: Times | undefined;
  /** Of the rules that a form will replace: those that one last heard of. */
  readonly version: string;
  readonly absences: Absences | undefined;
  /** What the open dialog is about. */
  readonly subject: AppointmentLine | undefined;
  readonly wrong: Wrong | undefined;
}

export const NO_AGENDA: AgendaState = {
  week: undefined,
  appointment: undefined,
  times: undefined,
  version: "",
  absences: undefined,
  subject: undefined,
  wrong: undefined,
};
