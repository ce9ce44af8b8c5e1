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

// The rules of WCAG 2.2 AA, and the one of them that the colours of a look bear on.
const all = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const colours = { type: "rule", values: ["color-contrast"] };

// The ways readers look. At a zoom of 200% a screen of 1280 px has 640 px; 320 px are one of 400%.
// Axe looks where it can find something else: in light and dark, wide and narrow. High contrast has
// colours of its own; forced ones are the reader's, and a zoom has the same page between both widths.
export const looks = [
  { name: "light, 1280 px", width: 1280, axe: all },
  { name: "dark, 320 px", width: 320, colorScheme: "dark", axe: all },
  { name: "light, high contrast, 320 px", width: 320, contrast: "more", axe: colours },
  { name: "dark, high contrast, 1280 px", width: 1280, colorScheme: "dark", contrast: "more", axe: colours },
  { name: "forced colours, 1280 px", width: 1280, forcedColors: "active", colorScheme: "dark" },
  { name: "zoom of 200%", width: 640, height: 450 },
];

// Does something with each of a list, one after the other in each lane and the lanes side by side.
export async function each(list, lanes, run) {
  const queue = [...list];
  await Promise.all(lanes.map(async (lane) => {
    while (queue.length) await run(queue.shift(), lane);
  }));
}

// A tab to visit one address after the other in; opening one takes as long as a page takes to load.
export async function tab(browser) {
  const page = await browser.newPage();
  page.on("request", (request) => request.url().startsWith(page.origin) || request.url().startsWith("data:") || page.told(`loads ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && page.told(message.text()));
  page.on("pageerror", (error) => page.told(error.message));
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  return page;
}
export const tabs = (browser, count) => Promise.all(Array.from({ length: count }, () => tab(browser)));

// Visits an address in a look. `told` gets what the page does that it should not.
export async function visit(page, address, look, told = () => {}) {
  Object.assign(page, { told, origin: new URL(address).origin });
  await page.emulateMedia({ colorScheme: look.colorScheme ?? "light", contrast: look.contrast ?? "no-preference", forcedColors: look.forcedColors ?? "none" });
  await page.setViewportSize({ width: look.width, height: look.height ?? 900 });
  await page.goto(address);
}

// The same in a tab of its own.
export async function open(browser, address, look, told) {
  const page = await tab(browser);
  await visit(page, address, look, told);
  return page;
}

// What axe finds by these rules. By the developer tools' own way in, since the page's policy forbids foreign scripts.
export async function violations(page, rules) {
  const client = await page.context().newCDPSession(page);
  const run = (expression) => client.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await run(axe);
  const options = JSON.stringify({ runOnly: rules, resultTypes: ["violations"] });
  const { result } = await run(`axe.run(document, ${options}).then((r) => JSON.stringify({ passes: r.passes.length, found: r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | ")) }))`);
  await client.detach();
  const { passes, found } = JSON.parse(result.value);
  return passes < (rules === all ? 10 : 1) ? ["axe looked at next to nothing", ...found] : found;
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
  await client.detach();
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
