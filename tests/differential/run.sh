#!/usr/bin/env bash
# Compares Dateline's dates with two independent implementations of EDTF: edtf.js and
# edtf-validate. Needs cargo, node with npm, and python3 with venv; installs the rest below
# target/ and into node_modules/.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/differential
mkdir -p "$work"
work=$(cd "$work" && pwd)

(cd "$here" && npm ci --silent --no-audit --no-fund)
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

rm -f "$work/dates.tsv"
(cd "$root" && DATELINE_DATES="$work/dates.tsv" \
    cargo test --release --all-features --quiet --test all dates::list::writes_the_list -- --ignored)

failed=0
node "$here/edtf.mjs" "$work/dates.tsv" || failed=1
"$work/venv/bin/python" "$here/edtf_validate_check.py" "$work/dates.tsv" || failed=1
echo "differential: $(wc -l < "$work/dates.tsv") dates against edtf.js and edtf-validate:" \
    "$([ "$failed" = 0 ] && echo "no unexplained difference" || echo FAILED)"
exit "$failed"
