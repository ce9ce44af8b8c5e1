// The preview in a real browser: the real program serves a site, an editor saves files, and open
// pages follow without losing their place.
// usage: node preview.mjs PROGRAM [WORDS]   (only the tests with these words in their name)
import { spawn, execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const program = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = mkdtempSync(join(tmpdir(), "dateline-"));
const site = join(work, "desk");
execFileSync(program, ["init", site]);

let server;
async function serve(port = 0, args = []) {
  server = spawn(program, ["serve", site, "--port", String(port), ...args], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  return new Promise((done, failed) => {
    server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
    server.stdout.on("data", (data) => {
      said += data;
      const found = /serving (http:\S+)\//.exec(said);
      if (found) done(found[1]);
    });
  });
}
function end() {
  server.removeAllListeners("exit");
  const ended = new Promise((done) => server.once("exit", done));
  server.kill();
  return ended;
}

// How long something may take, in milliseconds, on a machine that has much else to do.
const PATIENCE = 30_000;

const file = (path) => join(site, path);
const read = (path) => readFileSync(file(path), "utf8");
function write(path, text) {
  mkdirSync(dirname(file(path)), { recursive: true });
  writeFileSync(file(path), text);
}

const ARTICLE = "content/articles/2026/how-many-cross.md";
const PAGE = "/articles/2026/how-many-cross/";
const TEMPLATE = "themes/default/templates/article.html";
const original = read(ARTICLE);
const long = original + "\n\nA paragraph.".repeat(120) + "\n\n<details><summary>More</summary>\n\nHidden words.\n\n</details>\n\n[A link to focus](https://example.org/).\n";

const browser = await chromium.launchPersistentContext(join(work, "profile"), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

/** Puts the site back as it was at first; what one test leaves broken is not the next one's. */
function reset() {
  const pristine = new Map(texts);
  for (const path of readdirSync(site, { recursive: true })) {
    if (lstatSync(file(path)).isDirectory() || path.startsWith("public")) continue;
    if (!pristine.has(path)) rmSync(file(path));
    else if (read(path) === pristine.get(path)) pristine.delete(path);
  }
  for (const [path, text] of pristine) write(path, text);
}

const wrong = [];
let passed = 0;
async function test(name, run) {
  if (!name.includes(process.argv[3] ?? "")) return;
  try {
    reset();
    await run();
    passed += 1;
    console.log(`ok: ${name}`);
  } catch (error) {
    wrong.push(name);
    console.error(`WRONG: ${name}\n${error.stack}`);
  } finally {
    for (const page of browser.pages()) if (page.url() !== "about:blank") await page.close();
  }
}
function equal(actual, expected, what) {
  if (actual === expected) return;
  // Of long texts the place where they part.
  let at = 0;
  while (String(actual)[at] === String(expected)[at] && at < String(actual).length) at += 1;
  const part = (value) => (typeof value === "string" ? value.slice(Math.max(0, at - 60), at + 200) : value);
  throw new Error(`${what}: ${JSON.stringify(part(actual))} is not ${JSON.stringify(part(expected))}`);
}

async function open(path) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => wrong.push(`${path}: ${error.message}`));
  await page.goto(origin + path);
  await page.waitForFunction(() => document.documentElement.dataset.datelineVersion);
  await page.evaluate(() => (globalThis.unreloaded = true));
  return page;
}
const shows = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text, { timeout: PATIENCE });
const overlay = (page, shown) =>
  page.waitForFunction((shown) => document.querySelector("dateline-preview").shadowRoot.querySelector(".overlay").hidden !== shown, shown, { timeout: PATIENCE });
const panelText = (page) => page.evaluate(() => document.querySelector("dateline-preview").shadowRoot.textContent);
/** The page's markup without what the preview has added to it. */
const markup = () => {
  const copy = document.documentElement.cloneNode(true);
  for (const node of copy.querySelectorAll("dateline-preview, script[src*='_dateline/']")) node.remove();
  copy.removeAttribute("data-dateline-version");
  copy.normalize();
  return copy.outerHTML.replace(/\s+/g, " ");
};
const unreloaded = (page) => page.evaluate(() => globalThis.unreloaded === true);

write(ARTICLE, long);
const texts = readdirSync(site, { recursive: true })
  .filter((path) => !lstatSync(file(path)).isDirectory())
  .map((path) => [path, read(path)]);
// Below the ports that systems give away, so that it is still free when the server begins anew.
let origin = await serve(18510);

await test("a text is patched in place: scroll, focus, an open disclosure and a selection stay", async () => {
  const page = await open(PAGE);
  await page.evaluate(() => {
    document.querySelector("main details").open = true;
    const link = [...document.links].find((link) => link.textContent === "A link to focus");
    link.focus({ preventScroll: true });
    scrollTo(0, 900);
    const text = document.querySelector("main h1").firstChild;
    getSelection().setBaseAndExtent(text, 0, text, 4);
  });
  const scroll = await page.evaluate(() => scrollY);
  const started = Date.now();
  write(ARTICLE, long.replace("A paragraph.", "A changed paragraph."));
  await shows(page, "A changed paragraph.");
  console.log(`    save to screen in ${Date.now() - started} ms`);
  equal(await unreloaded(page), true, "not reloaded");
  equal(await page.evaluate(() => scrollY), scroll, "scroll");
  equal(await page.evaluate(() => document.activeElement.textContent), "A link to focus", "focus");
  equal(await page.evaluate(() => document.querySelector("main details").open), true, "disclosure");
  equal((await page.evaluate(() => getSelection().toString())).length, 4, "selection");
  // Above what is looked at, too: nodes that stay are the same nodes.
  await page.evaluate(() => (document.querySelector("main h1").marked = true));
  write(ARTICLE, long.replace("+++\n\n", "+++\n\nA whole new first paragraph.\n\n"));
  await shows(page, "A whole new first paragraph.");
  equal(await page.evaluate(() => document.querySelector("main h1").marked), true, "the heading is the same node");
});

await test("a patched page is the page that a reload would show", async () => {
  const page = await open(PAGE);
  const versions = [original, long, original.replace(/\[\[figures\]\][^[+]*/, ""), long.replaceAll("A paragraph.", "- item\n"), original];
  for (const [at, text] of versions.entries()) {
    write(ARTICLE, `${text}\nToken${at}x.\n`);
    await shows(page, `Token${at}x.`);
    const patched = await page.evaluate(markup);
    equal(await unreloaded(page), true, "not reloaded");
    const other = await open(PAGE);
    const fresh = await other.evaluate(markup);
    await other.close();
    equal(patched, fresh, `version ${at}`);
  }
});

await test("what the site's script and the reader did to a page stays, and the script attends to what is new", async () => {
  const page = await open("/timeline/");
  const events = page.locator(".timeline > li > .event");
  const many = await events.count();
  await page.locator("details.filter summary").click();
  await page.locator("details.filter input").pressSequentially("bridge");
  await page.evaluate(() => {
    const button = document.querySelector(".timeline > li:not([hidden]) .copy");
    button.mine = true;
    button.focus();
  });
  write(ARTICLE, `${long.replace("+++\n\n", '[[events]]\ntitle = "A bridge is painted"\ndate = 2026-01-04\nregions = ["upstream"]\n\n[[events]]\ntitle = "Rain"\ndate = 2026-01-05\n+++\n\n')}`);
  await page.waitForFunction((many) => document.querySelectorAll(".timeline > li > .event").length === many + 2, many, { timeout: PATIENCE });
  equal(await page.evaluate(() => document.activeElement.mine), true, "the focus stays on a button that the script made");
  await page.locator("details.filter select[name=regions] option[value=upstream]").waitFor({ state: "attached", timeout: PATIENCE });
  equal(await page.locator(".timeline .copy").count(), many + 2, "one button for each event");
  equal(await page.locator("details.filter input").inputValue(), "bridge", "what was typed");
  equal(await page.locator("details.filter").getAttribute("open"), "", "what was opened");
  equal(await page.locator(".timeline > li", { hasText: "A bridge is painted" }).isVisible(), true, "what is new and sought");
  equal(await page.locator(".timeline > li", { hasText: "Rain" }).isVisible(), false, "what is new and not sought");
  equal(await page.locator("[data-shown]").textContent(), String(await page.locator(".timeline > li:visible").count()), "how many are shown");
  equal(await unreloaded(page), true, "not reloaded");
});

await test("a stylesheet is swapped without a reload", async () => {
  const page = await open(PAGE);
  write("themes/default/static/site.css", "body { background: rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)", null, { timeout: PATIENCE });
  equal(await unreloaded(page), true, "not reloaded");
  equal(await page.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length), 2, "no stylesheet is left over");
  rmSync(file("themes/default/static/site.css"));
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)", null, { timeout: PATIENCE });
  equal(await unreloaded(page), true, "not reloaded");
});

await test("new scripts in the head reload the page", async () => {
  const page = await open(PAGE);
  write("themes/default/static/x.js", "globalThis.ran = true;\n");
  write(TEMPLATE, `{% extends "base.html" %}{% block head %}<script src="{{ page.assets["x.js"] }}"></script>{% endblock head %}{% block main %}With a script{% endblock main %}`);
  await page.waitForFunction(() => globalThis.ran === true, null, { timeout: PATIENCE });
  rmSync(file("themes"), { recursive: true });
  await shows(page, "A paragraph.");
});

for (const [what, path, text, code] of [
  ["article", ARTICLE, "+++\ntitle = \"<img src=x onerror=alert(1)>\n", "front-matter/"],
  ["template", TEMPLATE, "{% if %}", "template/syntax"],
  ["template that fails as it renders", TEMPLATE, "{{ view.nothing.at.all }}", "template/rendering"],
  ["configuration", "dateline.toml", "title = \"\n", "config/syntax"],
]) {
  await test(`a broken ${what} lays what is wrong over the page, until it is mended`, async () => {
    const page = await open(PAGE);
    const isNew = path === TEMPLATE;
    const before = isNew ? null : read(path);
    write(path, text);
    await overlay(page, true);
    equal((await panelText(page)).includes(code), true, `tells ${code}: ${await panelText(page)}`);
    equal(await page.evaluate(() => document.body.innerText.includes("A paragraph.")), true, "the last good page stands");
    const links = await page.evaluate(() => [...document.querySelector("dateline-preview").shadowRoot.querySelectorAll(".overlay a")].map((link) => link.getAttribute("href")));
    equal(links.length > 0 && links.every((link) => /^vscode:\/\/file\/.*:\d+:\d+$/.test(link)), true, `links to the editor: ${links}`);
    equal(await page.evaluate(() => document.querySelector("dateline-preview").shadowRoot.querySelector(".overlay img")), null, "escaped");
    // Whoever comes now sees the same.
    const other = await open(PAGE);
    await overlay(other, true);
    equal(await other.evaluate(() => document.body.innerText.includes("A paragraph.")), true, "the last good page stands for others");
    await other.close();
    await page.keyboard.press("Escape");
    await overlay(page, false);
    isNew ? rmSync(file("themes"), { recursive: true }) : write(path, before);
    await page.waitForFunction(() => !document.querySelector("dateline-preview").shadowRoot.querySelector(".badge.errors"), null, { timeout: PATIENCE });
    await overlay(page, false);
    equal(await unreloaded(page), true, "not reloaded");
  });
}

await test("warnings are a quiet badge", async () => {
  const page = await open(PAGE);
  write("content/articles/2026/odd.md", "+++\ntitle = \"Odd\"\ndate = 2026-01-02\ntopics = [\"undeclared-thing\"]\n+++\n");
  await page.waitForFunction(() => document.querySelector("dateline-preview").shadowRoot.querySelector(".badge"), null, { timeout: PATIENCE });
  await overlay(page, false);
  await page.locator("dateline-preview .badge").click();
  await overlay(page, true);
  rmSync(file("content/articles/2026/odd.md"));
  await page.waitForFunction(() => !document.querySelector("dateline-preview").shadowRoot.querySelector(".badge"), null, { timeout: PATIENCE });
});

await test("five tabs at once, and a sixth", async () => {
  const pages = [];
  for (let at = 0; at < 6; at += 1) pages.push(await open(at % 2 ? PAGE : "/articles/"));
  write(ARTICLE, long.replace("title = \"", "title = \"Tabbed "));
  for (const page of pages) {
    await shows(page, "Tabbed ");
    equal(await unreloaded(page), true, "not reloaded");
  }
});

await test("the bar says what the page is made from, and shows the site on another day", async () => {
  const page = await open(PAGE);
  const text = await panelText(page);
  for (const part of [ARTICLE, "article.html", " ms", "figure"]) equal(text.includes(part), true, `${part} in ${text}`);
  await page.locator("dateline-preview input[type=date]").fill("2026-12-01");
  await page.waitForURL(/as-of=2026-12-01/);
  await shows(page, "As the site stood on");
  await page.locator(".masthead a").first().click();
  await page.waitForURL(/as-of=2026-12-01/);
  await shows(page, "As the site stood on");
  await page.waitForFunction(() => document.querySelector("dateline-preview")?.shadowRoot.textContent.includes("Another day"));
  await page.locator("dateline-preview .day button").click();
  await page.waitForURL((url) => !url.search.includes("as-of"));
});

await test("what is not public is marked, on its page and where it is linked", async () => {
  write("content/articles/2026/secret.md", "+++\ntitle = \"A secret\"\ndate = 2026-01-03\ndraft = true\n+++\nWords.\n");
  const page = await open("/articles/");
  await shows(page, "A secret");
  await page.waitForFunction(() => document.querySelector("a[data-dateline-mark=draft]"));
  await page.goto(`${origin}/articles/2026/secret/`);
  await page.waitForFunction(() => document.querySelector("dateline-preview")?.shadowRoot.textContent.includes("Not public: draft"));
  rmSync(file("content/articles/2026/secret.md"));
  await shows(page, "There is nothing at this address");
});

await test("the bar and the site's styles do not touch each other, and the bar is accessible", async () => {
  const page = await open(PAGE);
  write("themes/default/static/site.css", "* { color: rgb(9, 9, 9) !important; display: none; } html, body, main, p, dateline-preview { display: block; }\n");
  await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(9, 9, 9)");
  const seen = await page.evaluate(() => {
    const bar = document.querySelector("dateline-preview").shadowRoot.querySelector(".bar");
    return [getComputedStyle(bar).display, getComputedStyle(bar).color];
  });
  equal(seen[0], "flex", "display");
  equal(seen[1] !== "rgb(9, 9, 9)", true, `colour ${seen[1]}`);
  rmSync(file("themes"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).color !== "rgb(9, 9, 9)");
  const settings = read("dateline.toml");
  for (const broken of [false, true]) {
    if (broken) write("dateline.toml", settings + "\n[\n");
    if (broken) await overlay(page, true);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      equal(wide <= 0, true, `no sideways scrolling at ${width}: ${wide}`);
      const client = await page.context().newCDPSession(page);
      const run = (expression) => client.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      await run(axe);
      const tags = JSON.stringify(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
      const result = await run(`axe.run(document, { runOnly: { type: "tag", values: ${tags} } }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | "))))`);
      equal(result.result.value, "[]", "accessibility");
    }
  }
  write("dateline.toml", settings);
  await overlay(page, false);
});

await test("the mark of a fact in the text opens its place with Alt, and its event without", async () => {
  write("content/articles/2026/flood.md", '+++\ntitle = "A flood"\ndate = 2026-01-03\n+++\nIt comes [in 2027](event:flood "The flood: expected").\n');
  const page = await open("/articles/2026/flood/");
  const mark = page.locator("main a.fact");
  await page.waitForFunction(() => document.querySelector("main a.fact")?.title, null, { timeout: PATIENCE });
  equal((await mark.getAttribute("title")).includes("content/articles/2026/flood.md:5:10"), true, "its place");
  await mark.click({ modifiers: ["Alt"] });
  equal(new URL(page.url()).pathname, "/articles/2026/flood/", "the page stays");
  await mark.click();
  await page.waitForURL("**/events/flood/**", { timeout: PATIENCE });
});

await test("proposals are answered beside the text: changed, refused, linked, taken back, and the draft goes", async () => {
  const path = "content/articles/2026/proposed.md";
  const fact = (title, date) => `[[events]]\ntitle = "${title}"\ndate = "${date}"\nquote = "${title} by ${date}, the ministry said."\nconfidence = 0.7\nreview = true\n`;
  const draft = `+++\ntitle = "A plan is made"\ndate = 2026-01-03\n# Imported: not published until its review is done.\ndraft = true\n\n${fact("The harbour opens", "2027")}\n${fact("The <b>wall</b> & gate close", "2028")}+++\n\nThe harbour opens by 2027, the *ministry* said. Nobody asked.\n\nThe \\<b>wall\\</b> & gate close by 2028, the ministry said.\n`;
  write(path, draft);
  const page = await open("/articles/2026/proposed/");
  const review = page.locator("dateline-preview .review");
  const part = (selector) => page.locator(`dateline-preview ${selector}`);
  await page.waitForFunction(() => document.querySelector("dateline-preview").shadowRoot.textContent.includes("Review 2 proposals"), null, { timeout: PATIENCE });
  await page.getByRole("button", { name: "Review 2 proposals" }).click();
  await review.getByText("Proposal 1 of 2: event").waitFor();
  equal(await part(".review mark").textContent(), "The harbour opens by 2027, the ministry said.", "the sentence");
  equal(await page.evaluate(() => [...CSS.highlights.get("dateline-proposal")].join()), "The harbour opens by 2027, the ministry said.", "marked in the page");
  const client = await page.context().newCDPSession(page);
  const run = (expression) => client.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await run(axe);
  const found = await run(`axe.run("dateline-preview").then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" | "))))`);
  equal(found.result.value, "[]", "accessibility");
  await part(".review [name=date]").fill("some day");
  await part(".review .yes").click();
  await page.waitForFunction(() => document.querySelector("dateline-preview").shadowRoot.querySelector(".refused").textContent !== "", null, { timeout: PATIENCE });
  equal(read(path), draft, "nothing is written that is refused");
  await part(".review [name=date]").fill("[..2027]");
  await part("[aria-label='Another key']").fill("by");
  await part("[aria-label='Its value']").fill("the ministry");
  await part(".review .yes").click();
  await review.getByText("Proposal 1 of 1: event").waitFor();
  equal(read(path).includes('date = "[..2027]"') && read(path).includes('by = "the ministry"'), true, "what was changed");
  equal(await part(".review mark").textContent(), "The <b>wall</b> & gate close by 2028, the ministry said.", "a text is a text");
  await page.keyboard.press("d");
  await review.getByText("is no draft any more").waitFor();
  equal(/draft|review|2028"/.test(read(path).split("+++")[1]), false, read(path));
  await page.keyboard.press("u");
  await review.getByText("Proposal 1 of 1: event").waitFor();
  await review.getByRole("button", { name: "Undo" }).click();
  await review.getByText("Proposal 1 of 2: event").waitFor();
  equal(read(path), draft, "all of it is taken back");
  await page.keyboard.press("Escape");
  equal(await review.isHidden(), true, "closed");
});

await test("a server that begins anew under an open page", async () => {
  const page = await open(PAGE);
  const port = new URL(origin).port;
  await end();
  await page.waitForFunction(() => document.querySelector("dateline-preview").hasAttribute("data-away"), null, { timeout: PATIENCE });
  write(ARTICLE, long.replace("A paragraph.", "Written while it was away."));
  equal(await serve(port), origin, "the same address");
  await shows(page, "Written while it was away.");
  await page.waitForFunction(() => !document.querySelector("dateline-preview").hasAttribute("data-away"));
  equal(await unreloaded(page), true, "not reloaded");
});

await test("with --follow the open page turns to what is edited, below a path", async () => {
  await end();
  origin = await serve(0, ["--follow", "--base", "/sub"]);
  const page = await open("/");
  write(ARTICLE, long.replace("A paragraph.", "Followed."));
  await page.waitForURL(/\/sub\/articles\/2026\/how-many-cross\//, { timeout: PATIENCE });
  await shows(page, "Followed.");
});

await end();
await browser.close();
rmSync(work, { recursive: true, force: true });
console.log(`${passed} passed, ${wrong.length} failed`);
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
