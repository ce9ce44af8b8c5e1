#!/usr/bin/env bash
# Checks the preview of a program and sites that it built: usage run.sh PROGRAM FOLDER...
# Installs what all.mjs needs and runs it. Needs chromium, java, node with npm, python3 with venv.
set -euo pipefail

program=$1
shift
sites=()
for site in "$@"; do sites+=("$(cd "$site" && pwd)"); done
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/browser
mkdir -p "$work"

(cd "$here" && npm ci --silent --no-audit --no-fund)
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

node "$here/all.mjs" "$program" "$work/venv/bin/python" "$work" "${sites[@]}"
