/** Takes away what an advisor was told, after a while. */

import type { Store } from "./state.js";

/** What went well can be read in this time; after it, it only stands in the way. */
const NOTICE_MS = 8_000;

export function forgetNotices(store: Store): void {
  let shown: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe(({ notice }) => {
    if (notice === shown) return;
    shown = notice;
    clearTimeout(timer);
    if (notice) timer = setTimeout(() => store.put({ notice: undefined }), NOTICE_MS);
  });
}
