/** What happens at each thing that is done in the agenda. */

import type { Focus } from "../focus.js";
import type { Store } from "../state.js";
import type { AgendaActions } from "../view/agenda/actions.js";
import { type Agenda, headingOf } from "./agenda.js";
import { addressOf } from "./place.js";

export interface AgendaActionParts {
  readonly agenda: Agenda;
  readonly store: Store;
  readonly focus: Focus;
}

export function agendaActionsOf({ agenda, store, focus }: AgendaActionParts): AgendaActions {
  /** What is wrong gets the keyboard. */
  const toWrong = () => {
    const field = store.state.agenda.wrong?.field;
    if (field) focus.to(`[name="${CSS.escape(field)}"]`);
  };
  return {
    go: (place) => location.assign(addressOf(place)),
    ask: (dialog, subject) => agenda.ask(dialog, subject),
    move: (start) => void agenda.move(start),
    cancel: () => void agenda.cancel(),
    askToMove: () => void agenda.askToMove(),
    // The form is gone after it.
    end: async (line, ending, remark) => {
      if (await agenda.end(line, ending, remark)) focus.to(headingOf(store.state.place));
    },
    keepTimes: async (owner, rules) => {
      await agenda.keepTimes(owner, rules);
      toWrong();
    },
    addAbsence: async (owner, absence) => {
      const isKept = await agenda.addAbsence(owner, absence);
      if (isKept) focus.to("#absences");
      else toWrong();
      return isKept;
    },
    dropAbsence: async (owner, id) => {
      if (await agenda.dropAbsence(owner, id)) focus.to("#absences");
    },
    tellWrong: (wrong) => {
      agenda.tellWrong(wrong);
      toWrong();
    },
  };
}
