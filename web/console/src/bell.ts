/** A short sound, and a message on the desktop that names nobody. */

import type { Bell } from "./alerts.js";
import type { Why } from "./model.js";
import type { Store } from "./state.js";
import { texts } from "./texts.js";

const TONES_HZ = [660, 880];
const TONE_SECONDS = 0.16;
const LOUDNESS = 0.12;
/** A second message replaces the first one. */
const TAG = "schakel-console";

const WORDS: Record<Why, string> = {
  new: texts.notice.someoneWaits,
  assigned: texts.notice.assigned,
  late: texts.notice.late,
};

export class DeskBell implements Bell {
  #audio: AudioContext | undefined;

  constructor(private readonly store: Store) {
    // Browsers allow sound only after somebody did something on the page.
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, () => this.#wake(), { once: true });
    }
  }

  ring(why: Why, isLooking: boolean): void {
    const { isMuted, mayNotify } = this.store.state;
    this.store.put({ notice: WORDS[why] });
    if (!isMuted) this.#beep();
    if (!isLooking && mayNotify === "granted") show(WORDS[why]);
  }

  #wake(): void {
    this.#audio ??= new AudioContext();
  }

  #beep(): void {
    const audio = this.#audio;
    if (audio?.state !== "running") return;
    for (const [index, pitch] of TONES_HZ.entries()) {
      tone(audio, pitch, audio.currentTime + index * TONE_SECONDS);
    }
  }
}

function tone(audio: AudioContext, pitch: number, start: number): void {
  const source = new OscillatorNode(audio, { frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(LOUDNESS, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_SECONDS);
  source.connect(volume).connect(audio.destination);
  source.start(start);
  source.stop(start + TONE_SECONDS);
}

function show(words: string): void {
  const message = new Notification(texts.header.name, { body: words, tag: TAG });
  message.addEventListener("click", () => {
    window.focus();
    message.close();
  });
}
