// Opens pages of a built site in a real browser: accessibility (axe, WCAG 2.2 AA), no sideways
// scrolling, nothing loaded from elsewhere, every link and anchor leads somewhere.
// usage: node check.mjs FOLDER
import { readFileSync, readdirSync, statSync, existsSync, mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, relative, extname, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const site = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wrong = [];
const fail = (message) => wrong.push(message);

const files = [];
(function walk(folder) {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(".")) continue;
    const path = join(folder, name);
    statSync(path).isDirectory() ? walk(path) : files.push(relative(site, path).split("\\").join("/"));
  }
})(site);
const pages = files.filter((file) => file.endsWith(".html")).sort();

// Links and anchors, over every page.
const ids = new Map();
const text = (file) => readFileSync(join(site, file), "utf8");
const anchors = (file) => {
  if (!ids.has(file)) ids.set(file, new Set([...text(file).matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])));
  return ids.get(file);
};
let links = 0;
for (const page of pages.filter((page) => page !== "404.html")) {
  for (const [, raw] of text(page).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    const reference = raw.replaceAll("&amp;", "&");
    if (/^[a-z]+:/.test(reference)) continue;
    links += 1;
    const [path, anchor] = reference.split("#");
    const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
    if (!existsSync(join(site, target)) || statSync(join(site, target)).isDirectory()) fail(`${page}: ${reference} leads nowhere`);
    else if (anchor && target.endsWith(".html") && !anchors(target).has(decodeURIComponent(anchor))) fail(`${page}: there is no #${anchor} in ${target}`);
  }
}

// One page of each kind: the one with the most on it.
const kinds = new Map();
for (const page of pages) {
  const kind = /<body[^>]*data-kind="([^"]*)"/.exec(text(page))?.[1];
  if (!kind) continue;
  const size = text(page).length;
  if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { page, size });
}
if (kinds.size < 15) fail(`only ${kinds.size} kinds of page were found: ${[...kinds.keys()]}`);

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".ics": "text/calendar", ".json": "application/json" };
const server = createServer((request, response) => {
  let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  // Below a path of its own, to show that the site works there.
  if (!path.startsWith("/below/")) return response.writeHead(404).end();
  path = path.slice("/below/".length);
  if (path === "" || path.endsWith("/")) path += "index.html";
  const file = join(site, path);
  if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
  let body = readFileSync(file);
  // The page for what is not found speaks of the address that the site is published at.
  if (path === "404.html") body = body.toString().replaceAll(/<base href="[^"]*">/g, `<base href="${origin}/below/">`);
  response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "dateline-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: flags,
});
let looks = 0;
for (const [kind, { page: path }] of [...kinds].sort()) {
  for (const [scheme, width, contrast] of [["light", 1280, "no-preference"], ["dark", 320, "no-preference"], ["light", 320, "more"]]) {
    const page = await browser.newPage();
    await page.emulateMedia({ colorScheme: scheme, contrast });
    await page.setViewportSize({ width, height: 900 });
    const where = `${kind} (${path}, ${scheme}, ${width} px${contrast === "more" ? ", high contrast" : ""})`;
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) fail(`${where}: loads ${request.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") fail(`${where}: ${message.text()}`);
    });
    await page.goto(`${origin}/below/${path}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) fail(`${where}: scrolls sideways by ${wide} px`);
    // By the developer tools' own way in, since the page's policy forbids foreign scripts.
    const client = await page.context().newCDPSession(page);
    const run = (expression) => client.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    await run(axe);
    const tags = JSON.stringify(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    const result = await run(`axe.run(document, { runOnly: { type: "tag", values: ${tags} } }).then((r) => JSON.stringify({ passes: r.passes.length, violations: r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | ")) }))`);
    const { passes, violations } = JSON.parse(result.result.value);
    if (passes < 10) fail(`${where}: axe looked at next to nothing`);
    for (const violation of violations) fail(`${where}: ${violation}`);
    looks += 1;
    await page.close();
  }
}

// From a folder on disk, by links alone: front page, a topic, its first article.
const page = await browser.newPage();
await page.goto(pathToFileURL(join(site, "index.html")).href);
for (const link of ['main a[href*="topics/"]', 'main a[href*="articles/"]']) {
  await page.locator(link).first().click();
  await page.waitForLoadState();
  if ((await page.locator("main h1").count()) !== 1) fail(`from disk: ${page.url()} is no page of the site`);
}
const styled = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
if (styled === "rgba(0, 0, 0, 0)") fail("from disk: the stylesheet is not there");

await browser.close();
server.close();
console.log(`${pages.length} pages, ${links} links, ${kinds.size} kinds of page looked at ${looks} times`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
