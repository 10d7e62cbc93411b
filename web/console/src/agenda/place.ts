/** Where on the page one is, in the address: so a reload keeps it, and the back button works. */

export type Place =
  | { readonly kind: "conversations" }
  /** `who` is a colleague, "all", or empty for oneself; without a week it is this one. */
  | { readonly kind: "week"; readonly week: string | undefined; readonly who: string }
  | { readonly kind: "appointment"; readonly id: string }
  | { readonly kind: "times"; readonly owner: string };

export const CONVERSATIONS: Place = { kind: "conversations" };
export const EVERYBODY = "all";
export const TEAM = "team";

const WEEK = "#agenda";
const APPOINTMENT = "#afspraak-";
const TIMES = "#tijden-";

/** Read a place from the end of an address; what it does not know are the conversations. */
export function placeIn(hash: string): Place {
  if (hash.startsWith(APPOINTMENT))
    return { kind: "appointment", id: hash.slice(APPOINTMENT.length) };
  if (hash.startsWith(TIMES)) return { kind: "times", owner: decoded(hash.slice(TIMES.length)) };
  const [name, week, who = ""] = hash.split("/");
  if (name !== WEEK) return CONVERSATIONS;
  return { kind: "week", week: week || undefined, who: decoded(who) };
}

/** The end of an address that leads to a place. */
export function addressOf(place: Place): string {
  switch (place.kind) {
    case "conversations":
      return "#";
    case "appointment":
      return `${APPOINTMENT}${place.id}`;
    case "times":
      return `${TIMES}${encodeURIComponent(place.owner)}`;
    case "week":
      return [WEEK, place.week ?? "", encodeURIComponent(place.who)].join("/").replace(/\/+$/, "");
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
