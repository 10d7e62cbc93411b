/** Puts the keyboard where something new is, as soon as that is on the screen. */

export class Focus {
  #wish: string | undefined;

  /** Go to the first element that fits `selector`, now or after it was drawn. */
  to(selector: string): void {
    this.#wish = selector;
    this.honour();
  }

  /** To be called after every drawing. */
  honour(): void {
    // Behind a dialog nothing can have the keyboard; and when it closes, it gives it back itself.
    if (!this.#wish || document.querySelector("dialog:modal")) return;
    const element = document.querySelector<HTMLElement>(this.#wish);
    // An element out of sight cannot have the keyboard: it may come in sight with the next drawing.
    if (!element?.checkVisibility()) return;
    this.#wish = undefined;
    element.focus();
  }
}
