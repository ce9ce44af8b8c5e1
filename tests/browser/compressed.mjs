// Builds the demonstration with files compressed beforehand, and reads each of them by Node's own zlib: it
// is what lies beside it, and no head of a .gz tells a time, a name or a system.
// usage: node compressed.mjs PROGRAM WORK
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const [program, work] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
for (const name of ["content", "themes", "dateline.toml"]) {
  if (existsSync(join(root, name))) cpSync(join(root, name), join(work, name), { recursive: true });
}
const settings = readFileSync(join(work, "dateline.toml"), "utf8");
writeFileSync(join(work, "dateline.toml"), settings.replace("[output]\n", "[output]\nprecompress = true\n"));
execFileSync(program, ["build", work, "--no-cache"], { stdio: ["ignore", "ignore", "inherit"] });

const out = join(work, "public");
const wrong = [];
const sizes = { whole: 0, ".gz": 0, ".br": 0 };
let count = 0;
for (const name of readdirSync(out, { recursive: true })) {
  const end = name.slice(-3);
  if (end !== ".gz" && end !== ".br") continue;
  const packed = readFileSync(join(out, name));
  const whole = readFileSync(join(out, name.slice(0, -3)));
  const unpacked = end === ".gz" ? gunzipSync(packed) : brotliDecompressSync(packed);
  if (!unpacked.equals(whole)) wrong.push(`${name} is not what lies beside it`);
  if (end === ".gz" && packed.subarray(0, 10).toString("hex") !== "1f8b08000000000000ff") wrong.push(`${name} has a head of its own`);
  sizes[end] += packed.length;
  if (end === ".gz") sizes.whole += whole.length;
  count += 1;
}
if (count < 100) wrong.push(`only ${count} files are compressed`);
console.log(`${count} compressed files; of ${sizes.whole} bytes gzip leaves ${sizes[".gz"]}, Brotli ${sizes[".br"]}`);
if (wrong.length) {
  console.log(wrong.join("\n"));
  process.exit(1);
}
