/**
 * `journeys` walk through the product at SCHAKEL_URL; `widget` provokes what seldom happens, against the
 * developers' server of tests/devserver. Without SCHAKEL_URL the journeys use that one too, and say so.
 */

import { defineConfig } from "@playwright/test";

const port = Number(process.env.SCHAKEL_WEB_PORT ?? 9120);
const own = `http://127.0.0.1:${port}`;
const product = process.env.SCHAKEL_URL;

// The product brings its own page: then our server is not needed, and its port stays free.
const isForProductOnly = product !== undefined && process.argv.includes("--project=journeys");

if (!product)
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
  ],
  webServer: isForProductOnly
    ? []
    : {
        command: "npx vite preview --config vite.site.config.ts",
        url: `${own}/schakel-chat.js`,
        reuseExistingServer: false,
        stdout: "ignore",
      },
});
