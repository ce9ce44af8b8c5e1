#!/usr/bin/env bash
# Checks the preview of a program and sites that it built: usage run.sh PROGRAM FOLDER...
# What the script offers is tried on the first. Needs chromium, java, node with npm, python3 with venv.
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

check() {
  local site=$1
  echo "$site: HTML by the Nu checker"
  # A file has no origin that a policy's 'self' could mean, and data in a script element (JSON-LD) is
  # no script; the browser below tells of real breaches.
  java -Xss4m -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --skip-non-html --format text \
    --Werror --filterpattern '.*((external (stylesheet|script)|image) .* blocked by .(style|script|img)-src. directive|Inline script violates Content Security Policy).*' "$site"

  echo "feeds and calendars by feedparser and icalendar"
  "$work/venv/bin/python" "$here/feeds.py" "$site"

  node "$here/check.mjs" "$site"
}

for site in "${sites[@]}"; do check "$site"; done
node "$here/enhance.mjs" "${sites[0]}"
node "$here/keys.mjs" "${sites[0]}"
node "$here/extremes.mjs" "$program" "$work/extremes"
node "$here/payloads.mjs" "$program" "$work/payloads"
node "$here/preview.mjs" "$program"
