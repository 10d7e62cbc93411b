/** The panel: a dialog with a top, the conversation or what covers it, and what is announced. */

import { html, nothing, type TemplateResult } from "lit";

export interface PanelParts {
  readonly header: TemplateResult;
  /** The conversation and where one types. */
  readonly talk: TemplateResult;
  /** What is shown instead of the conversation, which stays as it is behind it. */
  readonly cover: TemplateResult | undefined;
  readonly announcements: TemplateResult;
}

export interface PanelActions {
  hide(): void;
  /** The dialog is closed, by us or by the browser. */
  closed(): void;
}

export function panel(
  { header, talk, cover, announcements }: PanelParts,
  { hide, closed }: PanelActions,
): TemplateResult {
  return html`
    <dialog
      class="panel"
      aria-labelledby="name"
      @keydown=${(event: KeyboardEvent) => hideOnEscape(event, hide)}
      @cancel=${(event: Event) => hideOnCancel(event, hide)}
      @close=${closed}
    >
      ${header}
      <div class="body">
        <div class="body__talk ${cover ? "body__talk--away" : ""}">${talk}</div>
        ${cover ?? nothing}
      </div>
      ${announcements}
    </dialog>
  `;
}

function hideOnEscape(event: KeyboardEvent, hide: () => void): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  hide();
}

/** Something inside the panel can be cancelled too: that does not hide the panel. */
function hideOnCancel(event: Event, hide: () => void): void {
  if (event.target !== event.currentTarget) return;
  event.preventDefault();
  hide();
}
