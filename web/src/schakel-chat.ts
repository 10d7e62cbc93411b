/** What a site embeds: makes `<schakel-chat>` known, and adds one to a page that has none. */

import "./view/chat.js";

function addOne(): void {
  if (!document.querySelector("schakel-chat")) {
    document.body.append(document.createElement("schakel-chat"));
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", addOne);
else addOne();
