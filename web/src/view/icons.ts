/** Drawings of our own; they say nothing that is not also said in words. */

import { svg, type TemplateResult } from "lit";

const stroked = (shape: TemplateResult) => svg`
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
    ${shape}
  </svg>`;

export const icons = {
  /** Two links of a chain: the mark of Schakel. */
  mark: stroked(svg`
    <rect x="2.5" y="8" width="11.5" height="8" rx="4" />
    <rect x="10" y="8" width="11.5" height="8" rx="4" />`),
  speech: stroked(svg`
    <path d="M20 4.5H4A1.5 1.5 0 0 0 2.5 6v10A1.5 1.5 0 0 0 4 17.5h2.5v4l5-4H20a1.5 1.5 0 0 0 1.5-1.5V6A1.5 1.5 0 0 0 20 4.5Z" />
    <path d="M7.5 9.5h9M7.5 13h5.5" />`),
  close: stroked(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  more: stroked(svg`<path d="M4 7h16M4 12h16M4 17h16" />`),
  send: stroked(svg`<path d="M12 19V5M5.5 11.5L12 5l6.5 6.5" />`),
  down: stroked(svg`<path d="M12 5v14M5.5 12.5L12 19l6.5-6.5" />`),
  fresh: stroked(svg`<path d="M12 5v14M5 12h14" />`),
  phone: stroked(
    svg`<rect x="6.5" y="2.5" width="11" height="19" rx="2.5" /><path d="M11 18.2h2" />`,
  ),
  save: stroked(svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />`),
  erase: stroked(svg`<path d="M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5" />`),
  warning: stroked(svg`<path d="M12 4L2.5 20h19L12 4ZM12 10v4.5M12 17.2v.1" />`),
} as const;
