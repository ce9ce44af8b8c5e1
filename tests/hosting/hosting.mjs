// The demonstration on its hosts: nothing is broken, former addresses lead on for good, the page for
// what is not found comes at any depth, and above files stands what is promised. In a browser nothing
// is refused by the policy, in light and dark, and the search finds.
// usage: node hosting.mjs FOLDER-OF-SITES
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LinkChecker } from "linkinator";
import { launch, open } from "../browser/browser.mjs";
import { filesOf, kindsOf } from "../browser/site.mjs";
import { crawl } from "./crawl.mjs";
import { serve, serveByPython } from "./servers.mjs";

const work = process.argv[2];
const wrong = [];
const framed = "frame-ancestors 'self'";
const year = "public, max-age=31536000, immutable";
const short = "public, max-age=300";

const policyIn = (page) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1].replaceAll("&#x27;", "'").replaceAll("&#39;", "'");
// Servers write `'` and `%27`, or `$` and `%24`, as they like.
const isSame = (one, other) => decodeURIComponent(one) === decodeURIComponent(other);
const ask = (address) => fetch(address, { redirect: "manual" });

// What is promised of a file: its type, policy and how long it is kept.
function promised(file, page) {
  const lasting = /\.[0-9a-f]{12}\.(css|m?js)$/.test(file);
  const types = [[/(^|\/)(feed|changes)\.xml$/, "application/atom+xml"], [/(^|\/)feed\.json$/, "application/feed+json"], [/\.csv$/, "text/csv; charset=utf-8"], [/\.ics$/, "text/calendar; charset=utf-8"], [/\.md$/, "text/markdown; charset=utf-8"], [/\.html$/, "text/html; charset=utf-8"]];
  return {
    "content-type": types.find(([ending]) => ending.test(file))?.[1],
    "content-security-policy": file.endsWith(".svg") ? framed : file.endsWith(".html") ? `${policyIn(page)}; ${framed}` : undefined,
    "cache-control": lasting ? year : short,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
  };
}

async function holds({ folder, root, base, name }, told) {
  const files = filesOf(folder);
  const read = (file) => readFileSync(join(folder, file), "utf8");
  const same = (answer, header, value, of) => {
    const is = answer.headers.get(header);
    if (value !== undefined && is?.toLowerCase() !== value.toLowerCase()) told(`${of}: ${header} is ${is}, not ${value}`);
  };

  // A file of each ending, the front page, the search and what it loads.
  const one = (ending) => files.find((file) => file.endsWith(ending));
  const some = ["index.html", "search/index.html", "search/search.js", "articles/feed.xml", ...[".css", ".js", ".csv", ".ics", ".md", ".svg", "feed.xml", "feed.json", "changes.xml", "build.json"].map(one)];
  for (const file of some.filter((file) => files.includes(file))) {
    const headers = promised(file, file.endsWith(".html") ? read(file) : "");
    for (const address of new Set([file, file.replace(/(^|\/)index\.html$/, "$1")])) {
      const answer = await ask(root + address);
      if (answer.status !== 200) told(`${address} answers ${answer.status}`);
      for (const [header, value] of Object.entries(headers)) same(answer, header, value, `/${address}`);
      await answer.body.cancel();
    }
  }

  // Former addresses.
  const former = files.filter((file) => file.endsWith("index.html") && read(file).includes('http-equiv="refresh"'));
  if (former.length < 5) told(`only ${former.length} former addresses`);
  for (const file of former) {
    const address = root + encodeURI(file.replace(/index\.html$/, ""));
    const to = new URL(/http-equiv="refresh" content="0; url=([^"]*)"/.exec(read(file))[1], address).href.replace(/index\.html$/, "");
    const answer = await ask(address);
    const location = answer.headers.get("location") ?? "";
    if (answer.status !== 301 || !isSame(new URL(location, address).href, to)) told(`${address} answers ${answer.status} to ${location}, not 301 to ${to}`);
    const bare = await fetch(address.replace(/\/$/, ""));
    if (!isSame(bare.url, to)) told(`${address} without its slash leads to ${bare.url}`);
    await bare.body.cancel();
  }

  // What is not found, at any depth; what is not for readers.
  const missing = read("404.html");
  for (const address of ["nowhere", "no/where/", "articles/no/where.html", "nothing.csv", "site.0123456789ab.css"]) {
    const answer = await ask(root + address);
    const body = await answer.text();
    if (answer.status !== 404 || body !== missing) told(`/${address} answers ${answer.status} with ${body.slice(0, 80)}`);
    same(answer, "content-type", "text/html; charset=utf-8", `/${address}`);
    same(answer, "x-content-type-options", "nosniff", `/${address}`);
    if (/31536000/.test(answer.headers.get("cache-control"))) told(`that /${address} is not there is kept for a year`);
  }
  for (const [, href] of missing.matchAll(/(?:href|src)="(\/[^"]*)"/g)) {
    const answer = await ask(new URL(href, root));
    if (answer.status !== 200 || !href.startsWith(base)) told(`the page for what is not found names ${href}, which answers ${answer.status}`);
    await answer.body.cancel();
  }
  for (const file of [".dateline-manifest.json", ".nginx.conf", ".htaccess", ".Caddyfile"]) {
    const answer = await ask(root + file);
    if (![403, 404].includes(answer.status)) told(`/${file} answers ${answer.status}`);
    await answer.body.cancel();
  }
  const known = await ask(`${root}.well-known/known.txt`);
  if ((await known.text()) !== "known") told(`/.well-known/known.txt answers ${known.status}`);

  // A folder without its slash leads to the folder.
  const folderAnswer = await fetch(`${root}matrix`);
  if (!isSame(folderAnswer.url, `${root}matrix/`)) told(`${name}: /matrix leads to ${folderAnswer.url}`);
  await folderAnswer.body.cancel();
}

async function nothingBroken({ folder, root }, told) {
  const { reached, redirected } = await crawl(root, told);
  const pages = filesOf(folder).filter((file) => file.endsWith(".html") && !readFileSync(join(folder, file), "utf8").includes('http-equiv="refresh"'));
  const missed = pages.filter((page) => page !== "404.html" && page !== "index.html" && !reached.includes(root + encodeURI(page)));
  // A topic in a region with few articles may be reached by the search alone.
  if (missed.length > pages.length / 50) told(`no link leads to ${missed.length} of ${pages.length} pages: ${missed.slice(0, 3)}`);
  if (redirected.length) told(`${redirected.length} links are redirected: ${redirected.slice(0, 3)}`);
  return reached.length;
}

async function nothingBrokenByLinkinator({ root }, told) {
  const checker = new LinkChecker();
  const skip = [`^(?!${root.replace(/[.$]/g, "\\$&")})`];
  const { links } = await checker.check({ path: root, recurse: true, concurrency: 32, linksToSkip: skip });
  const checked = links.filter((link) => link.state !== "SKIPPED");
  for (const link of checked.filter((link) => link.state === "BROKEN")) told(`linkinator: ${link.url} answers ${link.status}, linked from ${link.parent}`);
  return checked.length;
}

const looks = [{ width: 1280, colorScheme: "light" }, { width: 320, colorScheme: "dark" }];

// In the browser: one page of each of some kinds in each look, and a search.
async function seen(browser, { folder, root }, told) {
  const kinds = kindsOf(folder);
  const pages = ["front", "article", "series", "search"].map((kind) => kinds.get(kind)).filter(Boolean);
  if (pages.length < 4) told(`only ${pages}`);
  for (const look of looks) {
    for (const file of pages) {
      const page = await open(browser, root + file, look, (message) => message.startsWith("loads file:") || told(`${file} (${look.colorScheme}): ${message}`));
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number));
      if (ground[0] < 128 !== (look.colorScheme === "dark")) told(`${file} is not ${look.colorScheme}: ${ground}`);
      if (file === kinds.get("search")) {
        await page.fill("#words", "withdrawal");
        const found = await page.waitForSelector(".results .title a", { timeout: 9000 }).catch(() => null);
        if (!found) told(`the search finds nothing (${look.colorScheme})`);
      }
      await page.close();
    }
  }
}

// What holds for each place; two places at a time, since both wait a good deal.
const all = (places, checks) =>
  Promise.all(places.map(async (place) => {
    const told = (message) => wrong.push(`${place.name}: ${message}`);
    const began = Date.now();
    const addresses = [];
    for (const check of checks) addresses.push(await check(place, told).catch((error) => told(error.stack)));
    const reached = addresses.filter((count) => typeof count === "number");
    console.log(`${place.name}: ${reached.length ? `${reached.join(" and ")} addresses` : "opened"}, after ${Date.now() - began} ms`);
  }));

const browser = await launch();
const inBrowser = (place, told) => seen(browser, place, told);
try {
  for (const name of ["nginx", "apache", "caddy"]) {
    for (const place of [`${name}-root`, `${name}-below/a/b`, `${name}-odd/q"u $1 o't`]) {
      mkdirSync(join(work, place, ".well-known"), { recursive: true });
      writeFileSync(join(work, place, ".well-known/known.txt"), "known");
    }
    const { places, close } = await serve(name, work);
    await all(places, [holds, nothingBroken, inBrowser]).finally(close);
  }
  const { places, close } = await serveByPython(work);
  await all(places, [nothingBroken, nothingBrokenByLinkinator]).finally(close);
  const disk = join(work, "s3-root");
  await all([{ name: "from a disk", folder: disk, root: `${pathToFileURL(disk)}/` }], [inBrowser]);
} finally {
  await browser.close();
}
for (const message of wrong.slice(0, 40)) console.error(message);
if (wrong.length > 40) console.error(`and ${wrong.length - 40} more`);
process.exit(wrong.length ? 1 : 0);
