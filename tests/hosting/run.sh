#!/usr/bin/env bash
# Serves the demonstration by nginx, Apache and Caddy, each set up by its preset, and by a server that
# knows nothing, at the root of a host, below a path, and below one
# whose letters have a meaning in settings: usage run.sh PROGRAM. What is held is in
# hosting.mjs. Needs nginx, apache2 and caddy, python3, chromium, node with npm, and what
# tests/browser/run.sh has installed.
set -euo pipefail

program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
(cd "$here" && npm ci --silent --no-audit --no-fund)

# Where a server may read that gives up its rights.
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

# build NAME HOST BASE FOLDER: the demonstration for a host, below its base, in the folder that is named so.
build() {
  mkdir -p "$work/site"
  cp -r "$root/content" "$work/site/"
  sed "s/^\[output\]/[output]\nhost = \"$2\"/" "$root/dateline.toml" >"$work/site/dateline.toml"
  "$program" build --strict --no-cache "$work/site" --base-url "http://127.0.0.1$3" --out "$work/$1$4" >/dev/null
}

for host in nginx apache caddy s3; do
  build "$host-root" "$host" / /
  build "$host-below" "$host" /a/b/ /a/b/
  # As servers.mjs has it.
  build "$host-odd" "$host" '/q%22u%20$1%20o%27t/' "/q\"u \$1 o't/"
done
node "$here/hosting.mjs" "$work"
