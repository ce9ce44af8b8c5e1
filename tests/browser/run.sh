#!/usr/bin/env bash
# Checks a built site, and the preview of a program: usage run.sh FOLDER PROGRAM.
# Needs chromium, java, node with npm, python3 with venv.
set -euo pipefail

site=$(cd "$1" && pwd)
program=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/browser
mkdir -p "$work"

(cd "$here" && npm ci --silent --no-audit --no-fund)
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

echo "HTML by the Nu checker"
# A file has no origin that a policy's 'self' could mean, and data in a script element (JSON-LD) is
# no script; the browser below tells of real breaches.
java -Xss4m -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --skip-non-html --format text \
  --Werror --filterpattern '.*((external (stylesheet|script)|image) .* blocked by .(style|script|img)-src. directive|Inline script violates Content Security Policy).*' "$site"

echo "feeds and calendars by feedparser and icalendar"
"$work/venv/bin/python" "$here/feeds.py" "$site"

node "$here/check.mjs" "$site"
node "$here/enhance.mjs" "$site"
node "$here/preview.mjs" "$program"
