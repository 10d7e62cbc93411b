/** An answer in blocks, so that what it rests on ("Bron: …", "Gecontroleerd op …") stands apart. */

export interface Block {
  readonly kind: "words" | "source";
  readonly text: string;
}

const SOURCE = /^(?:Bron(?:nen)?:|Gecontroleerd op )/;

/** Cut `text` at every change between words and sources; empty lines around a cut are left out. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of text.split("\n")) {
    const kind = SOURCE.test(line) ? "source" : "words";
    const last = blocks.at(-1);
    if (last?.kind === kind) blocks.splice(-1, 1, { kind, text: `${last.text}\n${line}` });
    else blocks.push({ kind, text: line });
  }
  return blocks
    .map(({ kind, text }) => ({ kind, text: text.trim() }))
    .filter((block) => block.text !== "");
}
