/** Rules as they were filled in; whether they can be is for the server to judge. */

import { readHours } from "./hours.js";
import { FORMS, type Hours, NUMBERS, type NumberRule, type Rules, WEEKDAYS } from "./model.js";
import type { Wrong } from "./state.js";
import { agendaTexts } from "./texts.js";

/** What is chosen for hours of one's own. */
export const OWN_HOURS = "own";

const BOOKABLE: Readonly<Record<string, boolean>> = { yes: true, no: false };

export function readRules(form: FormData): { readonly rules: Rules } | { readonly wrong: Wrong } {
  try {
    return { rules: rulesIn(form) };
  } catch (error) {
    if (error instanceof Unreadable) return { wrong: error.wrong };
    throw error;
  }
}

/** Nobody can tell what was meant in a field. */
class Unreadable extends Error {
  constructor(readonly wrong: Wrong) {
    super("unreadable");
  }
}

function rulesIn(form: FormData): Rules {
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numberIn(form, name)]));
  const chosen = form.getAll("forms");
  const forms = FORMS.filter((one) => chosen.includes(one));
  return {
    ...(numbers as Record<NumberRule, number | null>),
    is_bookable: BOOKABLE[textIn(form, "is_bookable")] ?? null,
    hours: form.get("hours") === OWN_HOURS ? hoursIn(form) : null,
    forms: forms.length > 0 ? forms : null,
    place: textIn(form, "place") || null,
    video: textIn(form, "video") || null,
    calendar: textIn(form, "calendar") || null,
  };
}

function hoursIn(form: FormData): Hours {
  const days = WEEKDAYS.map((day) => {
    const field = `hours.${day}`;
    const blocks = readHours(textIn(form, field));
    if (!blocks) throw new Unreadable({ field, text: agendaTexts.rules.hoursWrong(day) });
    return [day, blocks] as const;
  });
  return Object.fromEntries(days) as Hours;
}

function numberIn(form: FormData, field: NumberRule): number | null {
  const typed = textIn(form, field);
  if (typed === "") return null;
  if (/^\d{1,5}$/.test(typed)) return Number(typed);
  throw new Unreadable({ field, text: agendaTexts.rules.notANumber });
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
