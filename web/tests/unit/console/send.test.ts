import { describe, expect, it } from "vitest";
import { Refused } from "../../../console/src/problems.js";
import { MAX_FILE_BYTES, sendBy } from "../../../console/src/send.js";
import { typed } from "./samples.js";

/** Writes down what it was asked. */
function server() {
  const calls: string[] = [];
  const send = sendBy({
    say: async (id, client, text) => calls.push(`say ${id} ${client} ${text}`),
    note: async (id, client, text) => String(calls.push(`note ${id} ${client} ${text}`)),
    sendFile: async (id, client, file) => calls.push(`file ${id} ${client} ${file.name}`),
  });
  return { calls, send };
}

describe("sending", () => {
  it("brings each kind where it belongs", async () => {
    const { calls, send } = server();

    await send(typed("a"));
    await send(typed("b", { kind: "note" }));
    await send(typed("c", { file: new File(["x"], "offerte.pdf") }));

    expect(calls).toEqual(["say een a tekst a", "note een b tekst b", "file een c offerte.pdf"]);
  });

  it("takes ten megabytes, and refuses one byte more before it is on its way", async () => {
    const { calls, send } = server();
    const file = (bytes: number) => new File([new Uint8Array(bytes)], "scan.pdf");

    await send(typed("a", { file: file(MAX_FILE_BYTES) }));
    const larger = send(typed("b", { file: file(MAX_FILE_BYTES + 1) }));

    await expect(larger).rejects.toBeInstanceOf(Refused);
    expect(calls).toEqual(["file een a scan.pdf"]);
  });
});
