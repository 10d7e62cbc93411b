/** Asking a partner along in the open conversation, and taking that back. */

import { newId } from "../../src/conversation/ids.js";
import type { Api } from "./api.js";
import type { Attempt } from "./attempt.js";
import type { OpenConversation } from "./conversation.js";
import type { Asking } from "./shares.js";
import type { Store } from "./state.js";
import { texts } from "./texts.js";

export interface PartnerParts {
  readonly api: Pick<Api, "askPartner" | "withdrawShare">;
  readonly store: Store;
  readonly conversation: Pick<OpenConversation, "reload">;
  readonly attempt: Attempt;
}

export class Partners {
  #last = { words: "", clientId: "" };

  constructor(private readonly parts: PartnerParts) {}

  /** Ask the entrepreneur whether a partner may read along. */
  async ask(asking: Asking): Promise<void> {
    const { api, store, conversation, attempt } = this.parts;
    const id = store.state.open;
    if (!id) return;
    const client_id = this.#idOf(`${id} ${JSON.stringify(asking)}`);
    await attempt.at(async () => {
      await api.askPartner(id, { ...asking, client_id });
      this.#last = { words: "", clientId: "" };
      store.put({ dialog: undefined });
      await conversation.reload();
      return texts.partner.asked;
    });
  }

  /** Take back what was asked or sent. */
  async withdraw(share: string): Promise<boolean> {
    const { api, store, conversation, attempt } = this.parts;
    const id = store.state.open;
    if (!id) return false;
    return attempt.at(async () => {
      await api.withdrawShare(id, share);
      await conversation.reload();
      return texts.partner.withdrawn;
    });
  }

  /** An answer that got lost may have been a yes: the same question again is the same one. */
  #idOf(words: string): string {
    if (words !== this.#last.words) this.#last = { words, clientId: newId() };
    return this.#last.clientId;
  }
}
