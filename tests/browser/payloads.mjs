// Writes texts that try to run a script in every field and position, builds them, takes the policy out
// of the pages, and looks whether anything runs, in a real browser and in every page's elements.
// usage: node payloads.mjs DATELINE FOLDER [LIST...]
// A list has a payload a line, or Markdown with payloads in fences. Without one, a few of our own.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { launch } from "./browser.mjs";
import { filesOf, serve } from "./site.mjs";

const [dateline, folder, ...lists] = process.argv.slice(2);

const few = [
  "<script>alert(1)</script>", "\"><script>alert(1)</script>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "]]><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "` onclick=`alert(1)", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
  "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
  "<a href=\"javascript:alert(1)\">x</a>", "<a href=\"java&#1;script:alert(1)\">x</a>", "<a href=javascript&#58;alert(1)>x</a>", "[x](javascript:alert(1))", "![x](x\"onerror=\"alert(1))", "<javascript:alert(1)>",
  "<iframe srcdoc=\"<script>parent.alert(1)</script>\">", "<object data=\"data:text/html,<script>alert(1)</script>\">", "<embed src=\"javascript:alert(1)\">", "<form action=javascript:alert(1)><button>x", "<base href=\"javascript:alert(1)//\">",
  "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<link rel=stylesheet href=\"https://elsewhere.invalid/x.css\">", "<style>@import 'https://elsewhere.invalid/x.css'</style>", "<p style=\"background:url(https://elsewhere.invalid/x)\">",
  "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>", "<template><script>alert(1)</script></template>", "{{ 7 * 7 }}<% alert(1) %>${alert(1)}", "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>", "<img src=\"x` `<script>alert(1)</script>\"` `>", "\\\"-alert(1)-\\\"", "\u2028alert(1)//", "onclick=alert(1)", ".x onclick=alert(1) style=x",
];

// Lists of handlers alone are names; each becomes an attribute.
const whole = (line) => (/^on[a-z]+$/i.test(line) ? `"><b ${line}=alert(1) tabindex=0>x</b>` : line);

function payloadsOf(list) {
  const text = readFileSync(list, "utf8");
  const fences = list.endsWith(".md") ? [...text.matchAll(/^```.*\n([\s\S]*?)^```/gm)].map(([, inside]) => inside).join("\n") : text;
  return fences.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).map(whole);
}
// Those of all lists side by side, so that a run that is broken off has seen something of each.
const sideBySide = (all) => all.flatMap((list, nth) => list.map((payload, at) => [at / list.length, nth, payload])).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , payload]) => payload);
const payloads = [...new Set(lists.length ? sideBySide(lists.map(payloadsOf)) : few)];

const json = JSON.stringify;
const front = (fields, body = "") => `${json(fields, null, 1)}\n\n${body}\n`;
// What TOML does not take unescaped.
const toml = (text) => json(text).replace(/[\u007f]/g, "\\u007f");

// One payload in every field and position. A build may refuse it as the address of a source, then as
// one of a link, and then at all; `refusals` says how often it did.
function texts(at, p, refusals) {
  const id = `n${at}`;
  const url = refusals ? undefined : p;
  const addresses = refusals < 2;
  const attributes = p.replace(/[{}\n]/g, "");
  const quoted = p.replaceAll('"', "&quot;");
  const body = [
    addresses ? `[${p.replace(/[[\]]/g, "")}](<${p.replace(/[<>]/g, "")}>) ![${p.replace(/[[\]]/g, "")}](<${p.replace(/[<>]/g, "")}> "${quoted}")` : "",
    `<a href="${quoted}" title='${p.replaceAll("'", "&#39;")}'>x</a> <img alt="x" src="${quoted}"> <p class=${p}>x</p>`,
    `## Heading {#h ${attributes}}`,
    `## ${p}`,
    "```\n" + p.replaceAll("```", "") + "\n```\n\n`" + p.replaceAll("`", "") + "`",
    `| ${p} | b |\n|---|---|\n| x | ${p} |`,
    `<div>\n\n${p}\n\n</div>`,
    `Text ${p} text[^1].\n\n[^1]: ${p}`,
    p,
  ];
  const event = { id, title: p, date: "2031-05", status: "announced", by: p, quote: p, condition: p, source: id };
  const figure = { series: id, label: p, value: 7, as_of: "2024-05", unit: p, by: p, quote: p, scope: p };
  const article = {
    title: p, date: "2024-09-09", updated: "2024-09-10", summary: p, authors: [p], dateline: p, topics: [id], regions: [`r${id}`], sources: [id, { id: `own-${id}`, name: p, publisher: p, quote: p, url }],
    image: { file: "x.svg", alt: p, caption: p, credit: p }, corrections: [{ date: "2024-09-10", text: p, was: p, now: p }], events: [event], figures: [figure, { ...figure, series: undefined }], extra: { note: p },
  };
  return {
    [`content/articles/${id}.md`]: front(article, body.join("\n\n")),
    [`content/topics/${id}.md`]: front({ name: p, summary: p, brief: { new: p, why: p, next: p } }, p),
    [`content/regions/r${id}.md`]: front({ name: p, summary: p }, p),
    [`content/series/${id}.md`]: front({ name: p, topics: [id] }, p),
    [`content/events/${id}.md`]: front({ title: p, summary: p, topics: [id] }, p),
    [`content/pages/${id}.md`]: front({ title: p, summary: p, menu: false }, p),
    source: `[${id}]\nname = ${toml(p)}\nkind = "document"\npublisher = ${toml(p)}\nquote = ${toml(p)}\n${url ? `url = ${toml(p)}\narchived = ${toml(p)}\n` : ""}`,
  };
}

function write(site, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
}

// Builds a site of payloads, each in as many positions as a build takes it in.
const refused = [0, 0, 0, 0];
function build(site, chunk, first) {
  const how = new Map(chunk.map((_, at) => [first + at, 0]));
  for (let tries = 0; ; tries += 1) {
    rmSync(site, { recursive: true, force: true });
    const files = { "content/articles/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>', "content/sources.toml": "" };
    files["dateline.toml"] = `title = ${toml(chunk[0])}\ndescription = ${toml(chunk[1] ?? "")}\nbase_url = "https://desk.example/"\nas_of = 2025-01-01\n[limits]\ncell_minimum = 0\n[publisher]\nname = ${toml(chunk[2] ?? "")}\n`;
    chunk.forEach((p, at) => {
      if (how.get(first + at) > 2) return;
      const { source, ...rest } = texts(first + at, p, how.get(first + at));
      Object.assign(files, rest);
      files["content/sources.toml"] += source;
    });
    write(site, files);
    const built = spawnSync(dateline, ["build", site, "--out", join(site, "public")], { encoding: "utf8", maxBuffer: 1 << 30, env: { ...process.env, NO_COLOR: "1" } });
    if (built.status === 0) break;
    const errors = built.stderr.split("\n\n").filter((block) => /^error/m.test(block));
    const lines = files["content/sources.toml"].split("\n");
    const above = (line) => lines.slice(0, line).findLast((text) => /^\[n\d+\]$/.test(text)).slice(2, -1);
    const guilty = new Set(errors.flatMap((block) => {
      const inSources = [...block.matchAll(/content\/sources\.toml:(\d+)/g)].map(([, line]) => above(Number(line)));
      return [...inSources, ...[...block.matchAll(/content\/\w+\/r?n(\d+)\.md/g)].map(([, at]) => at)].map(Number);
    }));
    if (!guilty.size || tries > 20) throw new Error(`a build fails for no payload's sake: ${built.stdout}\n${errors.slice(0, 3).join("\n\n")}`);
    for (const at of guilty) how.set(at, how.get(at) + 1);
  }
  for (const refusals of how.values()) refused[refusals] += 1;
}

// What in a page's elements would run, load or send; the same in a page that is only parsed.
function suspects(root) {
  const found = [];
  const runs = /^(javascript|vbscript|data):/i;
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    if (/^(iframe|frame|object|embed|applet|form|base|portal|animate|set|foreignobject)$/i.test(name) && !(name === "form" && !element.hasAttribute("action")) && !(name === "base" && root.title)) found.push(`<${name}>`);
    if (name === "script" && element.type !== "application/ld+json" && !/^[\w./-]*\.js$/.test(element.getAttribute("src") ?? "no")) found.push(element.outerHTML.slice(0, 120));
    if (name === "meta" && /refresh/i.test(element.httpEquiv) && runs.test(element.content.replace(/^[^=]*=/, "").trim())) found.push(element.outerHTML);
    if (name === "link" && /^(https?:)?\/\//.test(element.getAttribute("href") ?? "") && !/canonical|alternate/.test(element.rel)) found.push(element.outerHTML);
    for (const { name: key, value } of element.attributes) {
      if (/^on/i.test(key)) found.push(`${name} ${key}=${value.slice(0, 80)}`);
      if (/^(href|src|action|formaction|xlink:href|poster|data|background|ping|manifest)$/i.test(key) && runs.test(value.replace(/[\u0000-\u0020]/g, ""))) found.push(`${name} ${key}=${value.slice(0, 80)}`);
      if (/^srcdoc$/i.test(key)) found.push(`${name} srcdoc`);
      if (/^style$/i.test(key) && /url\(|expression|@import/i.test(value)) found.push(`${name} style=${value.slice(0, 80)}`);
    }
  }
  return found;
}

const browser = await launch({ serviceWorkers: "block" });
const wrong = [];
const counts = { loaded: 0, parsed: 0, pictures: 0 };
await browser.addInitScript(() => {
  globalThis.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = (what) => void globalThis.ran.push(`${name}(${what})`);
  globalThis.name = "";
});

// Loads a page without its policy and does with every element what a reader might do.
async function load(tab, root, path, told) {
  const asks = (request) => {
    if (request.url().startsWith(root) || /^(data|blob):/.test(request.url())) return;
    // A picture of another host is what an author may have meant; the policy keeps it out.
    request.resourceType() === "image" ? (counts.pictures += 1) : told(`asks for ${request.url()} as ${request.resourceType()}`);
  };
  const dialog = (box) => (told(`a dialog: ${box.message()}`), box.dismiss());
  tab.on("request", asks).on("dialog", dialog);
  try {
    await tab.goto(root + path);
    const title = await tab.title();
    const { ran, left, found } = await tab.evaluate((source) => {
      const found = new Function(`return (${source})(document)`)();
      for (const element of [...document.querySelectorAll("main *")].slice(0, 60)) {
        for (const kind of ["mouseover", "mouseenter", "focus", "blur", "keydown", "input", "toggle", "wheel", "pointerdown", "animationstart", "beforetoggle"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
        if (!element.closest("a[href], button, summary, input, label")) element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }
      return { ran: globalThis.ran, left: globalThis.name, found };
    }, suspects.toString());
    for (const what of [...ran, ...found]) told(what);
    if (left !== "") told(`window.name is ${left}`);
    if ((await tab.title()) !== title) told(`the title became ${await tab.title()}`);
    counts.loaded += 1;
  } finally {
    tab.off("request", asks).off("dialog", dialog);
  }
}

async function parse(tab, files) {
  const found = await tab.evaluate(([texts, source]) => {
    const check = new Function(`return ${source}`)();
    return texts.map(([path, text]) => [path, check(new DOMParser().parseFromString(text, "text/html"))]).filter(([, found]) => found.length);
  }, [files, suspects.toString()]);
  counts.parsed += files.length;
  return found;
}

// Without the policy, and without the theme's own script and styles, which only take time here.
const without = (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace(/<script src="[^"]*" defer><\/script>/, "").replace(/<link rel="stylesheet" [^>]*>/g, "");
const size = 200;
for (let first = 0; first < payloads.length; first += size) {
  const chunk = payloads.slice(first, first + size);
  const source = join(folder, "payloads");
  build(source, chunk, first);
  const built = join(source, "public");
  const pages = filesOf(built).filter((file) => file.endsWith(".html"));
  const bare = pages.map((path) => [path, without(readFileSync(join(built, path), "utf8"))]);
  bare.forEach(([path, text]) => writeFileSync(join(built, path), text));
  if (bare.some(([, text]) => text.includes("Content-Security-Policy\""))) throw new Error("a policy is left");
  const site = await serve(built);
  const tabs = await Promise.all([0, 1, 2].map(() => browser.newPage()));
  // Those that are loaded are looked through there.
  const loaded = (path) => /^(articles\/n\d+|topics\/n\d*0)\/index\.html$/.test(path);
  const others = bare.filter(([path]) => !loaded(path));
  for (let at = 0; at < others.length; at += 100) {
    for (const [path, found] of await parse(tabs[0], others.slice(at, at + 100))) wrong.push(`${path}: ${found.slice(0, 3).join("; ")}`);
  }
  const queue = pages.filter(loaded);
  await Promise.all(tabs.map(async (tab) => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      const at = Number(/\d+/.exec(path)[0]);
      await load(tab, site.root, path, (what) => wrong.push(`${path}: ${what}, of ${payloads[at]}`));
    }
  }));
  await Promise.all(tabs.map((tab) => tab.close()));
  site.close();
  if (lists.length) console.log(`${Math.min(first + size, payloads.length)} of ${payloads.length} payloads, ${wrong.length} wrong`);
}

// A page in which scripts do run is found out, both ways.
const trap = join(folder, "payloads/trap");
write(trap, { "index.html": "<!doctype html><title>x</title><main><img src=x onerror=alert(1)><b onmouseover=alert(2)>x</b></main>" });
const site = await serve(trap);
const tab = await browser.newPage();
const caught = [];
await load(tab, site.root, "index.html", (what) => caught.push(what));
const seen = await parse(tab, [["x", readFileSync(join(trap, "index.html"), "utf8")]]);
site.close();
if (!caught.some((what) => what === "alert(2)") || seen.length !== 1) wrong.push("what runs is not noticed");
await browser.close();

console.log(`payloads: ${payloads.length} in every field and position; ${counts.loaded} pages loaded, ${counts.parsed} parsed; a build takes ${refused[0]} as any address, ${refused[1]} as one of a link, ${refused[2]} as text, ${refused[3]} not at all; ${counts.pictures} pictures asked of other hosts; ${wrong.length} ran`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) process.exit(1);
