/** What happens at each thing that is done on the screen. */

import { newId } from "../../src/conversation/ids.js";
import { agendaActionsOf } from "./agenda/actions.js";
import type { Agenda } from "./agenda/agenda.js";
import type { OpenConversation } from "./conversation.js";
import type { Deeds } from "./deeds.js";
import type { Keeper } from "./drawer.js";
import type { Focus } from "./focus.js";
import type { KeyActions } from "./keys.js";
import type { Outbox } from "./outbox.js";
import type { Outgoing } from "./outgoing.js";
import type { Partners } from "./partners.js";
import type { Route } from "./route.js";
import { holds, lineOf, NO_FIND, type Store, shownLines } from "./state.js";
import type { Actions } from "./view/actions.js";
import { charactersOver } from "./view/composer.js";

export interface ActionParts {
  readonly store: Store;
  readonly agenda: Agenda;
  readonly route: Route;
  readonly deeds: Deeds;
  readonly partners: Partners;
  readonly outbox: Outbox;
  readonly conversation: OpenConversation;
  readonly focus: Focus;
  /** Keeps choices for this browser. */
  readonly choices: Keeper;
  /** Everybody who waits before a next try does it now. */
  readonly hurry: () => void;
  /** What time it is at the server. */
  readonly now: () => Date;
}

export function actionsOf(parts: ActionParts): Actions {
  const { store, route, deeds, outbox, conversation, focus } = parts;
  return {
    agenda: agendaActionsOf(parts),
    choose: (tab) => store.put({ tab, find: NO_FIND }),
    find: (words) => void deeds.find(words),
    open: (id) => {
      route.go(id);
      focus.to(headingOf(id));
    },
    back: () => toList(parts),
    take: (id) => void deeds.take(id).then(() => focus.to(headingOf(id))),
    release: () => void deeds.release().then(() => settle(parts)),
    transfer: (transfer) => void deeds.transfer(transfer).then(() => settle(parts)),
    close: (closing) => void deeds.close(closing).then(() => settle(parts)),
    promise: (before) => void deeds.promise(before),
    ...errands(parts),

    ask: (dialog) => void deeds.ask(dialog),
    cancel: () => store.state.dialog && store.put({ dialog: undefined, problem: undefined }),
    chooseOutcome: (outcome) => store.put({ outcome }),
    search: (words) => void deeds.search(words),
    insert: (text) => {
      const { message } = store.state.drafts;
      conversation.type({ message: message.trim() ? `${message.trimEnd()}\n\n${text}` : text });
      store.put({ dialog: undefined });
      focus.to("#message");
    },

    type: (kind, text) => conversation.type({ [kind]: text }),
    send: (kind) => send(kind, parts),
    sendFile: (file) => sendFile(file, parts),
    retry: (clientId) => {
      outbox.retry(clientId);
      parts.hurry();
    },
    withdraw: (item) => {
      const text = outbox.withdraw(item.clientId);
      if (item.file) return focus.to("#message");
      const typed = store.state.drafts[item.kind].trim();
      conversation.type({ [item.kind]: typed ? `${text}\n\n${typed}` : text });
      focus.to(`#${item.kind}`);
    },
    ...settings(parts),
  };
}

/** What others are asked to do in the conversation. The button that was pressed is gone after it. */
function errands({ store, deeds, partners, focus }: ActionParts) {
  return {
    startScan: async () => {
      const { open } = store.state;
      if (open && (await deeds.startScan())) focus.to(headingOf(open));
    },
    askPartner: (asking) => void partners.ask(asking),
    withdrawShare: async (id) => {
      if (await partners.withdraw(id)) focus.to("#shares");
    },
  } satisfies Partial<Actions>;
}

function settings({ store, deeds, choices, focus }: ActionParts) {
  return {
    presence: (presence) => void deeds.presence(presence),
    showAside: (isAsideShown) => store.put({ isAsideShown }),
    showMenu: (isMenuShown) => store.put({ isMenuShown }),
    mute: (isMuted) => {
      choices.write("muted", isMuted);
      store.put({ isMuted });
    },
    allowMessages: async () => store.put({ mayNotify: await Notification.requestPermission() }),
    useKeys: (usesKeys) => {
      choices.write("keys", usesKeys);
      store.put({ usesKeys });
    },
    skipToConversation: () => focus.to("#conversation-heading"),
    dismiss: () => store.put({ problem: undefined, notice: undefined }),
  } satisfies Partial<Actions>;
}

/** What the shortcuts do; those of a conversation do nothing while none is open. */
export function keyActions(parts: ActionParts, actions: Actions): KeyActions {
  const { store, focus } = parts;
  return {
    move,
    take: () => {
      const id = chosen() ?? store.state.open;
      if (id && lineOf(store.state, id)?.may_take) actions.take(id);
    },
    note: () => {
      if (!store.state.card) return;
      actions.showAside(true);
      focus.to("#note");
    },
    message: () => {
      if (!store.state.card || !holds(store.state)) return;
      actions.showAside(false);
      focus.to("#message");
    },
    partner: () => {
      if (store.state.card && holds(store.state)) actions.ask("partner");
    },
    shortcuts: () => actions.ask("shortcuts"),
  };
}

/** Go to the next line in the list, or to the first one. */
function move(steps: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLElement>(".line__open")];
  const place = lines.findIndex((line) => line.matches(":focus"));
  const next = place < 0 ? 0 : Math.min(Math.max(place + steps, 0), lines.length - 1);
  lines[next]?.focus();
}

/** The handoff whose line has the keyboard. */
function chosen(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-id]")?.dataset.id;
}

function send(kind: Outgoing["kind"], { store, conversation, outbox, now }: ActionParts): void {
  const { open, drafts } = store.state;
  const text = drafts[kind].normalize("NFC").trim();
  if (!open || text === "" || charactersOver(text) > 0) return;
  const at = now().toISOString();
  conversation.type({ [kind]: "" });
  outbox.add({ clientId: newId(), handoff: open, kind, text, at, status: "queued" });
}

function sendFile(file: File, { store, outbox, now }: ActionParts): void {
  const { open } = store.state;
  if (!open) return;
  const at = now().toISOString();
  const what = { kind: "message", text: "", file, at, status: "queued" } as const;
  outbox.add({ clientId: newId(), handoff: open, ...what });
}

/** That of this very conversation: another heading may still stand there. */
function headingOf(id: string): string {
  return `#conversation-heading[data-handoff="${id}"]`;
}

/** What was left is not on the screen any more: go on from the list. */
function settle(parts: ActionParts): void {
  if (!parts.store.state.open) parts.focus.to("[role=tab][aria-selected=true]");
}

/** Back to the line that one came from. */
function toList({ store, route, focus }: ActionParts): void {
  const { open } = store.state;
  route.go(undefined);
  focus.to(
    open && shownLines(store.state).some(({ id }) => id === open)
      ? `[data-id="${open}"] .line__open`
      : "[role=tab][aria-selected=true]",
  );
}
