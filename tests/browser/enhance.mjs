// What the theme's script offers, tried in a real browser: finding in a timeline, what is new,
// copying a fact, keys. And that nothing needs it, and nothing moves because of it.
// usage: node enhance.mjs FOLDER
import { readFileSync, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const site = process.argv[2];
const wrong = [];
let tried = 0;
const is = (what, found, expected) => {
  tried += 1;
  if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
};
const holds = (what, condition) => is(what, Boolean(condition), true);

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
let slow = 0;
const server = createServer(async (request, response) => {
  let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
  if (path === "" || path.endsWith("/")) path += "index.html";
  const file = join(site, path);
  if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
  if (path.endsWith(".js")) await new Promise((done) => setTimeout(done, slow));
  response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await launch({ permissions: ["clipboard-read", "clipboard-write"] });
const shown = (page) => page.locator(".timeline > li[data-status]:visible").count();
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

const timeline = "/topics/coalition-drawdown/timeline/index.html";
const open = async (path, width = 1280, context = browser) => {
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(`${path}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(`${path}: ${message.text()}`));
  await page.setViewportSize({ width, height: 900 });
  await page.goto(path.startsWith("file:") ? path : origin + path);
  return page;
};

// Finding in a timeline, by each field, by all together, and from the address.
{
  const page = await open(timeline);
  const total = await shown(page);
  holds("a timeline has events", total > 5);
  await page.keyboard.press("/");
  is("the finder is where the key leads", await page.evaluate(() => document.activeElement.name), "find");
  await page.keyboard.type("SEPTEMBER convoys");
  await page.waitForURL(/find=SEPTEMBER\+convoys$/);
  const found = await shown(page);
  holds("words find fewer events", found > 0 && found < total);
  for (const text of await page.locator(".timeline > li[data-status]:visible").allTextContents()) holds(`${text} has both words`, /september/i.test(text) && /convoys/i.test(text));
  is("the count is told", await page.locator("[data-shown]").textContent(), String(found));
  await page.reload();
  is("the address finds the same again", await shown(page), found);
  await page.locator(".filter button[type=reset]").click();
  await page.waitForURL((url) => url.search === "");
  is("clearing shows all", await shown(page), total);
  await page.locator(".filter select[name=regions] option").nth(1).waitFor({ state: "attached" });
  is("a region that lies in another is offered with its name", await page.locator(".filter select[name=regions] option[value=anbar]").textContent(), "Anbar");
  for (const name of ["topics", "regions", "status", "year"]) {
    const select = page.locator(`.filter select[name=${name}]`);
    for (const value of await select.locator("option").evaluateAll((options) => options.slice(1).map((option) => option.value))) {
      await select.selectOption(value);
      await page.waitForURL((url) => url.searchParams.get(name) === value);
      const count = await shown(page);
      holds(`${name} ${value} finds some and not all`, count > 0 && count < total);
    }
    await select.selectOption("");
  }
  await page.locator(".filter select[name=status]").selectOption("happened");
  await page.locator(".filter input").fill("no event says this");
  await page.waitForURL(/find=no\+event\+says\+this/);
  is("nothing is found", await shown(page), 0);
  holds("and that is said", await page.locator("[data-none]").isVisible());
  is("no empty section is left", await page.locator(".column section:visible").count(), 0);
  await page.close();
  const wider = await open("/timeline/index.html?regions=iraq");
  await wider.waitForFunction(() => document.querySelector(".filter select[name=regions]").value === "iraq");
  const within = await wider.locator(".timeline > li[data-status]:visible").evaluateAll((events) => events.map((event) => event.dataset.regions));
  holds("a region holds what happened in its parts", within.some((regions) => !regions.split(" ").includes("iraq")));
  await wider.close();
}

// What is new: nothing on the first visit; after a visit long ago, what came since, but for what was seen.
{
  const first = await open("/index.html");
  is("nothing is new to a first visitor", await first.locator("[data-new]").count(), 0);
  const visit = (change) =>
    first.evaluate((change) => {
      const name = Object.keys(localStorage).find((key) => key.endsWith(" visit"));
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), ...change }));
    }, change);
  const days = await first.locator(".article-item[data-changed]").evaluateAll((items) => items.map((item) => item.dataset.changed).sort());
  const latest = days.at(-1);
  const when = Date.parse(`${latest}T09:00:00Z`);
  await visit({ at: when, seen: [] });
  await first.reload();
  const marked = await first.locator("[data-new]").evaluateAll((items) => items.map((item) => item.dataset.changed));
  holds("what came on the day of the last visit or since is new", marked.length > 0 && marked.every((day) => day >= latest));
  is("articles are counted", await first.locator(".hero .new-count b").textContent(), String(days.filter((day) => day >= latest).length));
  holds("and named to those who listen", (await first.locator("[data-new] .new").first().textContent()).startsWith("New since your last visit"));
  await first.goto(`${origin}/articles/index.html`);
  holds("it stays new during the visit", (await first.locator("[data-new]").count()) > 0);
  const key = await first.locator("[data-new]").first().evaluate((item) => `${item.dataset.changed} ${item.querySelector("a:not(.explained)").pathname}`);
  await visit({ at: when, seen: [key] });
  await first.reload();
  is("what was seen on that day is not new", await first.locator("[data-new]").evaluateAll((items, key) => items.filter((item) => key.endsWith(item.querySelector("a:not(.explained)").pathname)).length, key), 0);
  await first.locator("[data-help]").click();
  await first.locator("[data-forget]").click();
  is("a visit can be forgotten", await first.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(" visit")).length), 0);
  await first.close();
}

// A fact is copied with who says so and where it stands.
{
  const page = await open(timeline);
  const event = page.locator(".event", { has: page.locator(".sides") }).first();
  await event.hover();
  await event.locator(".copy").click();
  const text = await copied(page);
  const lines = text.split("\n");
  const title = (await event.locator(".title").textContent()).trim();
  holds(`${lines[0]} is the event and its day`, lines[0].startsWith(`${title} (`));
  for (const speaker of await event.locator(".sides dt").allTextContents()) holds(`${speaker} is named`, text.includes(speaker));
  holds(`${lines.at(-1)} is its address`, /^Drawdown Desk, https:\/\/example\.org\/events\/[a-z-]+\/$/.test(lines.at(-1)));
  holds("and that is told", (await page.locator("#tool-said").textContent()).includes("Copied"));
  await page.goto(`${origin}/topics/coalition-drawdown/index.html`);
  await page.locator(".figure .title a").first().focus();
  await page.keyboard.press("c");
  await page.waitForFunction(() => document.querySelector("#tool-said").textContent !== "");
  const figure = await copied(page);
  holds(`${figure} is a figure with its address`, /https:\/\/example\.org\/figures\/[a-z-]+\/$/.test(figure));
  await page.close();
}

// Keys: through the entries, to the main parts, and off for those who need them for something else.
{
  const page = await open("/index.html");
  const titles = await page.locator("main .title a").allTextContents();
  await page.keyboard.press("j");
  is("j goes to the first entry", await focused(page), titles[0]);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  is("k goes back", await focused(page), titles[0]);
  await page.keyboard.press("?");
  holds("the panel is open", await page.locator("#tool-help").isVisible());
  await page.keyboard.press("Escape");
  holds("and closed", !(await page.locator("#tool-help").isVisible()));
  await page.keyboard.press("1");
  await page.waitForURL(/topics\/index\.html$/);
  await page.keyboard.press("0");
  await page.waitForURL(/\/index\.html$/);
  await page.locator("[data-help]").click();
  await page.locator("[data-keys]").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("?");
  holds("keys that are switched off stay off", !(await page.locator("#tool-help").isVisible()));
  await page.locator("[data-help]").click();
  await page.locator("[data-keys]").check();
  await page.close();
}

// Nothing moves, even where the script comes late.
for (const path of ["/index.html", timeline, "/timeline/index.html", "/ahead/index.html", "/topics/coalition-drawdown/index.html", "/matrix/index.html"]) {
  for (const width of [1280, 375]) {
    slow = 700;
    const page = await browser.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => globalThis.moved.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });
      const day = Date.parse("2025-10-01T09:00:00Z");
      localStorage.setItem("dateline / visit", JSON.stringify({ at: day, since: null, before: [], seen: [] }));
    });
    await page.goto(origin + path);
    await page.waitForTimeout(300);
    is(`${path} at ${width} px moves`, await page.evaluate(() => globalThis.moved), []);
    if (path === "/index.html") holds("something is marked as new", (await page.locator("[data-new]").count()) > 0);
    await page.close();
  }
}
slow = 0;

// From a folder on disk.
{
  const page = await open(pathToFileURL(join(site, timeline)).href);
  const total = await shown(page);
  await page.keyboard.press("/");
  await page.locator(".filter select[name=regions] option[value=anbar]").waitFor({ state: "attached" });
  await page.keyboard.type("convoys");
  await page.waitForFunction((total) => document.querySelector("[data-shown]").textContent !== String(total), total);
  const found = await shown(page);
  holds("the finder works from disk", found > 0 && found < total);
  await page.close();
}

// Without the script: all facts, no tools, and no hole where they would be.
await browser.close();
const bare = await launch({ javaScriptEnabled: false });
for (const path of ["/index.html", timeline, "/topics/coalition-drawdown/index.html"]) {
  const page = await open(path, 1280, bare);
  is(`${path} without script offers no tool`, await page.locator(".filter:visible, .copy:visible, [data-help]:visible, dialog:visible").count(), 0);
  const facts = page.locator(".timeline > li");
  is(`${path} without script shows all events`, await page.locator(".timeline > li:visible").count(), await facts.count());
  if (path === timeline) {
    const above = await page.locator(".column").first().boundingBox();
    const top = await page.locator(".column > section").first().boundingBox();
    is("no room is kept", Math.round(top.y - above.y), 0);
  }
  await page.close();
}
await bare.close();
server.close();
console.log(`the script: ${tried} things tried`);
for (const line of wrong) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
