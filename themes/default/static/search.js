/* Shows what the search finds. The script that searches, and all that it loads, is made with the site
   and comes when somebody searches. The words are the page's, as in site.js. */
(() => {
  "use strict";

  const one = (selector, within = document) => within.querySelector(selector);
  const form = one(".search form");
  const list = one(".results");
  const more = one(".more-results");
  const fields = [...form.elements].filter((field) => field.name);
  const { numerals } = document.body.dataset;
  const number = (count) => count.toLocaleString("en").replace(/[\d,]/g, (c) => numerals?.["0123456789,".indexOf(c)] ?? c);
  const STEP = 10;

  // It names all other files, so that it is never taken from the browser's memory.
  let coming;
  const script = () =>
    (coming ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${form.dataset.script}?${Date.now()}`;
      script.onload = () => resolve(datelineSearch);
      script.onerror = () => {
        coming = undefined;
        reject(new Error(script.src));
      };
      document.head.append(script);
    }));

  /* ---- Results ---- */

  function item({ title, url, label, date, mark, speakers, lang, excerpt }) {
    const node = one("#search-result").content.firstElementChild.cloneNode(true);
    const [about, link, quote] = [one(".cite", node), one("a", node), one(".excerpt", node)];
    const put = (text) => Object.assign(document.createElement("bdi"), { textContent: text });
    about.append(...[label, date, mark, speakers].filter(Boolean).flatMap((text, at) => (at ? [" · ", put(text)] : [put(text)])));
    Object.assign(link, { href: url, textContent: title });
    const words = ([text, found]) => (found ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
    quote.append(excerpt.before ? "… " : "", ...excerpt.parts.flatMap((part, at) => (at ? [" ", words(part)] : [words(part)])), excerpt.behind ? " …" : "");
    quote.hidden = quote.textContent === title;
    for (const text of [link, quote]) {
      text.dir = "auto";
      if (lang) text.lang = lang;
    }
    return node;
  }

  function tell(what, count = 0) {
    for (const part of ["some", "none", "failed"]) one(`[data-${part}]`, form).hidden = part !== what;
    one("[data-shown]", form).textContent = number(count);
  }

  let latest = 0;
  async function search(limit = STEP) {
    const mine = ++latest;
    const { q, ...narrowed } = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    const filters = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value));
    const show = (what, found, results) => {
      if (mine !== latest) return;
      list.replaceChildren(...results.map(item));
      tell(what, found.length);
      more.hidden = found.length <= limit;
      more.onclick = () => search(limit + STEP).then(() => list.children[limit]?.querySelector("a").focus());
    };
    if (!q && !Object.keys(filters).length) return show("", [], []);
    try {
      const found = await (await script()).search(q, filters);
      if (mine !== latest) return;
      const results = await Promise.all(found.slice(0, limit).map((result) => result()));
      show(found.length ? "some" : "none", found, results);
    } catch {
      show("failed", [], []);
    }
  }

  /* ---- The address holds what is asked for ---- */

  function address() {
    const url = new URL(location);
    url.hash = "";
    for (const { name, value } of fields) value.trim() ? url.searchParams.set(name, value.trim()) : url.searchParams.delete(name);
    return url;
  }

  function restore() {
    const asked = new URL(location).searchParams;
    for (const field of fields) {
      field.value = asked.get(field.name) ?? "";
      // A choice that there is no more.
      if (field.selectedIndex === -1) field.value = "";
    }
    return search();
  }

  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      try {
        history.replaceState(history.state, "", address());
      } catch {} // A file on disk may not change its address, but can be opened anew at another.
      search();
    }, 150);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(pause);
    try {
      if (address().href !== location.href) history.pushState(null, "", address());
    } catch {
      return;
    }
    event.preventDefault();
    search();
  });
  addEventListener("popstate", restore);
  one(".search").hidden = false;
  restore();
  if (location.hash === "#words") one("#words").focus();
})();
