/** Builds the page that shows the widget, and serves both while developing. */

import { defineConfig } from "vite";
import { devserver, STRICT_POLICY } from "./tests/devserver/plugin.js";

const port = Number(process.env.SCHAKEL_WEB_PORT ?? 9120);

export default defineConfig({
  publicDir: "site/public",
  plugins: [devserver()],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  server: { port, strictPort: true, host: "127.0.0.1" },
  preview: {
    port,
    strictPort: true,
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": STRICT_POLICY },
  },
});
