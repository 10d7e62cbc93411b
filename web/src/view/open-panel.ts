/** Remembers in this tab whether the panel was open, so that it is on the next page too. */

const KEY = "schakel-chat open";

export const OpenPanel = {
  get isKept(): boolean {
    try {
      return sessionStorage.getItem(KEY) === "1";
    } catch {
      return false;
    }
  },

  set isKept(isOpen: boolean) {
    try {
      if (isOpen) sessionStorage.setItem(KEY, "1");
      else sessionStorage.removeItem(KEY);
    } catch {
      // Without a drawer the panel is closed on the next page: no harm done.
    }
  },
};
