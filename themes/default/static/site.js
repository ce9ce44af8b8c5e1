/* The built-in theme's only script. Every page says all it has to say without it. It asks nothing of
   the network but the names in terms.js, keeps what it remembers in the reader's browser, and has no
   words of its own: they are those of the forms in the page, and of the dialogue and the templates of
   the component `Tools`, which are put into the page before it. */
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const words = (id) => one(`template#${id}`).content.firstElementChild.cloneNode(true);
  const { root, timezone, numerals } = document.body.dataset;
  // Numbers as the page writes them: its digits, and its mark between thousands.
  const number = (count) => count.toLocaleString("en").replace(/[\d,]/g, (c) => numerals?.["0123456789,".indexOf(c)] ?? c);

  // What is remembered belongs to this site alone, and may be refused (a private window, a full disk).
  const place = (name) => `dateline ${new URL(root, document.baseURI).pathname} ${name}`;
  const recall = (name) => {
    try {
      return JSON.parse(localStorage.getItem(place(name)));
    } catch {
      return null;
    }
  };
  const remember = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(place(name));
      else localStorage.setItem(place(name), JSON.stringify(value));
    } catch {}
  };

  /* ---- Find among events or figures ---- */

  // Whoever types a number finds it in whatever digits the page has it.
  const digit = (c) => (numerals?.includes(c) ? numerals.indexOf(c) : c);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\p{Nd}/gu, digit).toLowerCase();
  const filter = () => one("details.filter");

  const entry = ":is(.timeline > li, .dense > tbody > tr:not(.group))";

  // What can be chosen in a list: the terms of the page, or what it says itself.
  const choices = (list) => list?.dataset.terms?.split(" ") ?? [...(list?.options ?? [])].slice(1).map((option) => option.value);

  /** The events or figures of the page with their texts; each gets what it is found by. */
  function found(form) {
    const keys = form.closest("details").dataset.events.split(";");
    const lists = ["topics", "regions", "status", "year"].map((name) => [name, choices(form.elements[name])]);
    return all(entry).map((node, at) => {
      const places = (keys[at] ?? "").split("|");
      lists.forEach(([name, values], nth) => (node.dataset[name] = (places[nth] ?? "").split(" ").map((place) => values[place] ?? "").join(" ")));
      return { node, words: plain(text(node)) };
    });
  }

  const has = (node, name, wanted) => node.dataset[name].split(" ").some((value) => wanted.includes(value));

  // What topics and regions are called, and what they lie in, is the same on all pages.
  let named;
  const names = () =>
    (named ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${root}terms.js`;
      script.onload = script.onerror = () => done(globalThis.datelineTerms ?? {});
      document.head.append(script);
    }));

  /** Offers the terms of the page and those that they lie in, but for what would find all events. */
  function offerTerms(list, terms, events) {
    const chosen = list.value;
    const here = choices(list);
    const within = terms.map(() => []);
    terms.forEach(([id, , above], at) => here.includes(id) && [at, ...above].forEach((place) => within[place].push(id)));
    const options = terms.map(([id, name], at) => {
      const option = new Option(name, id, false, id === chosen);
      option.dataset.within = within[at].join(" ");
      return option;
    });
    const tells = (_, at) => within[at].length && !events.every(({ node }) => has(node, list.name, within[at]));
    list.replaceChildren(list.options[0], ...options.filter(tells));
  }

  function filtering(form) {
    let known; // the events of the page and their texts
    const events = () => (known ??= found(form));
    const fields = () => all("input, select", form);
    const meets = (node, field) => !field.value || has(node, field.name, (field.selectedOptions[0].dataset.within ?? field.value).split(" "));
    const lists = () => all("select[data-terms]", form);
    let offered;
    const offering = async () => {
      const terms = lists().length ? await names() : {};
      for (const list of lists()) offerTerms(list, terms[list.name] ?? [], events());
    };
    const complete = () => (offered ??= offering());
    const apply = () => {
      const sought = plain(form.elements.find.value).split(/\s+/);
      let shown = 0;
      for (const { node, words } of events()) {
        const match = sought.every((word) => words.includes(word)) && all("select", form).every((field) => meets(node, field));
        node.hidden = !match;
        shown += match;
      }
      for (const part of all(":is(section, .dense > tbody)")) if (one(`${entry}[data-status]`, part)) part.hidden = !one(`${entry}[data-status]:not([hidden])`, part);
      one("[data-shown]", form).textContent = number(shown);
      one("[data-none]", form).hidden = shown > 0;
    };
    const keep = () => {
      const url = new URL(location);
      for (const field of fields()) field.value.trim() ? url.searchParams.set(field.name, field.value.trim()) : url.searchParams.delete(field.name);
      try {
        history.replaceState(history.state, "", url);
      } catch {} // A file on disk may not change its address.
    };
    const restore = async () => {
      const asked = new URL(location).searchParams;
      if (lists().some((list) => asked.has(list.name))) await complete();
      for (const field of fields()) {
        const value = asked.get(field.name) ?? "";
        if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
      }
      if (fields().some((field) => field.value)) filter().open = true;
      apply();
    };
    form.addEventListener("input", () => {
      apply();
      keep();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      apply();
      keep();
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter().addEventListener("toggle", () => filter().open && complete());
    addEventListener("popstate", restore);
    addEventListener("pageshow", (event) => event.persisted && restore());
    restore();
    return async () => {
      known = named = null;
      if (offered) await (offered = offering());
      apply();
    };
  }

  /* ---- New since the last visit ---- */

  // Where an item leads; the first of its links may explain a mark.
  const lead = "a[href]:not(.explained)";

  // A visit ends after half an hour without a page. Pages know days, not hours: of the day of the
  // last visit, what was seen then is told from what came after by its key.
  function visits(now) {
    const day = (instant) => new Date(instant).toLocaleDateString("sv-SE", { timeZone: timezone });
    let visit = recall("visit") ?? { since: null, before: [], seen: [] };
    if (visit.at && now - visit.at > 18e5) visit = { since: day(visit.at), before: visit.seen, seen: [] };
    visit.at = now;
    const seen = new Set(visit.seen);
    const fresh = [];
    for (const item of all("[data-changed]")) {
      const { changed } = item.dataset;
      const link = one(lead, item);
      const key = `${changed} ${link?.pathname}${link?.hash}`;
      if (changed >= day(now)) seen.add(key);
      if (visit.since && changed >= visit.since && !visit.before.includes(key)) fresh.push(item);
    }
    visit.seen = [...seen].slice(-500);
    remember("visit", visit);
    return fresh;
  }

  function tell(fresh) {
    const counts = new Map();
    for (const item of fresh) {
      item.dataset.new = "";
      one(lead, item)?.before(words("tool-new"));
      const section = item.closest("section");
      const head = section && (one(":scope > .head", section) ?? document.getElementById(section.dataset.head)?.closest(".head"));
      if (head) counts.set(head, (counts.get(head) ?? 0) + 1);
    }
    for (const [head, count] of counts) {
      const note = words("tool-new-count");
      one("b", note).textContent = number(count);
      head.append(note);
    }
  }
  tell(visits(Date.now()));

  /* ---- Copy a fact ---- */

  const text = (node) => {
    const copy = node.cloneNode(true);
    for (const extra of all(".visually-hidden, button, svg", copy)) extra.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  function permalink(fact) {
    const anchor = fact.closest("li[id]")?.id;
    const link = one(".title a", fact);
    const base = one('link[rel="canonical"]')?.href ?? location.href;
    const url = new URL(anchor ? `#${anchor}` : (link?.getAttribute("href") ?? ""), base);
    if (url.protocol !== "file:") url.pathname = url.pathname.replace(/index\.html$/, "");
    return url.href;
  }

  // What stands between the parts of a line, in the page's language.
  const { comma = ", " } = one("#tool-copy").dataset;

  function citation(fact) {
    const title = text(one(".title", fact) ?? one("h1"));
    const when = one(":scope > .when", fact.parentElement);
    const value = one(":scope > .value", fact);
    const first = when ? `${title} (${text(when)})` : value ? `${title}: ${text(value)}` : title;
    const rest = all("p, dl > div", fact).filter((line) => line !== value && !line.matches(".title")).map(text);
    const site = one('meta[property="og:site_name"]').content;
    return [first, ...rest, `${site}${comma}${permalink(fact)}`].filter(Boolean).join("\n");
  }

  async function copy(what) {
    try {
      await navigator.clipboard.writeText(what);
    } catch {
      // Without a secure connection there is only the old way.
      const area = document.createElement("textarea");
      area.value = what;
      area.className = "visually-hidden";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function offer(fact, what) {
    const button = one(":scope > .copy", fact) ?? copier(fact, what);
    button.setAttribute("aria-label", `${one("span", button).textContent}: ${text(one(".title", fact) ?? one("h1"))}`);
  }

  function copier(fact, what) {
    const button = words("tool-copy");
    const [label, done] = all("span", button);
    button.addEventListener("click", async () => {
      await copy(what());
      [label.hidden, done.hidden] = [true, false];
      one("#tool-said").textContent = done.textContent;
      setTimeout(() => {
        [label.hidden, done.hidden] = [false, true];
        one("#tool-said").textContent = "";
      }, 2000);
    });
    // One of them can be reached by the tab key: that of the fact which has the focus.
    if (fact.matches(".event, .figure")) button.tabIndex = -1;
    fact.append(button);
    return button;
  }

  addEventListener("focusin", (event) => {
    const fact = event.target.closest?.(".event, .figure");
    for (const button of all(":is(.event, .figure) > .copy")) button.tabIndex = button.parentElement === fact ? 0 : -1;
  });

  /* ---- Keys ---- */

  const help = one("#tool-help");
  const wanted = one("[data-keys]", help);
  const open = () => help.open || help.showModal();
  const follow = (selector) => one(selector)?.click();

  function step(by) {
    const entries = all("main .title a").filter((link) => link.getClientRects().length);
    const at = entries.indexOf(document.activeElement);
    const first = entries.findIndex((link) => link.getBoundingClientRect().bottom > 0);
    (at < 0 ? entries[first] : entries[at + by])?.focus();
  }

  // Where there is nothing to find on the page, the search opens, with its field in focus.
  function find() {
    const field = one("main [role=search] input");
    if (filter()) filter().open = true;
    if (field) return field.focus();
    const search = one(".masthead a[rel=search]");
    if (search) location = `${search.href}#words`;
  }

  const keys = {
    "?": open,
    "/": find,
    j: () => step(1),
    k: () => step(-1),
    c: () => one(".copy", document.activeElement.closest(".event, .figure") ?? document.createElement("i"))?.click(),
    n: () => follow("a[rel=next]"),
    p: () => follow("a[rel=prev]"),
    0: () => follow(".brand"),
  };
  for (let part = 1; part <= 9; part += 1) keys[part] = () => all(".masthead nav a")[part - 1]?.click();

  addEventListener("keydown", (event) => {
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, select, textarea, dialog, [contenteditable]")) return;
    // On a keyboard of another script the key's place counts.
    const key = event.key > "~" && event.key.length === 1 ? event.code.replace("Key", "").toLowerCase() : event.key;
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
  wanted.checked = recall("keys") ?? true;
  wanted.addEventListener("change", () => remember("keys", wanted.checked));
  one("[data-forget]", help).addEventListener("click", () => {
    remember("visit", null);
    for (const item of all("[data-new]")) delete item.dataset.new;
    for (const note of all(".new, .new-count")) note.remove();
  });
  addEventListener("click", (event) => event.target.closest?.("[data-help]") && open());

  /* ---- The page as it is now ---- */

  // The preview changes an open page in place and says so; what is new in it is then equipped too.
  let form;
  let reread;
  function equip() {
    const now = filter() && one("form", filter());
    if (now === form) reread?.();
    else [form, reread] = [now, now && filtering(now)];
    for (const fact of all(".timeline > li > .event, .figure")) if (!fact.closest(".rail")) offer(fact, () => citation(fact));
    for (const block of all("[data-share]")) if (navigator.share && !one(".share", block)) {
      const button = words("tool-share");
      button.addEventListener("click", () => navigator.share({ title: document.title, url: block.dataset.share }).catch(() => {}));
      block.append(button);
    }
    for (const block of all("[data-copy]")) offer(block, () => all("p", block).map(text).join("\n"));
    // Their room was kept for them, so that nothing moves.
    for (const part of all(".scripted[hidden]")) part.hidden = false;
  }
  equip();
  document.addEventListener("dateline:patched", equip);
})();
