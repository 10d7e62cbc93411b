/**
 * Handoffs in memory, by the rules of the console's API.
 *
 * Only for developing the console and for provoking what seldom happens; what the product itself does
 * is proven against the product.
 */

import { randomUUID } from "node:crypto";
import type { Card, Closing, Line, Lists, Me, Presence } from "../../console/src/model.js";
import type { Asking, ShareState } from "../../console/src/shares.js";
import type { Attachment, Author } from "../../src/api/model.js";
import { Problem } from "../devserver/store.js";
import { type Handoff, newHandoff } from "./arrival.js";
import { spoken } from "./reach.js";
import * as sample from "./sample.js";

const MAX_TEXT = 2_000;

export type Heard =
  | { readonly event: "lists" }
  | { readonly event: "conversation"; readonly conversation: string }
  | {
      readonly event: "alert";
      readonly handoff: string;
      readonly why: "new" | "assigned" | "late";
    };

export interface Upload {
  readonly client_id: string;
  readonly file: File;
}

export class ConsoleStore {
  #handoffs: Handoff[] = [];
  /** Letters to partners can be sent. */
  mayMail = true;
  silent: readonly string[] = [];
  readonly #presence = new Map<string, Presence>();
  readonly listeners = new Set<(heard: Heard, to?: string) => void>();
  /** How often an advisor told to be typing. */
  typed = 0;
  #etag = 0;

  reset(): void {
    this.#handoffs = [];
    this.silent = [];
    this.typed = 0;
    this.mayMail = true;
    this.#presence.clear();
    for (const { id } of sample.ADVISORS.slice(0, 2)) this.#presence.set(id, "available");
    this.#tell({ event: "lists" });
  }

  me(advisor: sample.SampleAdvisor): Me {
    const others = sample.ADVISORS.filter(({ id }) => id !== advisor.id);
    const isPresent = ({ id }: { id: string }) => this.#presence.get(id) === "available";
    return {
      advisor,
      presence: this.#presence.get(advisor.id) ?? "away",
      colleagues: others.map(({ id, name }) => ({ id, name, present: isPresent({ id }) })),
      groups: sample.GROUPS.map((group) => {
        const members = sample.ADVISORS.filter(({ groups }) => groups.includes(group.id));
        return { ...group, present: members.filter(isPresent).length };
      }),
      outcomes: sample.OUTCOMES,
      partners: sample.PARTNERS,
      canned: sample.CANNED,
    };
  }

  present(advisor: string, state: Presence): void {
    this.#presence.set(advisor, state);
  }

  lists(advisor: string): Lists {
    const lines = this.#handoffs.map((handoff) => this.#line(handoff, advisor));
    const isTaken = ({ stage, lent }: Line) => stage === "advisor" || lent;
    const owned = new Set(this.#handoffs.filter((one) => one.owner === advisor).map(idOf));
    return {
      etag: String(this.#etag),
      silent: this.silent,
      waiting: lines.filter(({ stage }) => stage === "waiting"),
      mine: lines.filter((line) => isTaken(line) && owned.has(line.id)),
      colleagues: lines.filter((line) => isTaken(line) && !owned.has(line.id)),
      closed: lines.filter(({ stage }) => stage === "closed"),
    };
  }

  isSame(etag: string): boolean {
    return etag === String(this.#etag);
  }

  card(id: string, advisor: string): Card {
    const { card, messages, notes, ...rest } = this.find(id);
    const line = this.#line({ card, messages, notes, ...rest }, advisor);
    return { ...card, line, messages: [...messages], notes: [...notes] };
  }

  take(id: string, advisor: string): Card {
    const handoff = this.find(id);
    if (handoff.owner !== advisor && handoff.line.stage !== "waiting") {
      throw new Problem(409, "Een collega was net eerder.");
    }
    this.#give(handoff, advisor);
    return this.card(id, advisor);
  }

  release(id: string, advisor: string): void {
    const handoff = this.owned(id, advisor);
    handoff.owner = undefined;
    this.#change(handoff, { stage: "waiting", advisor: null, taken_at: null });
  }

  transfer(id: string, advisor: string, to: { to_advisor?: string; to_group?: string }): void {
    const handoff = this.owned(id, advisor);
    const group = sample.GROUPS.find((one) => one.id === to.to_group);
    if (to.to_group !== undefined) {
      if (!group) throw new Problem(409, "Deze groep bestaat niet.");
      this.release(id, advisor);
      this.#change(handoff, { group: group.title });
      return;
    }
    if (this.#presence.get(to.to_advisor ?? "") !== "available") {
      throw new Problem(409, "Deze collega is er nu niet.");
    }
    this.#give(handoff, to.to_advisor ?? "");
    this.#tell({ event: "alert", handoff: id, why: "assigned" }, to.to_advisor);
  }

  close(id: string, advisor: string, { outcome, note }: Closing): void {
    const handoff = this.find(id);
    if (handoff.line.stage === "closed") return;
    this.owned(id, advisor);
    if (note) this.#addNote(handoff, advisor, note);
    this.#change(handoff, { stage: "closed", outcome, closed_at: new Date().toISOString() });
  }

  /** The bot does the scan, until it is taken back or has an outcome. */
  lend(id: string, advisor: string): void {
    const handoff = this.owned(id, advisor);
    this.#change(handoff, { stage: "bot", lent: true });
    this.add(handoff, "bot", "Zullen we de bedrijfsscan doen? Dat duurt ongeveer vijf minuten.");
  }

  ask(id: string, advisor: string, asking: Asking & { client_id: string }): string {
    const handoff = this.owned(id, advisor);
    if (!this.mayMail) throw new Problem(409, "Er kan nu geen e-mail worden verstuurd.");
    const share = handoff.shares.ask(asking);
    this.add(handoff, "bot", "Mag deze organisatie dit gesprek lezen?");
    return share;
  }

  withdraw(id: string, advisor: string, share: string): void {
    const handoff = this.find(id);
    const isLead = sample.ADVISORS.some((one) => one.id === advisor && one.role !== "advisor");
    if (handoff.line.stage !== "closed" && !isLead) this.owned(id, advisor);
    handoff.shares.withdraw(share);
    this.#change(handoff, {});
  }

  /** The entrepreneur answers about a partner, or the partner did something. */
  answer(handoff: Handoff, state: ShareState): void {
    handoff.shares.goOn(state);
    this.#change(handoff, {});
  }

  say(id: string, advisor: string, message: { client_id: string; text: string }): number {
    const handoff = this.owned(id, advisor);
    const known = handoff.byClientId.get(message.client_id);
    if (typeof known === "number") return known;
    if ([...message.text].length > MAX_TEXT) throw new Problem(422, "Je bericht is te lang.");
    const seq = this.add(handoff, "advisor", message.text);
    handoff.byClientId.set(message.client_id, seq);
    return seq;
  }

  sendFile(id: string, advisor: string, { client_id, file }: Upload): number {
    const handoff = this.owned(id, advisor);
    const known = handoff.byClientId.get(client_id);
    if (typeof known === "number") return known;
    if (!/\.(?:pdf|png|txt)$/.test(file.name)) {
      throw new Problem(415, "Dit bestand kun je niet versturen.");
    }
    const url = `/adviseur/api/files/${client_id}`;
    const attachments = [{ url, media_type: file.type, title: file.name }];
    const seq = this.add(handoff, "advisor", "", attachments);
    handoff.byClientId.set(client_id, seq);
    return seq;
  }

  search(words: string, advisor: string): Line[] {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.#handoffs.filter(({ line, messages }) => {
      const all = [line.name, line.question, ...messages.map(({ text }) => text)];
      return wanted.every((word) => all.join(" ").toLowerCase().includes(word));
    });
    return found.map((handoff) => this.#line(handoff, advisor));
  }

  type(id: string, advisor: string): void {
    this.owned(id, advisor);
    this.typed += 1;
  }

  note(id: string, advisor: string, note: { client_id: string; text: string }): string {
    const handoff = this.find(id);
    const known = handoff.byClientId.get(note.client_id);
    if (typeof known === "string") return known;
    const made = this.#addNote(handoff, advisor, note.text);
    handoff.byClientId.set(note.client_id, made);
    return made;
  }

  read(id: string, advisor: string, seq: number): void {
    const handoff = this.owned(id, advisor);
    handoff.read = Math.max(handoff.read, seq);
    this.#change(handoff, {});
  }

  promise(id: string, advisor: string, before: string): void {
    if (Date.parse(before) <= Date.now()) throw new Problem(422, "Dit moment is al voorbij.");
    this.#change(this.owned(id, advisor), { promised_at: before, way: "terugbellen" });
  }

  /** A request of an entrepreneur comes in. */
  arrive(asked: sample.NewHandoff): Handoff {
    const handoff = newHandoff(asked);
    this.#handoffs.push(handoff);
    this.#tell({ event: "lists" });
    this.#tell({ event: "alert", handoff: handoff.line.id, why: "new" });
    return handoff;
  }

  /** Something is said by another than an advisor. */
  add(handoff: Handoff, author: Author, text: string, attachments: Attachment[] = []): number {
    const seq = handoff.messages.length + 1;
    const at = new Date().toISOString();
    handoff.messages.push({ seq, author, text, attachments, at });
    handoff.card = spoken(handoff.card, author, seq);
    this.#change(handoff, { last_at: at });
    return seq;
  }

  /** The entrepreneur types, or fetched what was said. */
  show(handoff: Handoff, change: Partial<Handoff["card"]>): void {
    handoff.card = { ...handoff.card, ...change };
    this.#tell({ event: "conversation", conversation: handoff.line.conversation });
  }

  find(id: string): Handoff {
    const handoff = this.#handoffs.find(({ line }) => line.id === id);
    if (!handoff) throw new Problem(404, "Dit gesprek bestaat niet, of het is gewist.");
    return handoff;
  }

  owned(id: string, advisor: string): Handoff {
    const handoff = this.find(id);
    if (handoff.owner !== advisor || handoff.line.stage !== "advisor") {
      throw new Problem(409, "Je hebt dit gesprek niet (meer).");
    }
    return handoff;
  }

  #give(handoff: Handoff, advisor: string): void {
    handoff.owner = advisor;
    const taken_at = new Date().toISOString();
    const name = nameOf(advisor);
    this.#change(handoff, { stage: "advisor", advisor: name, taken_at, lent: false });
  }

  #addNote(handoff: Handoff, advisor: string, text: string): string {
    const id = randomUUID();
    handoff.notes.push({ id, author: nameOf(advisor), text, at: new Date().toISOString() });
    this.#change(handoff, {});
    return id;
  }

  #change(handoff: Handoff, change: Partial<Line>): void {
    handoff.line = { ...handoff.line, ...change };
    this.#tell({ event: "lists" });
    this.#tell({ event: "conversation", conversation: handoff.line.conversation });
  }

  #line({ line, messages, read, owner }: Handoff, advisor: string): Line {
    const unread = messages.filter(({ author, seq }) => author === "entrepreneur" && seq > read);
    const isWaiting = line.stage === "waiting";
    return { ...line, unread: owner === advisor ? unread.length : 0, may_take: isWaiting };
  }

  #tell(heard: Heard, to?: string): void {
    this.#etag += 1;
    for (const listener of [...this.listeners]) listener(heard, to);
  }
}

function idOf({ line }: Handoff): string {
  return line.id;
}

function nameOf(advisor: string): string {
  return sample.ADVISORS.find(({ id }) => id === advisor)?.name ?? "onbekend";
}
