/** Everything that can be done in the agenda. */

import type { AppointmentLine, Ending, NewAbsence, Rules } from "../../agenda/model.js";
import type { Place } from "../../agenda/place.js";
import type { Wrong } from "../../agenda/state.js";
import type { Dialog } from "../../state.js";

export type AgendaDialog = Extract<Dialog, "move" | "cancel" | "ask-to-move">;

export interface AgendaActions {
  go(place: Place): void;
  ask(dialog: AgendaDialog, subject: AppointmentLine): void;
  move(start: Date): void;
  cancel(): void;
  askToMove(): void;
  end(line: AppointmentLine, ending: Ending, remark: string): void;
  keepTimes(owner: string, rules: Rules): void;
  /** Answers whether it was kept: then the form can be empty again. */
  addAbsence(owner: string, absence: NewAbsence): Promise<boolean>;
  dropAbsence(owner: string, id: string): void;
  tellWrong(wrong: Wrong): void;
}
