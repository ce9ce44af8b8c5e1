// Builds sites of extremes and looks at them as at the demonstration: long titles and words, a term
// with 3,000 events and one with nothing, a trillion, 60 regions by 50 topics, Arabic in an English
// site and the other way round, a site of one article. Nothing may be wider than the window, and axe
// has nothing to find. The sites stay in FOLDER, to be looked at by eye.
// usage: node extremes.mjs DATELINE FOLDER
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { each, hardly, launch, looks, shift, sideways, tabs, violations, visit } from "./browser.mjs";
import { filesOf, kindsOf, serve } from "./site.mjs";

const [dateline, folder] = process.argv.slice(2);
const wrong = [];

const title = "The committee that was to report on the reconstruction of the harbour, its two railway bridges and the waterworks of the upper town has put its report off again";
const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const address = `https://example.org/${"a-very-long-address/without-any-place-to-break".repeat(6).replaceAll("-", "")}?q=${"x".repeat(120)}`;
const arabic = "أعلنت اللجنة أن تسليم الميناء سيكتمل بحلول نهاية أيلول 2026، بحسب بيان لم يذكر يوماً بعينه";
const count = (length, make) => Array.from({ length }, (_, at) => make(at));
const day = (at) => new Date(Date.UTC(2015, 0, 1) + at * 864e5).toISOString().slice(0, 10);
const list = (ids) => `[${ids.map((id) => `"${id}"`).join(", ")}]`;
const event = (fields) => `\n[[events]]\n${Object.entries(fields).map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join("\n")}\n`;
const figure = (fields) => event(fields).replace("[[events]]", "[[figures]]");
const article = ({ facts = "", body = "Text.", ...fields }) =>
  `+++\n${Object.entries(fields).map(([key, value]) => `${key} = ${Array.isArray(value) ? list(value) : key === "date" ? value : JSON.stringify(value)}`).join("\n")}\n${facts}+++\n\n${body}\n`;

const config = (language, more = "") => `title = "Extremes"\nbase_url = "https://example.org/"\nlanguage = "${language}"\nas_of = 2026-01-25\n${more}`;

function extremes(language) {
  const site = { "dateline.toml": config(language, "[limits]\npage = 60\n") };
  const topics = count(50, (at) => `topic-${at + 1}`);
  const regions = count(60, (at) => `region-${at + 1}`);
  topics.forEach((id, at) => (site[`content/topics/${id}.md`] = `+++\nname = "${at === 3 ? word : at === 4 ? title : `Topic number ${at + 1}`}"\n+++\n`));
  regions.forEach((id, at) => (site[`content/regions/${id}.md`] = `+++\nname = "${at === 3 ? word : at === 5 ? "الأنبار" : `Region of the ${at + 1} lakes`}"\n+++\n`));
  site["content/topics/empty.md"] = '+++\nname = "Empty"\n+++\n';
  site["content/topics/events.md"] = `+++\nname = "Three thousand events"\nsummary = "${title}. ${title}."\n[brief]\nnew = "${word}"\nnext = "${title}"\n+++\n\n${title}\n`;
  // Every topic in every region, one to twelve times.
  topics.forEach((topic, at) => count(1 + (at % 12), (time) => {
    site[`content/articles/m/${topic}-${time}.md`] = article({ title: `${topic}, ${time}`, date: day(3000 + time), topics: [topic], regions: regions.filter((_, region) => (region + at + time) % 3) });
  }));
  // Thirty articles of a hundred events each.
  count(30, (part) => {
    const facts = count(100, (at) => event({ title: `Event ${part * 100 + at + 1}`, date: (at % 7 ? day : (n) => day(n).slice(0, 7))(part * 100 + at), by: "The desk" })).join("");
    site[`content/articles/e/${part}.md`] = article({ title: `Events, part ${part + 1}`, date: day(4030), topics: ["events"], regions: [regions[part]], facts });
  });
  site["content/articles/long.md"] = article({
    title, date: "2026-01-20", summary: `${title}. ${word}. ${address}`, authors: [word, title], topics: topics.slice(0, 12), regions: regions.slice(0, 12), dateline: word.toUpperCase(), importance: "high",
    facts:
      event({ id: "handover", title: `${title}, ${word}`, date: "[..2026-09]", by: word, quote: `${title} ${address}` }) +
      event({ title: "No certainty about the date at all", date: "XXXX", by: "The desk" }) + event({ title: word, date: "2025-10?/2026-12~", by: title }) +
      event({ title: arabic, date: "2026-09", by: "اللجنة العسكرية العليا" }) +
      figure({ series: "debt", label: title, value: 1.2e12, unit: "Iraqi dinars", as_of: "2025", by: word }) + figure({ label: word, min: 999_999_999_999, max: 1_200_000_000_000, unit: word, as_of: "2025-06", by: word }),
    body: `${title} ${word} ${address}\n\n## ${title}\n\n## ${word}\n\n### ${arabic}\n\n#### ${address}\n\n${arabic}\n\n> ${word}\n\n\`${address}\`\n\n    ${address}\n\n| ${word} | ${title} | c | d | e | f |\n|---|---|---|---|---|---|\n| ${address} | ${arabic} | 1 | 2 | 3 | 4 |\n\n- [${address}](${address})\n`,
  });
  site["content/articles/other.md"] = article({
    title: word, date: "2026-01-21", topics: ["topic-1", "events"], regions: ["region-1"],
    facts: event({ id: "handover", title: word, date: "[2026-10..]", by: title }) + figure({ series: "debt", label: word, value: 9e11, unit: "Iraqi dinars", as_of: "2025", by: title }) + figure({ series: "debt", label: word, value: 4, hedge: "at-least", unit: "Iraqi dinars", as_of: "2024", by: "A third" }),
    body: '```chart\nseries = "debt"\n```\n\n```timeline\ntopics = ["topic-1"]\n```\n',
  });
  site["content/articles/arabic.md"] = article({ title: arabic, date: "2026-01-22", lang: language === "ar" ? "en" : "ar", summary: arabic, topics: ["topic-1"], regions: ["region-6"], facts: event({ title: arabic, date: "2026-03" }), body: `${arabic}\n\n## ${arabic}\n\n- ${arabic}\n\n> ${arabic}` });
  site["content/articles/bare.md"] = article({ title: "Bare", date: "2026-01-23" });
  site["content/series/debt.md"] = `+++\nname = "${title}"\nunit = "Iraqi dinars"\nscope = "${word}"\ntopics = ["events", "topic-1"]\n+++\n`;
  return site;
}

const sites = {
  english: extremes("en"),
  arabic: extremes("ar"),
  single: { "dateline.toml": config("en").replace(/base_url.*\n/, ""), "content/articles/only.md": article({ title: "The only article", date: "2026-01-20" }) },
  nothing: { "dateline.toml": config("en"), "content/pages/about.md": article({ title: "About" }) },
};
const browser = await launch();
const looking = await tabs(browser, 2);
const waiting = await tabs(browser, 2);
let looked = 0;
for (const [name, files] of Object.entries(sites)) {
  const source = join(folder, name);
  rmSync(source, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  execFileSync(dateline, ["build", source, "--out", join(source, "public")], { stdio: ["ignore", "ignore", "pipe"] });
  const built = join(source, "public");
  const pages = new Set([...kindsOf(built).values(), ...filesOf(built).filter((file) => /^(topics\/(empty|events|topic-[45])|articles\/(long|other|arabic|bare|only)|regions\/region-[46]|events\/handover)\/index\.html$/.test(file))]);
  const site = await serve(built);
  const slow = await serve(built, { slowly: true });
  const wide = looks[0];
  const narrow = looks[1];
  const lookAt = async (path, page) => {
    for (const look of [wide, narrow]) {
      const told = (what) => wrong.push(`${name}: ${path} (${look.name}): ${what}`);
      await visit(page, site.root + path, look, told);
      if ((await sideways(page)) > 0) told(`scrolls sideways by ${await sideways(page)} px`);
      // Where there is least room; the colours are those of any site.
      for (const violation of look === narrow ? await violations(page, look.axe) : []) told(violation);
      looked += 1;
    }
  };
  // In which pieces a page comes in is a matter of the machine's load: what moves, moves again.
  const waitFor = async (path, page) => {
    let moved = Infinity;
    for (let tries = 0; tries < 3 && moved >= hardly; tries += 1) {
      await visit(page, slow.root + path, wide);
      moved = Math.min(moved, await shift(page));
    }
    if (moved >= hardly) wrong.push(`${name}: ${path}: moves by ${moved} while it comes in slowly`);
  };
  await Promise.all([each(pages, looking, lookAt), each(pages, waiting, waitFor)]);
  site.close();
  slow.close();
}
await browser.close();
console.log(`extremes: ${Object.keys(sites).length} sites, looked at ${looked} times`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
