/* Searches this site, for whatever shows the results: `datelineSearch.search(words, filters)`. All files that
   it needs are scripts that hand over what they hold, so that it works from a folder on disk as it
   does from a host. Pagefind searches; this is what it takes for its worker's surroundings. */
(() => {
  "use strict";

  const { version, bits, entry } = SETTINGS;
  const folder = new URL(".", document.currentScript.src);

  /* ---- Files ---- */

  const asked = new Map();
  const given = new Map();
  const give = (name, content) => given.set(name, content);

  // What a script of this name hands over. One that does not come is asked for anew the next time.
  function load(name) {
    if (!asked.has(name)) {
      const loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js?${version}`, folder);
        script.onload = () => (given.has(name) ? resolve(given.get(name)) : reject(new Error(name)));
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      });
      asked.set(name, loaded.catch((error) => {
        asked.delete(name);
        throw error;
      }));
    }
    return asked.get(name);
  }

  /* ---- Pagefind ---- */

  const base = "/index/";

  async function fetch(address) {
    const name = address.slice(base.length).split("?")[0];
    if (name === "pagefind-entry.json") return { ok: true, json: async () => entry };
    const bytes = atob(await load(name.replace(/\.\w+$/, "")));
    return { ok: true, arrayBuffer: async () => Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)).buffer };
  }

  const waiting = [];
  const port = {
    addEventListener: (_, hear) => (port.hear = hear),
    postMessage: ({ id, result, error }) => (error ? waiting[id].reject(new Error(error)) : waiting[id].resolve(result)),
  };
  const ask = (method, ...args) =>
    new Promise((resolve, reject) => {
      const id = waiting.push({ resolve, reject }) - 1;
      port.hear({ data: { id, instanceId: "site", method, args } });
    });

  let ready;
  const start = async () => {
    (await load("pagefind"))(port, fetch);
    await ask("init", { basePath: base, language: Object.keys(entry.languages)[0] });
  };

  /* ---- Results ---- */

  const SHOWN = 32;

  // The stretch of a text in which most of the words are that were looked for, in parts: with
  // `true` behind those words.
  function excerpt(text, places) {
    const words = text.split(" ");
    const found = [...new Set(places)].filter((at) => at < words.length).sort((a, b) => a - b);
    let [start, most] = [0, 0];
    for (const [nth, at] of found.entries()) {
      const count = found.slice(nth).findIndex((other) => other >= at + SHOWN);
      const within = count < 0 ? found.length - nth : count;
      if (within > most) [start, most] = [at, within];
    }
    start = Math.max(0, Math.min(start - 6, words.length - SHOWN));
    const parts = [];
    for (let at = start; at < Math.min(start + SHOWN, words.length); at += 1) {
      const is = found.includes(at);
      if (parts.at(-1)?.[1] === is) parts.at(-1)[0] += ` ${words[at]}`;
      else parts.push([words[at], is]);
    }
    return { parts, before: start > 0, behind: start + SHOWN < words.length };
  }

  // A record is in the file that the first digits of its hash name.
  async function record(id, places) {
    const digits = id.slice(id.indexOf("_") + 1).slice(0, 3);
    const file = await load(`records/${parseInt(digits, 16) >> (12 - bits)}`);
    const { text, url, ...rest } = file[id];
    return { ...rest, url: new URL(url, new URL("..", folder)).href, excerpt: excerpt(text, places) };
  }

  // What is found, the best first: for each a function that promises its record.
  async function search(words, filters) {
    ready ??= start().catch((error) => {
      ready = undefined;
      throw error;
    });
    await ready;
    const { results } = await ask("search", words.trim() || null, { filters });
    return results.map(({ id, words: places }) => () => record(id, places));
  }

  globalThis.datelineSearch = { search, give };
})();
