// The preview's part of an open page: hears of changes, fetches the page's new bytes, and puts
// them in place. Everything it adds to the page stands in one element of its own.
import { RETRY, hear } from "./events.js";
import { Mirror } from "./mirror.js";
import { Panel } from "./panel.js";
import { Review } from "./review.js";
import { mark, openFacts } from "./marks.js";

const script = document.querySelector('script[src$="_dateline/client.js"]');
const root = new URL("..", import.meta.url);
let digest = script?.dataset.digest ?? "";
script?.remove();
// This script stands before all others that wait for the page, so it sees what was sent.
const mirror = new Mirror(document.documentElement);
const review = new Review(new URL("review", import.meta.url), path, () => catchUp());
const panel = new Panel(showDay, askWhy, review);

/** The day that the address asks for, if any. */
function day() {
  return new URLSearchParams(location.search).get("as-of") ?? "";
}

function showDay(value) {
  const to = new URL(location.href);
  if (value) to.searchParams.set("as-of", value);
  else to.searchParams.delete("as-of");
  location.assign(to);
}

/** This page's path below the site's root, as the server knows it. */
function path() {
  return "/" + decodeURI(location.pathname.slice(root.pathname.length)).replace(/^\/+/, "");
}

/** The sentences that this page makes up, with their rules and facts. */
async function askWhy() {
  const query = new URLSearchParams({ path: path(), "as-of": day() });
  const answer = await fetch(new URL(`why?${query}`, import.meta.url), { cache: "no-store" });
  return answer.ok ? answer.json() : [];
}

// One look at a time; a change that comes meanwhile makes for another, and no more than one.
let looking = false;
let again = false;
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    do {
      again = false;
      const query = new URLSearchParams({ path: path(), "as-of": day(), has: digest });
      const answer = await fetch(new URL(`page?${query}`, import.meta.url), { cache: "no-store", signal: AbortSignal.timeout(4000) });
      if (!answer.ok) throw new Error(`the preview answered ${answer.status}`);
      await show(await answer.json());
    } while (again);
  } finally {
    looking = false;
  }
}

async function show(state) {
  if (state.html != null && (await patch(state.html))) digest = state.digest;
  panel.show(state, day());
  review.refresh(state.page);
  mark(state.page.marks, root);
  openFacts(state.page.facts_at ?? []);
  // Whoever waits for a page to be up to date (a test, say) can see that it is.
  document.documentElement.dataset.datelineVersion = state.version;
}

/** Makes this page like the one that was fetched, without a reload where that can be. */
async function patch(html) {
  const next = new DOMParser().parseFromString(html, "text/html").documentElement;
  if (scripts(next) !== scripts(mirror.sent)) {
    location.reload();
    return false;
  }
  await stylesheets(next);
  mirror.follow(next);
  document.dispatchEvent(new Event("dateline:patched"));
  return true;
}

/** What a page's scripts are and what they put in; if that changes, they have to run again. */
function scripts(of) {
  // Data in a script element runs nowhere.
  const runs = (node) => node.type !== "application/ld+json";
  const own = [...of.querySelectorAll("head script, template")].filter(runs);
  return own.map((node) => node.outerHTML).join("\n");
}

/** Loads stylesheets that are new before they are needed, so that nothing flickers. */
function stylesheets(next) {
  const addresses = (links) => [...links].map((link) => link.getAttribute("href"));
  const known = new Set(addresses(mirror.all("link[rel~=stylesheet]")));
  const wanted = addresses(next.querySelectorAll("link[rel~=stylesheet]"));
  const loads = wanted.filter((href) => href && !known.has(href)).map((href) => preload(href));
  return Promise.all(loads);
}

function preload(href) {
  return new Promise((done) => {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "style", href });
    link.onload = link.onerror = () => {
      link.remove();
      done();
    };
    document.head.append(link);
    setTimeout(link.onload, 1000);
  });
}

/** Fetches pictures and styles again whose files changed under the same address. */
async function refresh(assets = []) {
  const addresses = new Set(assets.map((asset) => new URL(asset.slice(1), root).href));
  if (!addresses.size) return;
  await Promise.all([...addresses].map((address) => fetch(address, { cache: "reload" }).catch(() => {})));
  for (const image of document.images) if (addresses.has(image.currentSrc || image.src)) image.src = image.getAttribute("src");
  for (const sent of mirror.all("link[rel~=stylesheet]")) {
    const link = mirror.nodes.get(sent);
    if (!addresses.has(link.href)) continue;
    const copy = link.cloneNode();
    copy.onload = () => mirror.replace(sent, copy);
    link.after(copy);
  }
}

/** Turns to the page that was edited. */
function follow(url) {
  const to = new URL(url.slice(1), root);
  if (to.pathname.replace(/index\.html$/, "") !== location.pathname.replace(/index\.html$/, "")) {
    to.search = location.search;
    location.assign(to);
  }
}

async function heard(news) {
  if (news.away) {
    panel.away();
    return;
  }
  if (news.follow && !document.hidden) follow(news.follow);
  await catchUp();
  await refresh(news.assets);
}

/** Looks until it is answered: nobody tells a second time of what was told while it failed. */
let retry;
async function catchUp() {
  clearTimeout(retry);
  try {
    await look();
  } catch {
    panel.away();
    retry = setTimeout(catchUp, RETRY);
  }
}

// On another day, links lead to that day's pages.
addEventListener("click", keepDay, true);
addEventListener("auxclick", keepDay, true);
function keepDay(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !day()) return;
  const to = new URL(link.href, document.baseURI);
  if (to.origin !== location.origin || !to.pathname.startsWith(root.pathname)) return;
  to.searchParams.set("as-of", day());
  link.href = to;
}

hear(new URL("events", import.meta.url).href, heard);
