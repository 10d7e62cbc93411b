/** Says how large the widget is, and fails when it has grown too large. */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LARGEST_BYTES = 60_000;
const file = new URL("../dist/schakel-chat.js", import.meta.url);

const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
const words = `schakel-chat.js: ${(bytes / 1000).toFixed(1)} kB gzipped (at most ${LARGEST_BYTES / 1000} kB)`;
process.stdout.write(`${words}\n`);
if (bytes > LARGEST_BYTES) process.exitCode = 1;
