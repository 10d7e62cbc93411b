/** The console's API in memory as part of Vite's own server, behind a session and a strict policy. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Connect, Plugin } from "vite";
import type { Closing, DeliveryState, Presence } from "../../console/src/model.js";
import type { Asking, ShareState } from "../../console/src/shares.js";
import { cut, type Fault, Faults } from "../devserver/faults.js";
import { bodyOf, send, strike } from "../devserver/http.js";
import { Problem } from "../devserver/store.js";
import { AgendaDesk, type NewAppointment } from "./agenda.js";
import { carried } from "./reach.js";
import { ADVISORS, MORNING, type NewHandoff, type SampleAdvisor, SCHEMES } from "./sample.js";
import { ConsoleStore, type Heard, type Upload } from "./store.js";

/** What the product's own console allows, and the forms of its pages. */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

const API = "/adviseur/api";
const CSRF = "signed-for-this-test";

export function consoleserver(): Plugin {
  const desk = new Desk();
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    if (pathname.startsWith("/test/")) void desk.control(pathname, request, response);
    else if (pathname.startsWith(API)) void desk.api(request, response);
    else if (pathname === "/adviseur/") desk.page(request, response, next);
    else if (/^\/(?:scans|adviseur\/[a-z]+|)$/.test(pathname)) other(response);
    else next();
  };
  return {
    name: "schakel-consoleserver",
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  };
}

/** What a test does to one conversation. */
interface Touch {
  readonly id?: string;
  readonly text?: string;
  readonly seq?: number;
  readonly state?: ShareState;
  readonly delivery?: DeliveryState;
}

class Desk {
  readonly #store = new ConsoleStore();
  readonly #agenda = new AgendaDesk();
  readonly #faults = new Faults();
  readonly #streams = new Set<ServerResponse>();
  #isDown = false;

  constructor() {
    this.#store.reset();
    for (const asked of MORNING) this.#store.arrive(asked);
  }

  /** Who comes without a session is the first advisor: a developer need not log in. */
  page(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const cookies = [`csrftoken=${CSRF}; Path=/; SameSite=Strict`];
    if (!cookie(request, "schakel_console")) {
      cookies.push(`schakel_console=${ADVISORS[0]?.id}; Path=/; HttpOnly; SameSite=Strict`);
    }
    response.setHeader("Set-Cookie", cookies);
    next();
  }

  async api(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#isDown) return cut(response);
    const fault = this.#faults.hit(request);
    try {
      if (fault && (await strike(fault, request, response))) return;
      await this.#route(request, response);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { status, detail, more } = error;
      const told = { type: "about:blank", status, detail, ...more };
      send(response, status, told, "application/problem+json");
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const advisor = ADVISORS.find(({ id }) => id === cookie(request, "schakel_console"));
    if (!advisor) throw new Problem(401, "U bent niet ingelogd. Log in en probeer het opnieuw.");
    const url = new URL(request.url ?? "", "http://localhost");
    const [what, id, deed, share] = url.pathname.slice(API.length + 1).split("/");
    if (what === "agenda" || what === "appointments") {
      return send(response, 200, await this.#planned(request, url));
    }
    if (request.method === "GET" && what === "events") return this.#listen(advisor.id, response);
    if (request.method === "GET") return this.#get(url, [what, id, deed], advisor, response);
    if (request.headers["x-csrftoken"] !== CSRF) throw new Problem(403, "Ververs de pagina.");
    if (deed === "files") {
      const upload = await uploadOf(request);
      return send(response, 200, { seq: this.#store.sendFile(id ?? "", advisor.id, upload) });
    }
    if (request.method === "DELETE") {
      this.#store.withdraw(id ?? "", advisor.id, share ?? "");
      return send(response, 200, {});
    }
    const body: unknown = JSON.parse((await bodyOf(request)) || "{}");
    send(response, 200, this.#post([what, id, deed], advisor.id, body));
  }

  async #planned(request: IncomingMessage, url: URL): Promise<unknown> {
    const body: unknown = JSON.parse((await bodyOf(request)) || "{}");
    const isProven = request.method === "GET" || request.headers["x-csrftoken"] === CSRF;
    if (!isProven) throw new Problem(403, "Ververs de pagina.");
    return this.#agenda.answer(request.method ?? "", url, body);
  }

  #get(
    url: URL,
    [what, id = "", deed]: (string | undefined)[],
    advisor: SampleAdvisor,
    response: ServerResponse,
  ): void {
    const after = url.searchParams.get("after") ?? "";
    if (what === "me") send(response, 200, this.#store.me(advisor));
    else if (what === "search") {
      const words = url.searchParams.get("q") ?? "";
      send(response, 200, { ...search(words), handoffs: this.#store.search(words, advisor.id) });
    } else if (what === "files") send(response, 200, "", "text/plain");
    else if (deed === "messages") {
      const { messages, line, typing, read_to, deliveries } = this.#store.card(id, advisor.id);
      const news = messages.filter(({ seq }) => seq > Number(after));
      send(response, 200, { messages: news, stage: line.stage, typing, read_to, deliveries });
    } else if (deed === "partners") {
      send(response, 200, this.#store.find(id).shares.shown(this.#store.mayMail));
    } else if (id) send(response, 200, this.#store.card(id, advisor.id));
    else if (this.#store.isSame(after)) send(response, 304);
    else send(response, 200, this.#store.lists(advisor.id));
  }

  #post([what, id = "", deed = ""]: (string | undefined)[], advisor: string, body: unknown) {
    const store = this.#store;
    const deeds: Readonly<Record<string, () => unknown>> = {
      take: () => store.take(id, advisor),
      release: () => store.release(id, advisor),
      scan: () => store.lend(id, advisor),
      partners: () => ({ id: store.ask(id, advisor, body as Asking & { client_id: string }) }),
      transfer: () => store.transfer(id, advisor, body as { to_advisor?: string }),
      close: () => store.close(id, advisor, body as Closing),
      messages: () => ({
        seq: store.say(id, advisor, body as { client_id: string; text: string }),
      }),
      notes: () => ({ id: store.note(id, advisor, body as { client_id: string; text: string }) }),
      typing: () => store.type(id, advisor),
      read: () => store.read(id, advisor, (body as { seq: number }).seq),
      promise: () => store.promise(id, advisor, (body as { before: string }).before),
    };
    if (what === "presence") store.present(advisor, (body as { state: Presence }).state);
    return deeds[deed]?.() ?? {};
  }

  #listen(advisor: string, response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write("retry: 1000\n: open\n\n");
    const hear = ({ event, ...data }: Heard, to?: string) => {
      if (to && to !== advisor) return;
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    this.#store.listeners.add(hear);
    this.#streams.add(response);
    response.on("close", () => {
      this.#store.listeners.delete(hear);
      this.#streams.delete(response);
    });
  }

  /** The hand of a test: faults, a connection that is cut, an entrepreneur who asks or speaks. */
  async control(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse((await bodyOf(request)) || "null");
    const {
      id = "",
      text = "",
      seq = 0,
      state = "sent",
      delivery = "sent",
    } = (body ?? {}) as Touch;
    const store = this.#store;
    const hands: Readonly<Record<string, () => unknown>> = {
      "/test/reset": () => {
        this.#isDown = false;
        this.#faults.set([]);
        store.reset();
        this.#agenda.reset();
      },
      "/test/book": () => this.#agenda.book(body as NewAppointment),
      "/test/faults": () => this.#faults.set(body as Fault[]),
      "/test/down": () => {
        this.#isDown = body === true;
        if (this.#isDown) for (const stream of this.#streams) cut(stream);
      },
      "/test/silent": () => {
        store.silent = body as string[];
      },
      "/test/arrive": () => store.arrive(body as NewHandoff).line,
      "/test/say": () => store.add(store.find(id), "entrepreneur", text),
      "/test/type": () => store.show(store.find(id), { typing: true }),
      "/test/fetch": () => store.show(store.find(id), { read_to: seq }),
      "/test/carry": () => {
        const handoff = store.find(id);
        handoff.card = carried(handoff.card, seq, delivery);
      },
      "/test/answer": () => store.answer(store.find(id), state),
      "/test/outcome": () => store.take(id, store.find(id).owner ?? ""),
      "/test/mail": () => {
        store.mayMail = body === true;
      },
      "/test/handoff": () => store.card(id, ""),
      "/test/typed": () => store.typed,
    };
    send(response, 200, hands[path]?.() ?? {});
  }
}

function search(words: string) {
  const wanted = words.toLowerCase();
  const fits = (scheme: { title: string; text: string }) =>
    `${scheme.title} ${scheme.text}`.toLowerCase().includes(wanted);
  return { schemes: SCHEMES.filter(fits) };
}

/** Read a form with a file in it. */
async function uploadOf(request: IncomingMessage): Promise<Upload> {
  const headers = { "Content-Type": request.headers["content-type"] ?? "" };
  const body = Readable.toWeb(request) as ReadableStream;
  const form = await new Response(body, { headers }).formData();
  return { client_id: String(form.get("client_id")), file: form.get("file") as File };
}

/** A page of the product that is not ours. */
function other(response: ServerResponse): void {
  send(response, 200, "<!doctype html><title>Andere pagina</title>", "text/html");
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1];
}
