/** What the browser keeps for us; one that refuses costs comfort, never work. */

import { type Drawer, PageMemory } from "../../src/conversation/memory.js";

const PREFIX = "schakel-console";

export class Keeper {
  constructor(private readonly drawer: Drawer) {}

  read<T>(key: string, otherwise: T): T {
    try {
      return JSON.parse(this.drawer.getItem(`${PREFIX} ${key}`) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /** Keep `value`; an empty text is forgotten. */
  write(key: string, value: unknown): void {
    try {
      if (value === "") this.drawer.removeItem(`${PREFIX} ${key}`);
      else this.drawer.setItem(`${PREFIX} ${key}`, JSON.stringify(value));
    } catch {
      // A full drawer: what was typed is still on the screen.
    }
  }
}

/** Open one of the browser's own drawers, or one that lasts as long as the page. */
export function keeperOf(open: () => Storage): Keeper {
  try {
    return new Keeper(open());
  } catch {
    return new Keeper(new PageMemory());
  }
}
