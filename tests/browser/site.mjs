// A built site as the browser tests see it: its pages, one of each kind, and a server for it.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

export function filesOf(site) {
  const files = [];
  (function walk(folder) {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(".")) continue;
      const path = join(folder, name);
      statSync(path).isDirectory() ? walk(path) : files.push(relative(site, path).split("\\").join("/"));
    }
  })(site);
  return files.sort();
}

// Of each kind of page the one with the most on it, by the name of its kind.
export function kindsOf(site) {
  const kinds = new Map();
  for (const file of filesOf(site).filter((file) => file.endsWith(".html"))) {
    const text = readFileSync(join(site, file), "utf8");
    const kind = /<body[^>]*data-kind="([^"]*)"/.exec(text)?.[1];
    if (kind && !(kinds.get(kind)?.size >= text.length)) kinds.set(kind, { page: file, size: text.length });
  }
  return new Map([...kinds].sort().map(([kind, { page }]) => [kind, page]));
}

const types = {
  ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".xml": "application/xml", ".ics": "text/calendar",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
};

// As a host would: compressed, below a path of its own, and what has a sum in its name is kept for good.
// `slowly`, a page comes in pieces with a pause after each, as over a poor line.
export async function serve(site, { below = "/below/", slowly = false } = {}) {
  const server = createServer(async (request, response) => {
    let path = "";
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      // No address that a page of ours has.
    }
    if (!path.startsWith(below)) return response.writeHead(404).end();
    path = path.slice(below.length);
    if (path === "" || path.endsWith("/")) path += "index.html";
    const file = join(site, path);
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    let body = readFileSync(file);
    // The page for what is not found has links from the path that the site is published at.
    if (path === "404.html") body = Buffer.from(body.toString().replaceAll('="/', `="${root}`));
    const headers = { "content-type": types[extname(path)] ?? "application/octet-stream" };
    headers["cache-control"] = /\.[0-9a-f]{12}\.[a-z]+$/.test(path) ? "max-age=31536000, immutable" : "max-age=600";
    if (slowly && path.endsWith(".html")) {
      response.writeHead(200, headers);
      for (let at = 0; at < body.length; at += 1500) {
        response.write(body.subarray(at, at + 1500));
        await new Promise((sent) => setTimeout(sent, 12));
      }
      return response.end();
    }
    if (/\.(html|css|m?js|json|svg|xml|ics)$/.test(path) && /\bgzip\b/.test(request.headers["accept-encoding"])) {
      headers["content-encoding"] = "gzip";
      body = gzipSync(body);
    }
    response.writeHead(200, headers).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const root = `http://127.0.0.1:${server.address().port}${below}`;
  return { root, close: () => server.close() };
}
