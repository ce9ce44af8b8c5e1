// Opens pages of a built site in a real browser, in all the ways that readers look: accessibility
// (axe, WCAG 2.2 AA), headings and landmarks, no sideways scrolling, nothing that moves while a page
// loads, nothing loaded from elsewhere and not much of it, every link and anchor leads somewhere.
// usage: node check.mjs FOLDER
import { readFileSync, statSync, existsSync } from "node:fs";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { each, hardly, launch, looks, shift, sideways, tabs, tree, violations, visit } from "./browser.mjs";
import { filesOf, kindsOf, serve } from "./site.mjs";

const folder = process.argv[2];
const wrong = [];
const fail = (message) => wrong.push(message);
const pages = filesOf(folder).filter((file) => file.endsWith(".html"));

// Links and anchors, over every page.
const ids = new Map();
const text = (file) => readFileSync(join(folder, file), "utf8");
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
    if (!existsSync(join(folder, target)) || statSync(join(folder, target)).isDirectory()) fail(`${page}: ${reference} leads nowhere`);
    else if (anchor && target.endsWith(".html") && !anchors(target).has(decodeURIComponent(anchor))) fail(`${page}: there is no #${anchor} in ${target}`);
  }
}

// One page of each kind: the one with the most on it.
const kinds = kindsOf(folder);
if (kinds.size < 15) fail(`only ${kinds.size} kinds of page were found: ${[...kinds.keys()]}`);

const site = await serve(folder);
const slow = await serve(folder, { slowly: true });
const browser = await launch();

// What a reader of the page meets, whatever the look.
const landmarks = ["banner", "main", "contentinfo", "navigation", "complementary", "region", "search", "form"];
async function structure(page, told) {
  const nodes = await tree(page);
  const headings = nodes.filter((node) => node.role === "heading");
  const levels = headings.map((heading) => heading.level);
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) told(`its headings begin ${levels.slice(0, 5)}`);
  headings.forEach((heading, at) => {
    if (heading.level > (levels[at - 1] ?? 0) + 1) told(`the heading “${heading.name}” skips a level`);
    if (!heading.name.trim()) told("a heading says nothing");
  });
  for (const role of landmarks) {
    const names = nodes.filter((node) => node.role === role).map((node) => node.name);
    if (landmarks.indexOf(role) < 3 && names.length !== 1) told(`it has ${names.length} landmarks ${role}`);
    if (new Set(names).size < names.length) told(`landmarks ${role} share a name: ${names}`);
    if (names.length > 1 && names.includes("")) told(`a landmark ${role} has no name`);
  }
}

// Timelines are lists in which the day of each event is read before the event, and the days in their
// order: to come the next first, what has happened either way, but not jumbled.
async function timelines(page, told) {
  const lists = await page.locator("ol.timeline").evaluateAll((lists) =>
    lists.map((list) => ({
      items: [...list.children].every((item) => item.localName === "li" && item.firstElementChild.matches(".when")),
      days: [...list.children].map((item) => item.querySelector("time, [data-edtf]")).map((date) => date.dataset.edtf ?? date.dateTime).filter((day) => /^\d{4}(-\d\d){0,2}$/.test(day)),
    })));
  const read = (await tree(page)).filter((node) => node.role === "list" && node.children.length);
  for (const { items, days } of lists) {
    if (!items) told("a timeline has an item that does not begin with its day");
    const earliest = days.map((day) => (day + "-01-01").slice(0, 10));
    const sorted = [...earliest].sort();
    if (`${earliest}` !== `${sorted}` && `${earliest}` !== `${[...sorted].reverse()}`) told(`the days of a timeline are jumbled: ${days}`);
  }
  if (lists.length && !read.some((list) => list.children.every((role) => role === "listitem"))) told("a timeline is not read as a list");
  return lists.length;
}

// What a page weighs for a reader who has nothing of the site yet: compressed, with all it loads but its images.
const most = 60_000;
async function weigh(page, address) {
  const client = await page.context().newCDPSession(page);
  const images = new Set();
  let bytes = 0;
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  client.on("Network.responseReceived", ({ requestId, type }) => type === "Image" && images.add(requestId));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => images.has(requestId) || (bytes += encodedDataLength));
  await page.goto(address, { waitUntil: "networkidle" });
  await client.detach();
  return bytes;
}

let looked = 0;
let lists = 0;
let heaviest = { bytes: 0 };
async function lookAt([kind, path], page) {
  for (const [at, look] of looks.entries()) {
    const told = (what) => fail(`${kind} (${path}, ${look.name}): ${what}`);
    await visit(page, site.root + path, look, told);
    if ((await sideways(page)) > 0) told(`scrolls sideways by ${await sideways(page)} px`);
    for (const violation of look.axe ? await violations(page, look.axe) : []) told(violation);
    // On a busy machine a page comes in pieces, and a line may be broken anew: what moves by itself moves again.
    if ((await shift(page)) > 0) await visit(page, site.root + path, look, told);
    if ((await shift(page)) > 0) told(`moves by ${await shift(page)} while it loads`);
    if (at === 0) {
      await structure(page, told);
      const read = await timelines(page, told);
      lists += read;
      // Larger letters alone, without zoom.
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      if ((await sideways(page)) > 0) told(`scrolls sideways by ${await sideways(page)} px with letters of 200%`);
      const bytes = await weigh(page, site.root + path);
      if (bytes < 5_000) told(`was not weighed: ${bytes} bytes`);
      if (bytes > most) told(`weighs ${bytes} bytes, more than ${most}`);
      if (bytes > heaviest.bytes) heaviest = { kind, bytes };
    }
    looked += 1;
  }
}
// What a page looks like may not depend on a part of it that has yet to come.
async function waitFor([kind, path], page) {
  for (const width of [1280, 375]) {
    await visit(page, slow.root + path, { width });
    if ((await shift(page)) >= hardly) fail(`${kind} (${path}, ${width} px): moves by ${await shift(page)} while it comes in slowly`);
  }
}
// The pages that come in slowly take time, but hardly any of the machine's.
await Promise.all([each(kinds, await tabs(browser, 2), lookAt), each(kinds, await tabs(browser, 2), waitFor)]);
if (lists < 5) fail(`only ${lists} timelines were read`);

// From a folder on disk, by links alone: front page, a topic, its first article.
const page = await browser.newPage();
await page.goto(pathToFileURL(join(folder, "index.html")).href);
for (const link of ['main a[href*="topics/"]', 'main a[href*="articles/"]']) {
  await page.locator(link).first().click();
  await page.waitForLoadState();
  if ((await page.locator("main h1").count()) !== 1) fail(`from disk: ${page.url()} is no page of the site`);
}
const styled = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
if (styled === "rgba(0, 0, 0, 0)") fail("from disk: the stylesheet is not there");

await browser.close();
site.close();
slow.close();
console.log(`${pages.length} pages, ${links} links, ${kinds.size} kinds of page looked at ${looked} times, ${lists} timelines read; the heaviest kind, ${heaviest.kind}, weighs ${heaviest.bytes} bytes`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
