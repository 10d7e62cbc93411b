/** Builds the widget: one ES module that any site can embed. */

import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    license: { fileName: "licenties.md" },
    lib: { entry: "src/schakel-chat.ts", formats: ["es"], fileName: () => "schakel-chat.js" },
    rolldownOptions: {
      output: {
        minify: true,
        postBanner: "/*! Schakel, EUPL-1.2. Licences of what is inside: licenties.md */",
      },
    },
  },
});
