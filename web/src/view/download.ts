/** Hands a file to the entrepreneur. */

/** Browsers start a download a moment after the click. */
const KEEP_MS = 60_000;

export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
