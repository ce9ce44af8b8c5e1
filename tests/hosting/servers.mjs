// Servers on this machine, each in the foreground with its settings in a folder of its own, for a site
// at the root of one port, a site below a path at another, and one below a path of odd letters.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";

const free = () =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const isRoot = userInfo().uid === 0;
const modules = "/usr/lib/apache2/modules";

// What each is started with, given a folder, and the root, the preset's file and the port of each site.
const servers = {
  nginx: (folder, sites) => {
    const server = ({ root, preset, port }) => `server { listen 127.0.0.1:${port}; root ${root}; include ${preset("nginx.conf")}; }`;
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
    const settings = `daemon off; ${isRoot ? "user root;" : ""} worker_processes 1; pid ${folder}/pid; error_log ${folder}/log;
      events { } http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")} ${sites.map(server).join("\n")} }`;
    return ["nginx", ["-c", write(folder, settings), "-e", `${folder}/log`]];
  },
  apache: (folder, sites) => {
    const load = ["mpm_event", "authz_core", "dir", "mime", "alias", "headers"].map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
    const server = ({ root, port }) => `Listen 127.0.0.1:${port}
      <VirtualHost 127.0.0.1:${port}>
      DocumentRoot ${root}
      <Directory ${root}>
      AllowOverride FileInfo Indexes
      Require all granted
      </Directory>
      </VirtualHost>`;
    const settings = [...load, `ServerRoot ${folder}`, "ServerName localhost", `PidFile ${folder}/pid`, `ErrorLog ${folder}/log`, "TypesConfig /etc/mime.types", "User www-data", "Group www-data", ...sites.map(server)];
    return ["apache2", ["-D", "FOREGROUND", "-f", write(folder, settings.join("\n"))]];
  },
  caddy: (folder, sites) => {
    const server = ({ root, preset, port }) => `http://127.0.0.1:${port} {\nroot * ${root}\nimport ${preset("Caddyfile")}\nfile_server\n}`;
    const settings = ["{\nadmin off\nauto_https off\n}", ...sites.map(server)].join("\n");
    return ["caddy", ["run", "--adapter", "caddyfile", "--config", write(folder, settings)]];
  },
};

function write(folder, settings) {
  const path = join(folder, "settings");
  writeFileSync(path, `${settings}\n`);
  return path;
}

async function answers(root) {
  for (let tries = 0; tries < 100; tries += 1) {
    const there = await fetch(root).then((answer) => answer.body.cancel(), () => null);
    if (there !== null) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${root} does not answer`);
}

function start(command, args, folder) {
  const child = spawn(command, args, { stdio: "ignore", env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  child.on("error", (error) => console.error(error.message));
  return child;
}

// The site's bases, by the end of the name of its folder.
const bases = [["root", "/"], ["below", "/a/b/"], ["odd", "/q%22u%20$1%20o%27t/"]];
const folderOf = ({ root, base }) => join(root, decodeURIComponent(base));

// A host by its preset: the addresses of the site at each base.
export async function serve(name, work) {
  const folder = join(work, `${name}-settings`);
  mkdirSync(folder);
  const site = async (place, base) => {
    const root = join(work, `${name}-${place}`);
    // Under a name that needs no marks in the settings.
    const preset = (file) => {
      const plain = join(folder, `${place}-${file}`);
      copyFileSync(join(folderOf({ root, base }), `.${file}`), plain);
      return plain;
    };
    return { root, base, port: await free(), preset };
  };
  const sites = [];
  for (const [place, base] of bases) sites.push(await site(place, base));
  const child = start(...servers[name](folder, sites), folder);
  return ready(name, sites, [child]);
}

// A server that knows no preset and no page for what is not found.
export async function serveByPython(work) {
  const sites = [];
  for (const [place, base] of bases) sites.push({ root: join(work, `s3-${place}`), base, port: await free() });
  const child = ({ root, port }) => start("python3", ["-m", "http.server", "--bind", "127.0.0.1", "--directory", root, port], work);
  return ready("python", sites, sites.map(child));
}

async function ready(name, sites, children) {
  const close = () => children.forEach((child) => child.kill("SIGTERM"));
  const places = sites.map(({ root, base, port }) => ({ name: `${name} ${base}`, folder: folderOf({ root, base }), base, root: `http://127.0.0.1:${port}${base}` }));
  try {
    for (const { root } of places) await answers(root);
  } catch (error) {
    close();
    throw error;
  }
  return { places, close };
}
