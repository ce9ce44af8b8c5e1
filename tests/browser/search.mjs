// Searches a built site in a real browser: from a host at its root and below a path, and from a folder
// on disk. What is found, that the address holds what was asked for, what a first search loads, and
// that nothing moves and nothing is blocked.
// usage: node search.mjs FOLDER
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hardly, launch, looks, open, shift, sideways, violations } from "./browser.mjs";
import { serve } from "./site.mjs";

const folder = process.argv[2];
const wrong = [];
const language = /<html lang="(\w+)"/.exec(readFileSync(join(folder, "index.html"), "utf8"))[1];

// By a word of an article's text, an event by its title, a series by its name, and a word that is to
// be narrowed to a region.
const sought = {
  en: {
    article: ["bulletin", "articles/2025/a-deadline-needs-a-day/"],
    event: ["Assad’s rule in Syria ends", "events/assad-rule-ends/"],
    series: ["troops in Syria", "figures/us-troops-syria/"],
    narrowed: ["withdrawal", "region", "syria"],
    nothing: "xylophone",
  },
  ar: {
    article: ["السادسة", "articles/ferries/"],
    event: ["تركيب الإنارة", "events/lights/"],
    series: ["منسوب النهر", "figures/level/"],
    narrowed: ["الجسر", "region", "syria"],
    nothing: "زرافة",
  },
}[language];

const browser = await launch();
const hosts = await Promise.all([serve(folder, { below: "/" }), serve(folder, { below: "/a/b/" })]);
const places = [...hosts.map((host) => host.root), `${pathToFileURL(folder).href}/`];
const results = (page) => page.locator(".results .title a").evaluateAll((links) => links.map((link) => link.href));
const told = (page) => page.locator(".found p:visible").allTextContents();
const settled = (page) => page.waitForFunction(() => document.querySelector(".found p:not([hidden])"), null, { timeout: 9000 });

// Fills a field in and waits for what it brings.
async function ask(page, words) {
  const before = await page.locator("main").innerHTML();
  await page.fill("#words", words);
  await page.waitForFunction((before) => document.querySelector("main").innerHTML !== before, before);
  await settled(page);
}

let weight = 0;
for (const root of places) {
  const disk = root.startsWith("file:");
  const fail = (what) => wrong.push(`${root}: ${what}`);
  const page = await open(browser, `${root}search/index.html`, { width: 1280 }, (what) => disk && what.startsWith("loads file:") ? 0 : fail(what));
  let loaded = 0;
  page.on("response", async (response) => {
    const sizes = await response.request().sizes().catch(() => null);
    loaded += sizes ? sizes.responseBodySize + sizes.responseHeadersSize : 0;
  });
  for (const [what, [words, path]] of Object.entries(sought).filter(([what]) => ["article", "event", "series"].includes(what))) {
    await ask(page, words);
    const found = await results(page);
    if (!found.slice(0, 3).includes(`${root}${path}index.html`)) fail(`the ${what} is not among the first for “${words}”, but ${found}`);
    const link = await page.request.head(found[0] ?? root).catch(() => null);
    if (!disk && link?.status() !== 200) fail(`${found[0]} is not there`);
    if (!disk && what === "article") {
      await page.waitForTimeout(100);
      weight = Math.max(weight, loaded);
    }
  }
  const [words, field, value] = sought.narrowed;
  await ask(page, words);
  const all = await page.locator("[data-shown]").textContent();
  await page.selectOption(`select[name=${field}]`, value);
  await page.waitForFunction((all) => document.querySelector("[data-shown]").textContent !== all, all);
  if ((await results(page)).length === 0) fail("narrowed to a region nothing is found");
  if (new URL(page.url()).searchParams.get(field) !== value && !disk) fail(`the address is ${page.url()}`);
  await ask(page, sought.nothing);
  if ((await results(page)).length || (await told(page)).length !== 1) fail(`of “${sought.nothing}” it says ${await told(page)}`);
  // From the address, with nothing that moves, in every look.
  const address = `${root}search/index.html?q=${encodeURIComponent(words)}&${field}=${value}`;
  await page.goto(address);
  await settled(page);
  if ((await page.inputValue("#words")) !== words || (await results(page)).length === 0) fail("an address does not bring its results");
  if ((await shift(page)) > hardly) fail(`things move by ${await shift(page)}`);
  await page.close();
}

// Back and forth, and the keyboard.
{
  const fail = (what) => wrong.push(`keys: ${what}`);
  const page = await open(browser, places[1], { width: 1280 }, fail);
  await page.keyboard.press("/");
  await page.waitForURL(/search\/index\.html#words$/);
  await page.waitForFunction(() => document.activeElement.id === "words");
  await page.keyboard.type(sought.event[0]);
  await page.keyboard.press("Enter");
  await settled(page);
  const first = await results(page);
  await page.fill("#words", sought.article[0]);
  await page.keyboard.press("Enter");
  await page.waitForFunction((first) => document.querySelector(".results a")?.href !== first, first[0]);
  await page.goBack();
  await page.waitForFunction((first) => document.querySelector(".results a")?.href === first, first[0]);
  if ((await page.inputValue("#words")) !== sought.event[0]) fail("the way back does not bring back what was asked for");
  await page.close();
}

// What a reader meets, in every look: with results.
for (const look of looks) {
  const fail = (what) => wrong.push(`${look.name}: ${what}`);
  const page = await open(browser, `${places[0]}search/index.html?q=${encodeURIComponent(sought.narrowed[0])}`, look, fail);
  await settled(page);
  if ((await sideways(page)) > 0) fail(`it is ${await sideways(page)} px wider than its window`);
  if (look.axe) for (const found of await violations(page, look.axe)) fail(found);
  await page.close();
}

// Without a script it says so, and leads to the lists.
{
  const bare = await launch({ javaScriptEnabled: false });
  const page = await bare.newPage();
  await page.goto(`${places[0]}search/index.html`);
  const lists = await page.locator("main li a:visible").count();
  if (lists < 5 || (await page.locator("main form:visible").count())) wrong.push(`without a script there are ${lists} lists`);
  await bare.close();
}

if (weight > 300e3) wrong.push(`a first search loads ${weight} bytes`);
await browser.close();
for (const host of hosts) host.close();
console.log(`the search (${language}): ${places.length} places, a first search with its page loads ${Math.round(weight / 1000)} kB`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
