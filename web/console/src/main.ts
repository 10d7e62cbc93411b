/** The console of the advisors: how all parts hang together, and what starts them. */

import { Wake } from "../../src/conversation/backoff.js";
import { actionsOf, keyActions } from "./actions.js";
import { Agenda } from "./agenda/agenda.js";
import { AgendaApi } from "./agenda/api.js";
import { placeIn } from "./agenda/place.js";
import { Alerts } from "./alerts.js";
import { Api, EVENTS } from "./api.js";
import { Attempt } from "./attempt.js";
import { DeskBell } from "./bell.js";
import { Calls } from "./calls.js";
import { Clock } from "./clock.js";
import { OpenConversation } from "./conversation.js";
import { Deeds } from "./deeds.js";
import { keeperOf } from "./drawer.js";
import { Failure } from "./failure.js";
import { Focus } from "./focus.js";
import { listen } from "./keys.js";
import { Live } from "./live.js";
import { forgetNotices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Partners } from "./partners.js";
import { Refresh } from "./refresh.js";
import { Route } from "./route.js";
import { sendBy } from "./send.js";
import { isLiving } from "./shares.js";
import { emptyState, isOther, lineOf, Store } from "./state.js";
import { Page } from "./view/page.js";
import { waiting } from "./wait.js";

const HEARTBEAT_MS = 20_000;
const TICK_MS = 15_000;
const DELIVERIES_MS = 4_000;
const AGENDA_MS = 30_000;

const root = document.querySelector<HTMLElement>("#console") ?? document.body;
const choices = keeperOf(() => localStorage);
const typed = keeperOf(() => sessionStorage);
const isVisible = () => document.visibilityState === "visible";
const isLooking = () => isVisible() && document.hasFocus();

const clock = new Clock();
const store = new Store({
  ...emptyState(clock.now()),
  isMuted: choices.read("muted", false),
  usesKeys: choices.read("keys", true),
  mayNotify: "Notification" in window ? Notification.permission : "denied",
});
const calls = new Calls(clock);
const api = new Api(calls);
const wake = new Wake();
const wait = waiting(wake);
const focus = new Focus();
const failure = new Failure(store);

const lists = new Refresh(fetchLists, wait, (error) => failure.tell(error));
const me = new Refresh(fetchMe, wait, (error) => failure.tell(error));
// What is refused for a part of the card is refused for the card, which says so.
const quiet = () => {};
const shares = new Refresh(fetchShares, wait, quiet);
const deliveries = new Refresh(() => conversation.follow(), wait, quiet);
const conversation = new OpenConversation({
  ...{ api, store, keeper: typed, failure, isLooking, isVisible },
  moved: () => shares.ask(),
});
const route = new Route((id) => {
  agenda.visit(placeIn(location.hash));
  void conversation.open(id);
});
const alerts = new Alerts(new DeskBell(store), { every }, isLooking);
const attempt = new Attempt(store, failure, () => lists.ask());
const agenda = new Agenda({ api: new AgendaApi(calls), store, failure, attempt, wait, focus });
const partners = new Partners({ api, store, conversation, attempt });
const deeds = new Deeds({
  ...{ api, store, failure, conversation, route, attempt },
  taken: (id) => alerts.know(id, "assigned"),
  pause: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
});
const outbox = new Outbox({
  store,
  keeper: typed,
  send: sendBy(api),
  wait,
  arrived: ({ kind, handoff }) =>
    void (kind === "note" ? conversation.reload() : conversation.refresh(handoff)),
  loggedOut: () => failure.logIn(),
});
const live = new Live(
  {
    lists: () => lists.ask(),
    conversation: (id) => hear(id),
    alert: (handoff, why) => {
      alerts.raise(handoff, why);
      lists.ask();
    },
    opened: () => fetchAll(),
    lost: () => store.put({ connection: "lost" }),
    closed: () => me.ask(),
  },
  () => new EventSource(EVENTS),
);

const parts = {
  ...{ store, agenda, route, deeds, partners, outbox, conversation, focus, choices },
  hurry: () => wake.ring(),
  now: () => clock.now(),
};
const actions = actionsOf(parts);
const page = new Page(root, actions);

start();

function start(): void {
  let isAsked = false;
  const redraw = () => {
    isAsked = false;
    page.draw(store.state);
    focus.honour();
  };
  forgetNotices(store);
  store.subscribe(() => {
    if (!isAsked) queueMicrotask(redraw);
    isAsked = true;
  });
  redraw();
  listen(store, keyActions(parts, actions));
  for (const look of ["focus", "visibilitychange"]) {
    window.addEventListener(look, () => isLooking() && looked(), true);
  }
  window.addEventListener("online", () => wake.ring());
  every(HEARTBEAT_MS, () => void beat());
  every(TICK_MS, tick);
  every(DELIVERIES_MS, () => deliveries.ask());
  every(AGENDA_MS, () => isVisible() && agenda.look());
  me.ask();
  lists.ask();
  live.start();
  route.start();
  outbox.resume();
}

function tick(): void {
  store.put({ now: clock.now() });
  // A partner who opens a link changes nothing in the conversation: no event tells that.
  if (store.state.shares?.shares.some(isLiving)) shares.ask();
}

async function fetchMe(): Promise<void> {
  store.put({ me: await api.me() });
  await beat();
}

async function fetchLists(): Promise<void> {
  const found = await api.lists(store.state.lists.etag);
  const before = openLine();
  store.put({ hasLists: true, now: clock.now(), ...(found && { lists: found }) });
  alerts.settle(store.state.lists);
  if (isOther(before, openLine())) void conversation.reload();
  void conversation.markRead();
}

async function fetchShares(): Promise<void> {
  const { open } = store.state;
  if (!open) return;
  const found = await api.shares(open);
  if (store.state.open === open) store.put({ shares: found });
}

function openLine() {
  const { open, card } = store.state;
  return open && card ? lineOf(store.state, open) : undefined;
}

/** After a connection that was away: whatever was missed comes now. */
function fetchAll(): void {
  store.put({ connection: "live" });
  wake.ring();
  me.ask();
  lists.ask();
  void conversation.reload();
}

function hear(id: string): void {
  const open = store.state.card?.line;
  if (open && (open.conversation === id || open.id === id)) void conversation.refresh(open.id);
}

function looked(): void {
  alerts.looked();
  agenda.look();
  void conversation.markRead();
}

async function beat(): Promise<void> {
  const presence = store.state.me?.presence;
  if (!presence) return;
  try {
    await api.presence(presence);
  } catch {
    // The next beat comes soon; a connection that stays away is said by the banner.
  }
}

function every(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(call, milliseconds);
  return () => clearInterval(timer);
}
