/** One handoff in a list: who, what about, and how long already. */

import { html, nothing, type TemplateResult } from "lit";
import type { Line, Tab, Titled } from "../model.js";
import { texts } from "../texts.js";
import { callBackBefore, momentOf, waits } from "../time.js";
import type { Actions } from "./actions.js";

const words = texts.lists;

/** What a line needs to know beside itself. */
export interface Around {
  readonly tab: Tab;
  readonly open: string | undefined;
  readonly outcomes: readonly Titled[];
  readonly now: Date;
}

export function lineItem(line: Line, around: Around, actions: Actions): TemplateResult {
  const who = whoIn(line);
  const isOpen = line.id === around.open;
  return html`
    <li class="line ${isOpen ? "line--open" : ""}" data-id=${line.id}>
      <h2 class="line__who">
        <button
          type="button"
          class="line__open"
          aria-current=${isOpen ? "true" : nothing}
          aria-describedby="about-${line.id}"
          @click=${() => actions.open(line.id)}
        >${who}</button>
        ${line.municipality ? html`<span class="line__place">${line.municipality}</span>` : nothing}
      </h2>
      <div id="about-${line.id}" class="line__about">
        <p class="line__question">${line.question}</p>
        <ul class="marks">${marks(line, around)}</ul>
      </div>
      ${line.may_take && around.tab !== "closed" ? take(line, who, actions) : nothing}
    </li>
  `;
}

export function whoIn({ name }: Line): string {
  return name ?? texts.who.unknown;
}

/** What became of it, in words. */
export function outcomeIn(outcome: string, outcomes: readonly Titled[]): string {
  return outcomes.find(({ id }) => id === outcome)?.title ?? outcome;
}

function take(line: Line, who: string, actions: Actions): TemplateResult {
  return html`
    <button
      type="button"
      class="line__take"
      aria-label=${words.takeOf(who)}
      @click=${() => actions.take(line.id)}
    >${words.take}</button>
  `;
}

function marks(line: Line, around: Around): TemplateResult[] {
  const isOver = around.tab === "closed";
  const isWaiting = line.stage === "waiting" && !isOver;
  return [
    ...mark(isWaiting && waits(line.asked_at, around.now), line.is_late ? "late" : ""),
    ...mark(line.is_late && !isOver && words.late, "late"),
    ...mark(!isOver && way(line, around.now), "way"),
    ...mark(line.unread > 0 && !isOver && words.unread(line.unread), "unread"),
    ...mark(isTelling(line) && words.reason[line.reason], "reason"),
    ...mark(isWaiting && line.group !== null && words.group(line.group)),
    ...mark(around.tab === "colleagues" && line.advisor !== null && words.with(line.advisor)),
    ...mark(isOver && momentOf(line.closed_at ?? line.last_at, around.now)),
    ...mark(isOver && line.outcome !== null && outcomeIn(line.outcome, around.outcomes)),
    ...mark(isOver && line.rating !== null && words.rating(line.rating)),
  ];
}

/** A sensitive or unhappy conversation asks for another tone from the first word. */
function isTelling({ reason }: Line): boolean {
  return reason === "gevoelig" || reason === "ontevreden";
}

function way({ way, promised_at }: Line, now: Date): string {
  if (promised_at) return callBackBefore(promised_at, now);
  return way === "terugbellen" ? words.callBack : words.chat;
}

function mark(text: string | false, look = ""): TemplateResult[] {
  return text ? [html`<li class="mark ${look ? `mark--${look}` : ""}">${text}</li>`] : [];
}
