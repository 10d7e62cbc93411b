/**
 * The agenda in memory, by the rules of the console's API.
 *
 * Only for developing the console and for provoking what seldom happens; what the product itself does
 * is proven against the product.
 */

import { randomUUID } from "node:crypto";
import type {
  Absence,
  Absences,
  Appointment,
  AppointmentLine,
  Day,
  Ending,
  NewAbsence,
  Rules,
  Standing,
  Times,
  Week,
} from "../../console/src/agenda/model.js";
import { fromField } from "../../console/src/time.js";
import { dayOf } from "../../src/text/days.js";
import { Problem } from "../devserver/store.js";
import * as sample from "./agenda-sample.js";

/** What a test or a developer may say about an appointment that is booked. */
export interface NewAppointment {
  readonly name?: string | null;
  /** In so many days from the Monday of this week, at so many hours by the clock. */
  readonly day?: number;
  readonly hour?: number;
  readonly standing?: Standing;
  readonly handoff?: string;
}

/** What the calls that change something bring along. */
interface Brought {
  readonly version?: number | string;
  readonly start?: string;
  readonly ending?: Ending;
  readonly remark?: string;
  readonly rules?: Rules;
}

const ENDED: Readonly<Record<Ending, Standing>> = {
  doorgegaan: "met",
  niet_verschenen: "no_show",
  niet_nodig: "not_needed",
};
const TALK_MS = 45 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export class AgendaDesk {
  #kept: Appointment[] = [];
  #absences: Absence[] = [];
  #own: Rules = sample.NO_RULES;
  #version = 1;

  constructor() {
    this.reset();
    for (const asked of sample.WEEK) this.book(asked);
  }

  reset(): void {
    this.#kept = [];
    this.#absences = [];
    this.#own = sample.NO_RULES;
    this.#version = 1;
  }

  book({ name = "Sanne Meer", day = 1, hour = 10, ...more }: NewAppointment): AppointmentLine {
    const at = `${this.#dayAt(day)}T${String(hour).padStart(2, "0")}:00`;
    const start = fromField(at) ?? new Date();
    const line = { ...sample.line(randomUUID(), start, TALK_MS), name };
    const booked = sample.appointment({ ...line, standing: more.standing ?? "booked" });
    this.#kept.push({ ...booked, handoff: more.handoff ?? null });
    return booked.line;
  }

  /** Return what a call is answered; throw a `Problem`. */
  answer(method: string, url: URL, body: unknown): unknown {
    const [, , , what = "", id = "", deed = "", part = ""] = url.pathname.split("/");
    if (what === "appointments") return this.#one(id, deed, body as Brought);
    if (id === "rules") return this.#rules(deed, method, body as Brought);
    if (id !== "absences") return this.#week(url);
    if (method === "POST") this.#away(body as NewAbsence);
    if (method === "DELETE") this.#absences = this.#absences.filter((one) => one.id !== part);
    return this.#shownAbsences(deed);
  }

  #one(id: string, deed: string, brought: Brought): Appointment {
    const kept = this.#kept.find(({ line }) => line.id === id);
    if (!kept) throw new Problem(404, "Deze afspraak is er niet (meer).");
    if (deed === "") return kept;
    if (brought.version !== kept.line.version) {
      throw new Problem(409, "Iemand veranderde deze afspraak net.", { newest: kept });
    }
    const isTaken = ({ line }: Appointment) => line.id !== id && line.start === brought.start;
    if (this.#kept.some(isTaken)) {
      throw new Problem(409, "Op dat moment staat al iets anders in de agenda.");
    }
    const changed = changedBy(kept, deed, brought);
    this.#kept = this.#kept.map((one) => (one === kept ? changed : one));
    return changed;
  }

  #rules(owner: string, method: string, { version, rules }: Brought): Times {
    if (method !== "PUT" || !rules) return this.#times(owner);
    if (version !== String(this.#version)) {
      const newest = this.#times(owner);
      throw new Problem(409, "Een collega veranderde deze tijden net.", { newest });
    }
    if ((rules.minutes ?? 0) > 480) {
      throw new Problem(422, "Hier mag een getal van 5 tot en met 480.", { field: "minutes" });
    }
    this.#own = rules;
    this.#version += 1;
    return this.#times(owner);
  }

  #away({ title, first, last, ...part }: NewAbsence): void {
    if (last && last < first) {
      throw new Problem(422, "Het einde komt voor het begin.", { field: "last" });
    }
    const [since, until] = [part.since || null, part.until || null];
    const days = { first, last: last || first, since, until };
    this.#absences.push({ id: randomUUID(), title, ...days, hits: [] });
  }

  #shownAbsences(owner: string): Absences {
    const isHit = ({ line }: Appointment, { first, last }: Absence) => {
      const day = dayOf(new Date(line.start));
      return line.standing === "booked" && first <= day && day <= last;
    };
    const absences = this.#absences.map((one) => ({
      ...one,
      hits: this.#kept.filter((kept) => isHit(kept, one)).map(({ line }) => line),
    }));
    return { owner, absences };
  }

  #times(owner: string): Times {
    return { ...sample.times(owner), version: String(this.#version), own: this.#own };
  }

  #week(url: URL): Week {
    const who = url.searchParams.get("advisor");
    const shift =
      { [sample.BEFORE]: -7, [sample.AFTER]: 7 }[url.searchParams.get("week") ?? ""] ?? 0;
    const lines = this.#kept.map(({ line }) => line);
    const days = Array.from({ length: 7 }, (_, number): Day => {
      const day = this.#dayAt(number + shift);
      const appointments = lines.filter(
        (line) => dayOf(new Date(line.start)) === day && line.standing !== "cancelled",
      );
      return { ...sample.day(day, number), appointments };
    });
    return {
      ...sample.weekNames(shift),
      advisor: who === "all" ? null : who || sample.ME,
      days,
      must_move: lines.filter(({ standing }) => standing === "must_move"),
      to_end: lines.filter(({ standing }) => standing === "to_end"),
    };
  }

  /** The day so many days after this week's Monday. */
  #dayAt(number: number): string {
    const noon = Date.parse(`${dayOf(new Date())}T12:00:00Z`);
    const weekday = (new Date(noon).getUTCDay() + 6) % 7;
    return dayOf(new Date(noon + (number - weekday) * DAY_MS));
  }
}

function changedBy(kept: Appointment, deed: string, brought: Brought): Appointment {
  const line = { ...kept.line, version: kept.line.version + 1 };
  const { start = line.start, ending = null, remark = null } = brought;
  if (deed === "ask-to-move") return { ...kept, line: { ...line, standing: "must_move" } };
  if (deed === "cancel") {
    const off = { cancelled_by: "adviseur", may_change: false } as const;
    return { ...kept, ...off, line: { ...line, standing: "cancelled" } };
  }
  if (deed === "end") {
    const standing = ending ? ENDED[ending] : line.standing;
    return { ...kept, ending, remark, line: { ...line, standing } };
  }
  const end = new Date(Date.parse(start) + TALK_MS).toISOString();
  return { ...kept, line: { ...line, start, end, standing: "booked" } };
}
