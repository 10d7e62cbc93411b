/** Shortcuts of one letter; not while somebody types, and not when they were switched off. */

import type { Store } from "./state.js";

export interface KeyActions {
  /** Go up (-1) or down (1) in the list. */
  move(steps: 1 | -1): void;
  take(): void;
  note(): void;
  message(): void;
  partner(): void;
  shortcuts(): void;
}

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export function listen(store: Store, actions: KeyActions): void {
  const keys: Readonly<Record<string, () => void>> = {
    j: () => actions.move(1),
    k: () => actions.move(-1),
    t: () => actions.take(),
    n: () => actions.note(),
    m: () => actions.message(),
    p: () => actions.partner(),
    "?": () => actions.shortcuts(),
  };
  document.addEventListener("keydown", (event) => {
    const isChord = event.ctrlKey || event.altKey || event.metaKey;
    const isTyping = event.target instanceof Element && event.target.matches(TYPING);
    const { usesKeys, dialog } = store.state;
    const press = keys[event.key];
    if (!press || isChord || isTyping || !usesKeys || dialog || event.repeat) return;
    event.preventDefault();
    press();
  });
}
