// Follows every link of a site on its host as a reader would: what pages and style sheets name.
const references = /\s(?:href|src|poster|data-script)="([^"]*)"|\ssrcset="([^"]*)"/g;

function named(text, type) {
  if (type.startsWith("text/css")) return [...text.matchAll(/url\(["']?([^"')]+)/g)].map((match) => match[1]);
  const found = [];
  for (const [, one, many] of text.matchAll(references)) {
    if (one !== undefined) found.push(one);
    else found.push(...many.split(",").map((part) => part.trim().split(/\s+/)[0]));
  }
  return found.map((reference) => reference.replaceAll("&amp;", "&"));
}

// Each address that was reached, with its answer's status; what leads nowhere is told.
export async function crawl(root, told) {
  const seen = new Map([[root, ""]]);
  const open = [root];
  const redirected = [];
  async function visit(address) {
    const answer = await fetch(address);
    if (answer.url !== address) redirected.push(address);
    const type = answer.headers.get("content-type") ?? "";
    const text = await answer.text();
    if (answer.status !== 200) return told(`${address} answers ${answer.status}, linked from ${seen.get(address)}`);
    if (!/^text\/(html|css)/.test(type)) return;
    for (const reference of named(text, type)) {
      const to = new URL(reference, answer.url);
      to.hash = "";
      if (to.protocol !== "http:" || to.origin !== new URL(root).origin || seen.has(to.href)) continue;
      if (!to.href.startsWith(root)) told(`${address} leads out of the site, to ${to.href}`);
      seen.set(to.href, address);
      open.push(to.href);
    }
  }
  // So many at a time.
  let going = 0;
  await new Promise((done) => {
    (function more() {
      if (!open.length && !going) return done();
      while (open.length && going < 16) {
        going += 1;
        visit(open.shift()).catch((error) => told(error.message)).then(() => {
          going -= 1;
          more();
        });
      }
    })();
  });
  return { reached: [...seen.keys()], redirected };
}
