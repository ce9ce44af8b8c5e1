// Goes through a built site with the keyboard alone: everything that can be used is reached, in the
// order it is read, is seen to have the focus, and is left again; what opens opens and closes.
// usage: node keys.mjs FOLDER
import { launch, open } from "./browser.mjs";
import { kindsOf, serve } from "./site.mjs";

const folder = process.argv[2];
const wrong = [];
let pressed = 0;
const kinds = kindsOf(folder);
const site = await serve(folder);
const browser = await launch();
const at = (path, told) => open(browser, site.root + path, { width: 1280 }, told);
const press = async (page, key) => {
  pressed += 1;
  await page.keyboard.press(key);
};

// What has the focus: its place among all that can have it, and whether a reader sees that.
const watch = () => {
  const usable = "a[href], button, input, select, textarea, summary, [tabindex]";
  // The button that copies a fact can be reached from within the fact.
  globalThis.stops = () => [...document.querySelectorAll(usable)].filter((stop) => (stop.tabIndex >= 0 || stop.matches(".copy")) && !stop.disabled && stop.checkVisibility({ visibilityProperty: true }));
  globalThis.focused = () => {
    const stop = document.activeElement;
    if (stop === document.body) return null;
    const style = getComputedStyle(stop);
    const box = stop.getClientRects()[0];
    const hit = box && document.elementFromPoint(box.x + Math.min(box.width, 8) / 2, box.y + box.height / 2);
    return {
      at: globalThis.stops().indexOf(stop),
      text: (stop.getAttribute("aria-label") ?? stop.textContent).trim().slice(0, 40),
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: Boolean(box?.width && hit && (stop.contains(hit) || hit.contains(stop))) && [stop, stop.parentElement].every((part) => getComputedStyle(part).opacity > 0.9),
    };
  };
};

for (const [kind, path] of kinds) {
  const told = (what) => wrong.push(`${kind} (${path}): ${what}`);
  const page = await at(path, told);
  await page.evaluate(watch);
  const stops = await page.evaluate(() => globalThis.stops().length);
  if (stops < 10) told(`only ${stops} stops`);
  for (let stop = 0; stop < stops; stop += 1) {
    await press(page, "Tab");
    const focus = await page.evaluate(() => globalThis.focused());
    if (focus?.at !== stop) {
      told(`stop ${stop} of ${stops} was not reached, but ${JSON.stringify(focus)}`);
      break;
    }
    if (!focus.outlined) told(`“${focus.text}” does not show that it has the focus`);
    if (!focus.seen) told(`“${focus.text}” is not seen while it has the focus`);
  }
  await press(page, "Tab");
  if (await page.evaluate(() => globalThis.focused()?.at > 0)) told("the last stop is not left");
  await page.reload();
  await page.evaluate(watch);
  // Past all that every page begins with.
  await press(page, "Tab");
  if (!(await page.evaluate(() => document.activeElement.matches(".skip")))) {
    told("the link to the content is not the first stop");
    continue;
  }
  await press(page, "Enter");
  await press(page, "Tab");
  if (!(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)))) told("the link to the content does not lead there");
  // What can be opened opens and closes, with either key.
  for (const details of await page.locator("main details:visible").all()) {
    await details.locator("summary").focus();
    for (const [key, opened] of [["Enter", true], ["Space", false], ["Space", true], ["Enter", false]]) {
      await press(page, key);
      if ((await details.evaluate((part) => part.open)) !== opened) told(`${key} does not ${opened ? "open" : "close"} “${await details.locator("summary").textContent()}”`);
    }
  }
  // What does not fit can be moved.
  for (const scroll of await page.locator(".scroll:visible").all()) {
    const goesOn = await scroll.evaluate((part) => part.scrollWidth > part.clientWidth + 40);
    await scroll.focus();
    await press(page, "ArrowRight");
    await page.waitForTimeout(goesOn ? 200 : 0);
    if (goesOn && !(await scroll.evaluate((part) => part.scrollLeft > 0))) told("a table that goes on is not moved by the arrow keys");
  }
  // The panel: it holds the focus, Escape closes it, and the focus is where it was.
  const button = page.locator("[data-help]");
  await button.focus();
  await press(page, "Enter");
  const panel = page.locator("dialog");
  if (!(await panel.isVisible())) told("the panel does not open");
  for (let stop = 0; stop < 6; stop += 1) {
    await press(page, "Tab");
    if (await page.evaluate(() => document.activeElement !== document.body && !document.querySelector("dialog").contains(document.activeElement))) told("the focus leaves the open panel for the page");
  }
  await press(page, "Escape");
  if (await panel.isVisible()) told("Escape does not close the panel");
  if (!(await button.evaluate((button) => button === document.activeElement))) told("the focus does not come back from the panel");
  await page.close();
}

// Finding in a timeline: open, write, choose, clear.
{
  const told = (what) => wrong.push(`finding: ${what}`);
  const page = await at(kinds.get("timeline"), told);
  const shown = () => page.locator(".timeline > li[data-status]:visible").count();
  const all = await shown();
  await page.locator(".filter summary").focus();
  await press(page, "Enter");
  await press(page, "Tab");
  await page.keyboard.type("syria");
  const fewer = await shown();
  if (!(fewer > 0 && fewer < all)) told(`writing shows ${fewer} of ${all}`);
  await press(page, "Tab");
  const before = await page.evaluate(() => document.activeElement.value);
  await press(page, "ArrowDown");
  if ((await page.evaluate(() => document.activeElement.value)) === before) told("an arrow key chooses nothing");
  for (let stop = 0; stop < 6 && (await page.evaluate(() => document.activeElement.type)) !== "reset"; stop += 1) await press(page, "Tab");
  await press(page, "Enter");
  await page.waitForTimeout(50);
  if ((await shown()) !== all) told("clearing does not show all again");
  await page.close();
}

await browser.close();
site.close();
console.log(`the keyboard: ${kinds.size} kinds of page, ${pressed} keys pressed`);
for (const line of wrong.slice(0, 60)) console.error(line);
if (wrong.length) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
