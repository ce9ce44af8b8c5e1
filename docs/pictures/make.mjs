// Makes the pictures of README.md from the demonstration: pages in light and dark, and the preview
// with a mistake in an article.
// usage: node docs/pictures/make.mjs PROGRAM   (after `npm ci` in tests/browser; needs chromium)
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../../tests/browser/browser.mjs";

const program = resolve(process.argv[2]);
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const work = mkdtempSync(join(tmpdir(), "dateline-"));
const site = join(work, "desk");
for (const part of ["content", "dateline.toml"]) cpSync(join(root, part), join(site, part), { recursive: true });

const PAGES = [
  ["front", "/"],
  ["briefing", "/topics/coalition-drawdown/"],
  ["event", "/events/federal-iraq-handover/"],
];
const ARTICLE = "content/articles/2024/two-phases/index.md";
const WIDTH = 1200;
const HEIGHT = 900;

// The address that the preview of the copied site has.
let server;
const origin = await new Promise((done, failed) => {
  server = spawn(program, ["serve", site, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  server.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
  server.stdout.on("data", (data) => {
    said += data;
    const found = /serving (http:\S+)\//.exec(said);
    if (found) done(found[1]);
  });
});

const browser = await launch();
const empty = await browser.newPage();

// A browser makes WebP of what it has drawn, so no other program is needed.
async function save(page, name) {
  const drawn = (await page.screenshot()).toString("base64");
  const webp = await empty.evaluate(async (drawn) => {
    const image = new Image();
    image.src = `data:image/png;base64,${drawn}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.86).split(",")[1];
  }, drawn);
  const bytes = Buffer.from(webp, "base64");
  writeFileSync(join(here, `${name}.webp`), bytes);
  console.log(`${name}.webp: ${Math.round(bytes.length / 1024)} kB`);
}

try {
  execFileSync(program, ["build", site, "--strict"], { stdio: "ignore" });
  const page = await browser.newPage();
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  const schemes = ["light", "dark"];
  for (const [name, url] of PAGES) {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`file://${site}/public${url}index.html`, { waitUntil: "networkidle" });
      await save(page, `${name}-${colorScheme}`);
    }
  }

  const mistaken = readFileSync(join(site, ARTICLE), "utf8").replace('date = "[..2025-09]"', 'date = "[..2025-90]"');
  await page.goto(`${origin}/articles/2024/two-phases/`);
  await page.waitForSelector("dateline-preview", { state: "attached" });
  writeFileSync(join(site, ARTICLE), mistaken);
  await page.waitForFunction(() => !document.querySelector("dateline-preview").shadowRoot.querySelector(".overlay").hidden);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await save(page, `preview-${colorScheme}`);
  }
} finally {
  await browser.close();
  server.removeAllListeners("exit");
  server.kill();
  rmSync(work, { recursive: true, force: true });
}
