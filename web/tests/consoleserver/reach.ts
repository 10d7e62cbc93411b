/** Where an entrepreneur writes: on the website, or on a phone to which messages are carried. */

import type { Card, Channel, Deliveries, DeliveryState } from "../../console/src/model.js";
import type { Author } from "../../src/api/model.js";

type Reached = Omit<Card, "line" | "messages" | "notes">;

/** `whatsapp-late`: so long ago written that the window is closed. */
export type Place = "web" | "whatsapp" | "whatsapp-late";

const WEBSITE: Channel = {
  id: "web",
  title: "Website",
  allows: ["knoppen", "bestanden", "je ziet of het gelezen is"],
  limits: [],
  is_closed: false,
  name: null,
};
const OPEN =
  "Je kunt vrij schrijven tot 24-11 om 10.00 uur. Daarna pas weer als de ondernemer schrijft.";
const CLOSED =
  "Vrij schrijven kon tot 22-11 om 10.00 uur. Wat je nu schrijft wacht, en de ondernemer krijgt bericht dat er een antwoord is.";

export function channelOf(place: Place): Channel {
  if (place === "web") return WEBSITE;
  return whatsapp(place !== "whatsapp");
}

function whatsapp(is_closed: boolean): Channel {
  const limits = [is_closed ? CLOSED : OPEN];
  const allows = ["knoppen", "bestanden", "je ziet of het gelezen is"];
  return { id: "whatsapp", title: "WhatsApp", allows, limits, is_closed, name: null };
}

/** The card after somebody said something: what goes to a phone waits, or is held. */
export function spoken(card: Reached, author: Author, seq: number): Reached {
  if (author === "entrepreneur") return { ...heard(card), typing: false };
  if (card.channel.id === "web") return card;
  const state: DeliveryState = card.channel.is_closed ? "held" : "waiting";
  return { ...card, deliveries: { ...card.deliveries, [seq]: state } };
}

/** Who writes can be written to again: what was held goes out. */
function heard(card: Reached): Reached {
  if (card.channel.id === "web") return card;
  const released = Object.entries(card.deliveries).map(([seq, state]) => [
    seq,
    state === "held" ? "waiting" : state,
  ]);
  return {
    ...card,
    channel: whatsapp(false),
    deliveries: Object.fromEntries(released) as Deliveries,
  };
}

/** The card after a message came further; nobody is told of that. */
export function carried(card: Reached, seq: number, state: DeliveryState): Reached {
  return { ...card, deliveries: { ...card.deliveries, [seq]: state } };
}
