// Runs all of these checks, as many at a time as there are processors: each of them works in a program
// and a browser of its own, and waits for them a good deal. Each tells in one piece what it found.
// What the script offers is tried on the first folder.
// usage: node all.mjs PROGRAM PYTHON WORK FOLDER...
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { each } from "./browser.mjs";

const [program, python, work, ...folders] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const node = (script, ...args) => ["node", join(here, script), ...args];
// A file has no origin that a policy's 'self' could mean, and data in a script element (JSON-LD) is
// no script; the browser tells of real breaches.
const breaches = ".*((external (stylesheet|script)|image) .* blocked by .(style|script|img)-src. directive|Inline script violates Content Security Policy).*";
const markup = ["java", "-Xss4m", "-jar", join(here, "node_modules/vnu-jar/build/dist/vnu.jar"), "--skip-non-html", "--format", "text", "--Werror", "--filterpattern", breaches];

// What takes longest begins first.
const checks = [
  node("extremes.mjs", program, join(work, "extremes")),
  ...folders.map((folder) => node("check.mjs", folder)),
  node("keys.mjs", folders[0]),
  node("enhance.mjs", folders[0]),
  ...folders.map((folder) => node("search.mjs", folder)),
  node("preview.mjs", program),
  node("payloads.mjs", program, join(work, "payloads")),
  ...folders.map((folder) => [...markup, folder]),
  ...folders.map((folder) => [python, join(here, "feeds.py"), folder]),
  ...folders.map((folder) => [python, join(here, "data.py"), folder]),
  ...folders.map((folder) => [python, join(here, "structured.py"), folder, join(here, "node_modules/sitemap/schema/sitemap.xsd")]),
  ...folders.map((folder) => node("calendars.mjs", folder)),
  node("compressed.mjs", program, join(work, "compressed")),
];

const run = ([command, ...args]) =>
  new Promise((done) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (told += data));
    child.on("error", (error) => (told += error.message));
    child.on("close", (code) => done({ told, failed: code !== 0 }));
  });

let wrong = 0;
const started = Date.now();
await each(checks, Array.from({ length: Math.max(2, availableParallelism()) }), async (check) => {
  const begun = Date.now();
  const { told, failed } = await run(check);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`-- ${check.filter((word) => !word.startsWith("-") && word !== breaches).join(" ")}: ${failed ? "FAILED" : "passed"} after ${seconds} s\n${told.trimEnd()}`);
  wrong += failed;
});
console.log(`${checks.length} checks in ${Math.round((Date.now() - started) / 1000)} s, ${wrong} failed`);
process.exit(wrong ? 1 : 0);
