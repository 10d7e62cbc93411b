/** Unit tests of everything that needs no browser. */

import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["tests/unit/**/*.test.ts"] } });
