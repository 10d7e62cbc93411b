/** The API of the store as part of Vite's own server, with the page beside it under a strict policy. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import type { NewMessage } from "../../src/api/model.js";
import { type Fault, Faults } from "./faults.js";
import { bodyOf, send, strike } from "./http.js";
import { ways } from "./phones.js";
import { type Conversation, Problem, Store } from "./store.js";

/** What a careful site allows: nothing but its own files, and nothing inline. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const MAX_WAIT_SECONDS = 25;

export function devserver(): Plugin {
  const store = new Store();
  const faults = new Faults();
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path.startsWith("/api/v1/")) void api(store, faults, request, response);
    else if (path.startsWith("/test/")) void control(store, faults, path, request, response);
    else next();
  };
  return {
    name: "schakel-devserver",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url === "/schakel-chat.js") request.url = "/src/schakel-chat.ts";
        next();
      });
      server.middlewares.use(middleware);
    },
    configurePreviewServer(server) {
      server.middlewares.use(middleware);
    },
  };
}

async function api(
  store: Store,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = faults.hit(request);
  try {
    if (fault && (await strike(fault, request, response))) return;
    await route(store, request, response);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { status, detail } = error;
    send(response, status, { type: "about:blank", status, detail }, "application/problem+json");
  }
}

async function route(store: Store, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "", "http://localhost");
  const [part, id, what] = url.pathname.split("/").slice(3);
  if (part === "channels") return send(response, 200, { phones: store.phones });
  if (!id) {
    const { start } = JSON.parse((await bodyOf(request)) || "{}") as { start?: string };
    return send(response, 201, store.open(start));
  }
  if (id === "resume") {
    const { code } = JSON.parse(await bodyOf(request)) as { code: string };
    return send(response, 200, store.resume(code));
  }
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  const conversation = store.find(id, token);
  if (request.method === "DELETE") {
    store.erase(conversation);
    return send(response, 204);
  }
  if (what === "transcript") return transcript(conversation, url, response);
  if (what === "phone") return send(response, 200, ways(store.phones));
  if (what === "typing") {
    conversation.typed += 1;
    return send(response, 204);
  }
  if (request.method === "POST") {
    const message = JSON.parse(await bodyOf(request)) as NewMessage;
    return send(response, 202, { seq: store.receive(conversation, message) });
  }
  return read(store, conversation, url, response);
}

async function read(store: Store, conversation: Conversation, url: URL, response: ServerResponse) {
  const after = Number(url.searchParams.get("after") ?? 0);
  const wait = Math.min(Number(url.searchParams.get("wait") ?? 0), MAX_WAIT_SECONDS);
  const { messages, typing } = store.view(conversation, after);
  const isKnown = String(typing) === (url.searchParams.get("typing") ?? String(typing));
  if (messages.length === 0 && isKnown && wait > 0) {
    await news(conversation, wait, response);
  }
  store.find(conversation.id, conversation.token);
  send(response, 200, store.view(conversation, after));
}

function news(conversation: Conversation, seconds: number, response: ServerResponse) {
  return new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      conversation.listeners.delete(done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    conversation.listeners.add(done);
    response.on("close", done);
  });
}

function transcript(conversation: Conversation, url: URL, response: ServerResponse) {
  const words = conversation.messages.map(({ author, text }) => `${author}:\n${text}`).join("\n\n");
  const isPdf = url.searchParams.get("format") === "pdf";
  send(
    response,
    200,
    isPdf ? `%PDF-1.7\n${words}` : words,
    isPdf ? "application/pdf" : "text/plain",
  );
}

/** The hand of a test: faults to come, an advisor who speaks, a server that forgets. */
async function control(
  store: Store,
  faults: Faults,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body: unknown = JSON.parse((await bodyOf(request)) || "null");
  if (path === "/test/faults") faults.set(body as Fault[]);
  if (path === "/test/forget") store.forgetAll();
  if (path === "/test/phones") store.phones = body as string[];
  if (path === "/test/thinking") store.thinking = body as number;
  if (path === "/test/say") {
    const { author, stage, ...said } = body as Parameters<Store["say"]>[2] & {
      author: "advisor" | "system" | "bot";
      stage?: Conversation["stage"];
    };
    const conversation = store.only();
    if (stage) conversation.stage = stage;
    store.say(conversation, author, said);
  }
  const letter = path === "/test/letter" ? { code: store.write(store.only()) } : undefined;
  if (path === "/test/typing") store.type(store.only(), body as boolean);
  if (path === "/test/typed") return send(response, 200, store.only().typed);
  const messages = path === "/test/messages" ? store.only().messages : undefined;
  send(response, 200, messages ?? letter ?? {});
}
