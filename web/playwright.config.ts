/**
 * `journeys` walk through the product at SCHAKEL_URL; `widget` provokes what seldom happens, against the
 * developers' server of tests/devserver, and `console` does so for the advisors against that of
 * tests/consoleserver. Without SCHAKEL_URL the journeys use the first one too, and say so.
 */

import { defineConfig } from "@playwright/test";

const port = Number(process.env.SCHAKEL_WEB_PORT ?? 9120);
const own = `http://127.0.0.1:${port}`;
const consolePort = Number(process.env.SCHAKEL_CONSOLE_PORT ?? 9121);
const desk = `http://127.0.0.1:${consolePort}/adviseur/`;
const product = process.env.SCHAKEL_URL;

const asked = process.argv.flatMap((word) => word.match(/^--project=(.+)$/)?.[1] ?? []);
const isAsked = (project: string) => asked.length === 0 || asked.includes(project);

// The product brings its own page: then our server is not needed, and its port stays free.
const servers = [
  {
    isNeeded: isAsked("widget") || (isAsked("journeys") && !product),
    command: "npx vite preview --config vite.site.config.ts",
    url: `${own}/schakel-chat.js`,
  },
  {
    isNeeded: isAsked("console"),
    command: "npx vite preview --config vite.console.config.ts",
    url: desk,
  },
];

if (!product && isAsked("journeys"))
  process.stderr.write("SCHAKEL_URL is not set: no journey runs against the product.\n");

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/runs",
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "journeys", testDir: "tests/journeys", use: { baseURL: product ?? own } },
    { name: "widget", testDir: "tests/widget", use: { baseURL: own } },
    { name: "handoff", testDir: "tests/handoff" },
    { name: "partner", testDir: "tests/partner", use: { actionTimeout: 30_000 } },
    { name: "loan", testDir: "tests/loan", use: { actionTimeout: 30_000 } },
    { name: "appointment", testDir: "tests/appointment", use: { actionTimeout: 30_000 } },
    { name: "hostile", testDir: "tests/hostile", use: { actionTimeout: 30_000 } },
    { name: "console", testDir: "tests/console", use: { baseURL: desk } },
  ],
  webServer: servers
    .filter(({ isNeeded }) => isNeeded)
    .map(({ command, url }) => ({
      command,
      url,
      reuseExistingServer: false,
      stdout: "ignore" as const,
    })),
});
