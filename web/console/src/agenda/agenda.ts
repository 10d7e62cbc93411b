/** The agenda: fetches what belongs to the place where one is, and does what is asked there. */

import type { Attempt } from "../attempt.js";
import type { Failure } from "../failure.js";
import type { Focus } from "../focus.js";
import { Conflict, WrongField } from "../problems.js";
import { type Pause, Refresh } from "../refresh.js";
import type { Dialog, Store } from "../state.js";
import type { AgendaApi } from "./api.js";
import type {
  Absences,
  Appointment,
  AppointmentLine,
  Ending,
  NewAbsence,
  Rules,
  Times,
} from "./model.js";
import { EVERYBODY, type Place } from "./place.js";
import { type AgendaState, NO_AGENDA, type Wrong } from "./state.js";
import { agendaTexts } from "./texts.js";

/** The heading of what one is looking at: another one may still stand there. */
export function headingOf(place: Place): string {
  return place.kind === "appointment"
    ? `#appointment-heading[data-id="${place.id}"]`
    : `#${place.kind}-heading`;
}

const { notice } = agendaTexts;

export interface AgendaParts {
  readonly api: AgendaApi;
  readonly store: Store;
  readonly failure: Failure;
  readonly attempt: Attempt;
  readonly wait: Pause;
  readonly focus: Pick<Focus, "to">;
}

export class Agenda {
  readonly #refresh: Refresh;
  /** What was told last: it is of no use any more where one goes next. */
  #told: string | undefined;
  #isStarted = false;

  constructor(private readonly parts: AgendaParts) {
    const { wait, failure } = parts;
    this.#refresh = new Refresh(
      () => this.#fetch(),
      wait,
      (error) => failure.tell(error),
    );
  }

  /** Go to a place; what was fetched for another one is gone, but for the week. */
  visit(place: Place): void {
    const { store, focus } = this.parts;
    const { place: before, notice: told } = store.state;
    const { week } = this.#agenda;
    store.put({
      place,
      agenda: { ...NO_AGENDA, week },
      ...(told === this.#told && { notice: undefined }),
    });
    // Nobody came from elsewhere when the page opens.
    const isMoved = this.#isStarted && headingOf(before) !== headingOf(place);
    this.#isStarted = true;
    if (place.kind === "conversations") return;
    this.#refresh.ask();
    if (isMoved) focus.to(headingOf(place));
  }

  /** Look whether something changed in the week, if that is on the screen. */
  look(): void {
    const { kind } = this.parts.store.state.place;
    if (kind === "week" || kind === "appointment") void this.#lookAgain();
  }

  /** Ask in a dialog about an appointment. */
  ask(dialog: Dialog, subject: AppointmentLine): void {
    this.#put({ subject, wrong: undefined });
    this.parts.store.put({ dialog, problem: undefined });
  }

  async move(start: Date): Promise<void> {
    const moment = start.toISOString();
    await this.#do((api, line) => api.move(line, moment), notice.moved);
  }

  async cancel(): Promise<void> {
    await this.#do((api, line) => api.cancel(line), notice.cancelled);
  }

  async askToMove(): Promise<void> {
    await this.#do((api, line) => api.askToMove(line), notice.asked);
  }

  async end(line: AppointmentLine, ending: Ending, remark: string): Promise<boolean> {
    this.#put({ subject: line });
    return this.#do((api, one) => api.end(one, ending, remark), agendaTexts.ending.kept);
  }

  /** Keep rules; what was typed stays when they cannot be, and a second time it holds after all. */
  async keepTimes(owner: string, rules: Rules): Promise<boolean> {
    const { api } = this.parts;
    return this.#attempt(async () => {
      const times = await api.keepTimes(owner, this.#agenda.version, rules);
      this.#put({ times, version: times.version });
      return notice.kept;
    });
  }

  async addAbsence(owner: string, absence: NewAbsence): Promise<boolean> {
    const known = new Set(this.#agenda.absences?.absences.map(({ id }) => id));
    return this.#attempt(async () => {
      const absences = await this.parts.api.addAbsence(owner, absence);
      this.#put({ absences });
      const hits = absences.absences.find(({ id }) => !known.has(id))?.hits.length ?? 0;
      return hits > 0 ? notice.absenceHits(hits) : notice.absenceKept;
    });
  }

  async dropAbsence(owner: string, id: string): Promise<boolean> {
    return this.#attempt(async () => {
      this.#put({ absences: await this.parts.api.dropAbsence(owner, id) });
      return notice.absenceDropped;
    });
  }

  /** Tell that something that was typed cannot be. */
  tellWrong(wrong: Wrong): void {
    this.#put({ wrong });
  }

  get #agenda(): AgendaState {
    return this.parts.store.state.agenda;
  }

  #put(change: Partial<AgendaState>): void {
    this.parts.store.put({ agenda: { ...this.#agenda, ...change } });
  }

  async #do(
    deed: (api: AgendaApi, line: AppointmentLine) => Promise<Appointment>,
    done: string,
  ): Promise<boolean> {
    const line = this.#agenda.subject;
    if (!line) return false;
    const isDone = await this.#attempt(async () => {
      this.#show(await deed(this.parts.api, line));
      this.parts.store.put({ dialog: undefined });
      return done;
    });
    await this.#afterDeed();
    return isDone;
  }

  /** Show an appointment as it is now, wherever it stands. */
  #show(appointment: Appointment): void {
    const isOpen = this.#agenda.appointment?.line.id === appointment.line.id;
    this.#put({ subject: appointment.line, ...(isOpen && { appointment }) });
  }

  async #afterDeed(): Promise<void> {
    const { place } = this.parts.store.state;
    try {
      if (place.kind === "times") {
        this.#put({ absences: await this.parts.api.absences(place.owner) });
      } else await this.#fetchWeek();
    } catch {
      // What was done is done: the next look shows it.
    }
  }

  /** Do something; a field that is wrong is told at that field, what is newer is shown. */
  #attempt(deed: () => Promise<string>): Promise<boolean> {
    this.#put({ wrong: undefined });
    return this.parts.attempt.at(async () => {
      try {
        this.#told = await deed();
        return this.#told;
      } catch (error) {
        if (error instanceof WrongField) this.#put({ wrong: error });
        if (error instanceof Conflict && error.newest) this.#heed(error.newest);
        throw error;
      }
    });
  }

  #heed(newest: unknown): void {
    if (isAppointment(newest)) this.#show(newest);
    else this.#put({ version: (newest as Times).version });
  }

  async #fetch(): Promise<void> {
    const { place } = this.parts.store.state;
    if (place.kind === "week") await this.#fetchWeek();
    if (place.kind === "times") await this.#fetchTimes(place);
    if (place.kind === "appointment") await this.#fetchAppointment(place);
  }

  async #lookAgain(): Promise<void> {
    try {
      await this.#fetchWeek();
    } catch {
      // It was only a look: the next one comes soon.
    }
  }

  /** Fetch the week of the place; beside an appointment it is the one that was there. */
  async #fetchWeek(): Promise<void> {
    const { api, store } = this.parts;
    const { place } = store.state;
    const { week: before } = this.#agenda;
    const [asked, who] =
      place.kind === "week" ? [place.week, place.who] : [before?.week, whoseIs(before)];
    const week = await api.week(asked, who);
    if (store.state.place === place) this.#put({ week });
  }

  async #fetchAppointment(place: Place & { kind: "appointment" }): Promise<void> {
    const { api, store } = this.parts;
    const appointment = await api.appointment(place.id);
    if (store.state.place !== place) return;
    this.#put({ appointment });
    if (!this.#agenda.week) await this.#fetchWeek();
  }

  async #fetchTimes(place: Place & { kind: "times" }): Promise<void> {
    const { api, store } = this.parts;
    const found = await Promise.all([api.times(place.owner), api.absences(place.owner)]);
    const [times, absences]: [Times, Absences] = found;
    if (store.state.place === place) this.#put({ times, version: times.version, absences });
  }
}

function whoseIs(week: AgendaState["week"]): string {
  if (!week) return "";
  return week.advisor ?? EVERYBODY;
}

function isAppointment(newest: unknown): newest is Appointment {
  return typeof newest === "object" && newest !== null && "line" in newest;
}
