#!/usr/bin/env bash
# Deploys to an S3 server on loopback, killed on the way: usage run.sh PROGRAM [KILLS]
# Installs what check.py needs and runs it. Needs python3 with venv.
set -euo pipefail

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/deploy
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
"$work/venv/bin/python" "$here/check.py" "$program" "${2:-3}"
