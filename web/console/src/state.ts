/** Everything the console shows, as one value, and the one place where it changes. */

import { CONVERSATIONS, type Place } from "./agenda/place.js";
import { type AgendaState, NO_AGENDA } from "./agenda/state.js";
import { lastSeq } from "./messages.js";
import {
  type Card,
  type Line,
  type Lists,
  type Me,
  type SchemeAnswer,
  TABS,
  type Tab,
} from "./model.js";
import type { Outgoing } from "./outgoing.js";
import type { Shares } from "./shares.js";

export type Dialog =
  | "transfer"
  | "close"
  | "promise"
  | "partner"
  | "scan"
  | "insert"
  | "shortcuts"
  | "move"
  | "cancel"
  | "ask-to-move";

/** `lost`: away for so long that one should know. */
export type Connection = "live" | "lost";

/** What is typed and not sent yet in the open conversation. */
export interface Drafts {
  readonly message: string;
  readonly note: string;
}

/** What was looked for in the ready texts; `failed`: the schemes could not be searched. */
export interface Search {
  readonly words: string;
  readonly schemes: readonly SchemeAnswer[];
  readonly isFailed: boolean;
}

/** What was looked for in all conversations; without `lines` the answer is still on its way. */
export interface Find {
  readonly words: string;
  readonly lines: readonly Line[] | undefined;
  readonly isFailed: boolean;
}

export interface State {
  /** Which part of the page is on the screen. */
  readonly place: Place;
  readonly agenda: AgendaState;
  readonly me: Me | undefined;
  readonly lists: Lists;
  readonly hasLists: boolean;
  readonly tab: Tab;
  /** The handoff that is open, of which the card may still be on its way. */
  readonly open: string | undefined;
  readonly card: Card | undefined;
  /** The partners of the open conversation; nothing before they were fetched. */
  readonly shares: Shares | undefined;
  readonly drafts: Drafts;
  readonly outbox: readonly Outgoing[];
  readonly dialog: Dialog | undefined;
  /** What is chosen in the dialog that closes a conversation. */
  readonly outcome: string | undefined;
  readonly search: Search;
  readonly find: Find;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly notice: string | undefined;
  readonly connection: Connection;
  /** On a small screen: the card covers the messages. */
  readonly isAsideShown: boolean;
  readonly isMenuShown: boolean;
  readonly isMuted: boolean;
  readonly mayNotify: NotificationPermission;
  readonly usesKeys: boolean;
  readonly now: Date;
}

const NO_LISTS: Lists = {
  ...{ etag: "", silent: [] },
  ...{ waiting: [], mine: [], colleagues: [], closed: [] },
};
export const NO_SEARCH: Search = { words: "", schemes: [], isFailed: false };
export const NO_FIND: Find = { words: "", lines: undefined, isFailed: false };
export const NO_DRAFTS: Drafts = { message: "", note: "" };

export function emptyState(now: Date): State {
  return {
    place: CONVERSATIONS,
    agenda: NO_AGENDA,
    me: undefined,
    lists: NO_LISTS,
    hasLists: false,
    tab: "waiting",
    open: undefined,
    card: undefined,
    shares: undefined,
    drafts: NO_DRAFTS,
    outbox: [],
    dialog: undefined,
    outcome: undefined,
    search: NO_SEARCH,
    find: NO_FIND,
    isBusy: false,
    problem: undefined,
    notice: undefined,
    connection: "live",
    isAsideShown: false,
    isMenuShown: false,
    isMuted: false,
    mayNotify: "denied",
    usesKeys: true,
    now,
  };
}

/** Calls everybody who subscribed whenever the state is another value. */
export class Store {
  readonly #heard = new Set<(state: State) => void>();
  #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  put(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const hear of [...this.#heard]) hear(this.#state);
  }

  /** Hear every change; the answer ends that. */
  subscribe(hear: (state: State) => void): () => void {
    this.#heard.add(hear);
    return () => this.#heard.delete(hear);
  }
}

/** The list in which a handoff stands. */
export function tabOf(lists: Lists, id: string): Tab | undefined {
  return TABS.find((tab) => lists[tab].some((line) => line.id === id));
}

/** The line of a handoff as the lists have it, or as its card had it. */
export function lineOf({ lists, card }: State, id: string): Line | undefined {
  const listed = TABS.flatMap((tab) => lists[tab]).find((line) => line.id === id);
  return listed ?? (card?.line.id === id ? card.line : undefined);
}

/** Where a line that was found belongs, also when it stands in no list. */
export function placeOf(lists: Lists, line: Line): Tab {
  const tab = tabOf(lists, line.id);
  if (tab) return tab;
  if (line.closed_at) return "closed";
  return line.advisor ? "colleagues" : "waiting";
}

/** The lines on the screen: what was found, or the chosen list. */
export function shownLines({ find, lists, tab }: State): readonly Line[] {
  return find.words ? (find.lines ?? []) : lists[tab];
}

/** Tell whether the open conversation is this advisor's. */
export function isMine({ lists, open }: State): boolean {
  return open !== undefined && tabOf(lists, open) === "mine";
}

/** Tell whether this advisor can speak in the open conversation: not while the bot has it on loan. */
export function holds(state: State): boolean {
  const line = state.open === undefined ? undefined : lineOf(state, state.open);
  return isMine(state) && line?.stage === "advisor" && !line.lent;
}

/** Tell whether a line says something else than how much there is to read and how long it waits. */
export function isOther(before: Line | undefined, after: Line | undefined): boolean {
  const rest = (line?: Line) => line && { ...line, unread: 0, last_at: "", is_late: false };
  return JSON.stringify(rest(before)) !== JSON.stringify(rest(after));
}

/** Put a line that was just taken where the next lists will have it. */
export function withMine(lists: Lists, line: Line): Lists {
  const others = (tab: Tab) => lists[tab].filter(({ id }) => id !== line.id);
  return {
    ...lists,
    waiting: others("waiting"),
    colleagues: others("colleagues"),
    mine: [line, ...others("mine")],
  };
}

/** Lines with something of an entrepreneur that was not read yet. */
export function unreadIn(lines: readonly Line[]): number {
  return lines.filter(({ unread }) => unread > 0).length;
}

/** What still has to be shown beside the messages and notes that arrived. */
export function underWay({ outbox, card }: State, kind: Outgoing["kind"]): readonly Outgoing[] {
  if (!card) return [];
  return outbox.filter((item) => item.handoff === card.line.id && item.kind === kind);
}

/** The last message, up to which everything can be read; 0 without any. */
export function lastOf(card: Card): number {
  return lastSeq(card.messages);
}
