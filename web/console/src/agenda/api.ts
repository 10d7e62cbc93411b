/** The calls of the agenda. */

import { type Calls, json } from "../calls.js";
import type {
  Absences,
  Appointment,
  AppointmentLine,
  Ending,
  NewAbsence,
  Rules,
  Times,
  Week,
} from "./model.js";

/** Which one, as it was seen. */
type Seen = Pick<AppointmentLine, "id" | "version">;

export class AgendaApi {
  constructor(private readonly calls: Calls) {}

  /** `who` is a colleague, "all", or empty for oneself; without a week it is this one. */
  week(week: string | undefined, who: string): Promise<Week> {
    const query = new URLSearchParams({ ...(week && { week }), ...(who && { advisor: who }) });
    return this.calls.get(`/agenda?${query}`);
  }

  appointment(id: string): Promise<Appointment> {
    return this.calls.get(`/appointments/${id}`);
  }

  move({ id, version }: Seen, start: string): Promise<Appointment> {
    return this.#do(id, "move", { version, start });
  }

  cancel({ id, version }: Seen): Promise<Appointment> {
    return this.#do(id, "cancel", { version });
  }

  askToMove({ id, version }: Seen): Promise<Appointment> {
    return this.#do(id, "ask-to-move", { version });
  }

  end({ id, version }: Seen, ending: Ending, remark: string): Promise<Appointment> {
    return this.#do(id, "end", { version, ending, remark });
  }

  times(owner: string): Promise<Times> {
    return this.calls.get(`/agenda/rules/${encodeURIComponent(owner)}`);
  }

  async keepTimes(owner: string, version: string, rules: Rules): Promise<Times> {
    const path = `/agenda/rules/${encodeURIComponent(owner)}`;
    return json(await this.calls.put(path, { version, rules }));
  }

  absences(owner: string): Promise<Absences> {
    return this.calls.get(`/agenda/absences/${encodeURIComponent(owner)}`);
  }

  async addAbsence(owner: string, absence: NewAbsence): Promise<Absences> {
    const path = `/agenda/absences/${encodeURIComponent(owner)}`;
    return json(await this.calls.post(path, absence));
  }

  async dropAbsence(owner: string, id: string): Promise<Absences> {
    return json(await this.calls.delete(`/agenda/absences/${encodeURIComponent(owner)}/${id}`));
  }

  async #do(id: string, deed: string, body: unknown): Promise<Appointment> {
    return json(await this.calls.post(`/appointments/${id}/${deed}`, body));
  }
}
