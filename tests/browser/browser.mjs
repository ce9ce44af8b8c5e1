// The real browser, and what can be asked of a page in it.
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Other hosts are not there, at once and for everything: a page that asks for one need not wait.
export const launch = (options = {}) =>
  chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "dateline-")), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost"],
    ...options,
  });

// The ways readers look. At a zoom of 200% a screen of 1280 px has 640 px; 320 px are one of 400%.
export const looks = [
  { name: "light, 1280 px", width: 1280 },
  { name: "dark, 320 px", width: 320, colorScheme: "dark" },
  { name: "light, high contrast, 320 px", width: 320, contrast: "more" },
  { name: "dark, high contrast, 1280 px", width: 1280, colorScheme: "dark", contrast: "more" },
  { name: "forced colours, 1280 px", width: 1280, forcedColors: "active", colorScheme: "dark" },
  { name: "zoom of 200%", width: 640, height: 450 },
];

// Opens an address in a look. `told` gets what the page does that it should not.
export async function open(browser, address, look, told = () => {}) {
  const page = await browser.newPage();
  await page.emulateMedia({ colorScheme: look.colorScheme ?? "light", contrast: look.contrast ?? "no-preference", forcedColors: look.forcedColors ?? "none" });
  await page.setViewportSize({ width: look.width, height: look.height ?? 900 });
  const { origin } = new URL(address);
  page.on("request", (request) => request.url().startsWith(origin) || request.url().startsWith("data:") || told(`loads ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && told(message.text()));
  page.on("pageerror", (error) => told(error.message));
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(address);
  return page;
}

// What axe finds at WCAG 2.2 AA. By the developer tools' own way in, since the page's policy forbids foreign scripts.
export async function violations(page) {
  const client = await page.context().newCDPSession(page);
  const run = (expression) => client.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await run(axe);
  const tags = JSON.stringify(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { result } = await run(`axe.run(document, { runOnly: { type: "tag", values: ${tags} } }).then((r) => JSON.stringify({ passes: r.passes.length, found: r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | ")) }))`);
  const { passes, found } = JSON.parse(result.value);
  return passes < 10 ? ["axe looked at next to nothing", ...found] : found;
}

// By how much a page is wider than its window.
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// How far things moved while the page loaded.
export const shift = (page) => page.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));

// Where a page comes in slowly, a line that a piece ends in may be broken anew once its rest is there.
// That is hardly a shift; anything that moves other things is several times as much.
export const hardly = 0.005;

// The headings, landmarks and lists of a page, as assistive technology is told of them, in reading order.
export async function tree(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = [];
  (function read(node) {
    const level = node.properties?.find((property) => property.name === "level")?.value.value;
    const children = (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
    if (!node.ignored) found.push({ role: node.role?.value, name: node.name?.value ?? "", level, children: children.map((child) => child.role?.value) });
    children.forEach(read);
  })(nodes[0]);
  return found;
}
