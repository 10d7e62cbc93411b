/** Builds the console of the advisors, and serves it while developing with an API in memory. */

import { defineConfig } from "vite";
import { CONSOLE_POLICY, consoleserver } from "./tests/consoleserver/plugin.js";

const port = Number(process.env.SCHAKEL_CONSOLE_PORT ?? 9121);

export default defineConfig({
  root: "console",
  base: "/adviseur/",
  publicDir: false,
  plugins: [consoleserver()],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    license: { fileName: "licenties.md" },
  },
  server: { port, strictPort: true, host: "127.0.0.1" },
  preview: {
    port,
    strictPort: true,
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": CONSOLE_POLICY },
  },
});
