/** Telling how a talk went, with one press; a remark goes along. */

import { html, type TemplateResult } from "lit";
import { type AppointmentLine, ENDINGS, type Ending } from "../../agenda/model.js";
import { agendaTexts } from "../../agenda/texts.js";
import type { Actions } from "../actions.js";
import { field } from "../dialog-parts.js";

const words = agendaTexts.ending;

/** `ended` is what was told before. */
export function endingForm(
  line: AppointmentLine,
  ended: { readonly ending: Ending | null; readonly remark: string | null } | null,
  isBusy: boolean,
  actions: Actions,
): TemplateResult {
  const who = line.name ?? agendaTexts.noName;
  return html`
    <form class="ending" @submit=${(event: SubmitEvent) => end(event, line, actions)}>
      <label>
        ${words.remark}
        <textarea name="remark" rows="1" maxlength="2000" .defaultValue=${ended?.remark ?? ""}></textarea>
      </label>
      <div class="ending__choice">
        ${ENDINGS.map(
          (ending) => html`
            <button
              class=${ended?.ending === ending ? "" : "quiet"}
              value=${ending}
              aria-label=${words.of(words.choice[ending], who)}
              aria-disabled=${isBusy ? "true" : "false"}
            >${words.choice[ending]}</button>
          `,
        )}
      </div>
    </form>
  `;
}

function end(event: SubmitEvent, line: AppointmentLine, actions: Actions): void {
  event.preventDefault();
  const pressed = (event.submitter as HTMLButtonElement | null)?.value;
  const ending = ENDINGS.find((one) => one === pressed);
  const remark = field(new FormData(event.target as HTMLFormElement), "remark");
  if (ending) actions.agenda.end(line, ending, remark);
}
