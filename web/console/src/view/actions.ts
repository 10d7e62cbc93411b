/** Everything that can be done on the screen. */

import type { Closing, Presence, Tab, Transfer } from "../model.js";
import type { Outgoing } from "../outgoing.js";
import type { Asking } from "../shares.js";
import type { Dialog } from "../state.js";
import type { AgendaActions } from "./agenda/actions.js";

export interface Actions {
  readonly agenda: AgendaActions;

  choose(tab: Tab): void;
  open(id: string): void;
  back(): void;
  take(id: string): void;
  release(): void;
  transfer(transfer: Transfer): void;
  close(closing: Closing): void;
  promise(before: Date): void;
  /** Let the bot do the scan in the open conversation. */
  startScan(): void;
  askPartner(asking: Asking): void;
  withdrawShare(id: string): void;

  ask(dialog: Dialog): void;
  cancel(): void;
  chooseOutcome(id: string): void;
  search(words: string): void;
  insert(text: string): void;

  /** Look for words in all conversations; without any, the lists are back. */
  find(words: string): void;

  type(kind: Outgoing["kind"], text: string): void;
  sendFile(file: File): void;
  send(kind: Outgoing["kind"]): void;
  retry(clientId: string): void;
  withdraw(item: Outgoing): void;

  presence(presence: Presence): void;
  showAside(isShown: boolean): void;
  showMenu(isShown: boolean): void;
  mute(isMuted: boolean): void;
  allowMessages(): void;
  useKeys(isUsed: boolean): void;
  skipToConversation(): void;
  dismiss(): void;
}
