/** What the browser keeps between two pages: the key to the conversation, and what was not sent yet. */

import type { Access, Stage } from "../api/model.js";
import { type Outbox, unsent } from "./outgoing.js";

/** A conversation to go on with. */
export interface Kept {
  readonly access: Access;
  /** Who answered last: with an advisor there can be news while the panel is closed. */
  readonly stage: Stage;
  /** The last message that the entrepreneur has seen. */
  readonly read: number;
}

export class Memory {
  readonly #drawer: Drawer;
  readonly #conversation: string;
  readonly #outbox: string;

  /** `origin` keeps two Schakels on one site apart. */
  constructor(origin: string, drawer: Drawer = firstThatWorks()) {
    this.#drawer = drawer;
    this.#conversation = `schakel-chat ${origin} conversation`;
    this.#outbox = `schakel-chat ${origin} outbox`;
  }

  get conversation(): Kept | undefined {
    return this.#read<Kept>(this.#conversation);
  }

  set conversation(kept: Kept | undefined) {
    this.#write(this.#conversation, kept);
  }

  get outbox(): Outbox {
    return unsent(this.#read<Outbox>(this.#outbox) ?? []);
  }

  set outbox(outbox: Outbox) {
    const worthKeeping = unsent(outbox);
    this.#write(this.#outbox, worthKeeping.length > 0 ? worthKeeping : undefined);
  }

  /** Call `changed` when another tab goes on with another conversation. */
  watch(changed: () => void, signal: AbortSignal): void {
    const heard = (event: StorageEvent) => {
      if (event.key === this.#conversation) changed();
    };
    window.addEventListener("storage", heard, { signal });
  }

  #read<T>(key: string): T | undefined {
    try {
      return JSON.parse(this.#drawer.getItem(key) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  #write(key: string, value: unknown): void {
    try {
      if (value === undefined) this.#drawer.removeItem(key);
      else this.#drawer.setItem(key, JSON.stringify(value));
    } catch {
      // A full drawer costs the resume after a reload, never the conversation itself.
    }
  }
}

export type Drawer = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Private windows and strict settings close one drawer or both: then we forget at a reload. */
function firstThatWorks(): Drawer {
  for (const open of [() => localStorage, () => sessionStorage]) {
    try {
      const drawer = open();
      drawer.setItem("schakel-chat probe", "1");
      drawer.removeItem("schakel-chat probe");
      return drawer;
    } catch {}
  }
  return new PageMemory();
}

/** A drawer that lasts as long as the page. */
export class PageMemory implements Drawer {
  readonly #values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }

  removeItem(key: string): void {
    this.#values.delete(key);
  }
}
