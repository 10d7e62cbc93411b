/** What both servers in memory do with a call: read it, answer it, or let it go wrong. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { cut, type Fault } from "./faults.js";
import { Problem } from "./store.js";

/** Let it go wrong; tell whether the call ends with that. */
export async function strike(fault: Fault, request: IncomingMessage, response: ServerResponse) {
  if (fault.kind === "slow") await new Promise((done) => setTimeout(done, fault.milliseconds));
  if (fault.kind === "drop") cut(response);
  if (fault.kind === "drop-answer") response.end = cutting(response);
  if (fault.kind === "status") {
    await bodyOf(request);
    if (fault.retryAfter) response.setHeader("Retry-After", fault.retryAfter);
    throw new Problem(fault.status ?? 500, "Er ging bij ons iets mis.");
  }
  return fault.kind === "drop";
}

/** The work is done, the answer never arrives. */
function cutting(response: ServerResponse): ServerResponse["end"] {
  return () => {
    cut(response);
    return response;
  };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

export function send(
  response: ServerResponse,
  status: number,
  body?: unknown,
  type = "application/json",
) {
  response.statusCode = status;
  response.setHeader("Content-Type", type);
  response.setHeader("Cache-Control", "no-store");
  response.end(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body));
}
