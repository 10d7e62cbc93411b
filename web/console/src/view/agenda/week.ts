/** A week: on a wide screen with the hours beside it, on a phone day by day; the same words in both. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dayOf } from "../../../../src/text/days.js";
import { longDay, shortDay, timesOf } from "../../agenda/dates.js";
import { writeHours, writeMoment } from "../../agenda/hours.js";
import {
  endOf,
  hoursIn,
  minutesAt,
  minutesOf,
  placed,
  quarters,
  type Range,
  rangeOf,
  shownDays,
} from "../../agenda/layout.js";
import type { AppointmentLine, Away, Day, Week } from "../../agenda/model.js";
import { addressOf } from "../../agenda/place.js";
import { agendaTexts as words } from "../../agenda/texts.js";
import type { State } from "../../state.js";

/** What a day needs to know beside itself. */
interface Around {
  readonly range: Range;
  readonly now: Date;
  readonly open: string | undefined;
  readonly isOfAll: boolean;
}

export function week(shown: Week, { now, place }: State): TemplateResult {
  const days = shownDays(shown.days);
  const range = rangeOf(shown.days);
  const open = place.kind === "appointment" ? place.id : undefined;
  const isOfAll = shown.advisor === null;
  // A style that is set as a property: the policy of the page allows none in its HTML.
  return html`
    <div class="week ${isOfAll ? "week--all" : ""}" .style=${`${quarters(range)}; --days: ${days.length}`}>
      ${isOfAll ? nothing : axis(range)}
      ${repeat(
        days,
        ({ day }) => day,
        (day) => dayColumn(day, { range, now, open, isOfAll }),
      )}
    </div>
  `;
}

function axis(range: Range): TemplateResult {
  return html`
    <div class="axis" aria-hidden="true">
      ${hoursIn(range).map(
        (minute) => html`
          <span .style=${placed(minute, minute + 60, range)}>${minute / 60}.00</span>
        `,
      )}
    </div>
  `;
}

function dayColumn(day: Day, around: Around): TemplateResult {
  const isToday = day.day === dayOf(around.now);
  const isEmpty = day.appointments.length === 0;
  return html`
    <section class="weekday ${isToday ? "weekday--today" : ""}" aria-label=${longDay(day.day)}>
      <h2 class="weekday__name">
        <span>${shortDay(day.day)}</span>
        ${isToday ? html`<span class="weekday__today">${words.today}</span>` : nothing}
      </h2>
      <div class="weekday__notes">${notes(day, around)}</div>
      ${isEmpty ? html`<p class="weekday__none">${words.day.none}</p>` : nothing}
      <div class="weekday__hours">
        ${around.isOfAll ? nothing : background(day, isToday, around)}
        <ul class="weekday__list">
          ${repeat(
            day.appointments,
            ({ id }) => id,
            (line) => appointment(line, around),
          )}
        </ul>
      </div>
    </section>
  `;
}

function notes({ closing, hours, away }: Day, { isOfAll }: Around): TemplateResult {
  const isOpen = !isOfAll && hours.length > 0 && !away.some(isAllDay);
  return html`
    ${closing ? html`<p class="weekday__closed">${closed(closing)}</p>` : nothing}
    ${isOpen ? html`<p class="weekday__open">${words.day.open(writeHours(hours))}</p>` : nothing}
    ${away.map((one) => html`<p class="weekday__away">${awayInWords(one)}</p>`)}
  `;
}

function closed({ name, hours }: NonNullable<Day["closing"]>): string {
  if (hours.length === 0) return words.day.closed(name);
  return words.day.shorter(name, writeHours(hours));
}

function isAllDay({ since, until }: Away): boolean {
  return since === "00:00" && until === "24:00";
}

function awayInWords(away: Away): string {
  const { title, whose, since, until } = away;
  const what = title ?? words.day.away;
  const who = whose ? words.day.awayOf(whose, what) : what;
  if (isAllDay(away)) return who;
  return `${who}, ${words.day.between(writeMoment(since), writeMoment(until))}`;
}

/** What the words above say, as the eye sees it at once. */
function background(
  { hours, away }: Day,
  isToday: boolean,
  { range, now }: Around,
): TemplateResult {
  const isShown = isToday && minutesAt(now) >= range.first && minutesAt(now) < range.last;
  return html`
    <div class="weekday__ground" aria-hidden="true">
      ${hours.map(
        ([begin, end]) => html`
          <span class="ground ground--open" .style=${placed(minutesOf(begin), minutesOf(end), range)}></span>
        `,
      )}
      ${away.map(
        ({ since, until }) => html`
          <span class="ground ground--away" .style=${placed(minutesOf(since), minutesOf(until), range)}></span>
        `,
      )}
      ${
        isShown
          ? html`<span class="ground ground--now" .style=${`--minute: ${minutesAt(now) - range.first}`}></span>`
          : nothing
      }
    </div>
  `;
}

function appointment(line: AppointmentLine, { range, open, isOfAll }: Around): TemplateResult {
  const { id, name, form, standing, advisor, start } = line;
  const isOpen = id === open;
  return html`
    <li
      class="meeting meeting--${standing} ${isOpen ? "meeting--open" : ""}"
      .style=${placed(minutesAt(start), endOf(line), range)}
    >
      <a class="meeting__link" href=${addressOf({ kind: "appointment", id })} aria-current=${isOpen ? "true" : nothing}>
        <span class="meeting__when">${timesOf(line)}</span>
        <span class="meeting__who">${name ?? words.noName}</span>
${standing === "booked" ? nothing : html`<span class="meeting__standing">${words.standing[standing]}</span>`}
        <span class="meeting__how">
          ${words.form[form]}${isOfAll ? html`, ${words.todo.with(advisor)}` : nothing}
        </span>
      </a>
    </li>
  `;
}
