#!/usr/bin/env bash
# Checks the workflows that `dateline init --ci` writes, and this repository's own: usage run.sh PROGRAM.
# Linters read them, and every step is run as its host would. Needs curl, jq, git, shellcheck and
# python3 with venv.
set -euo pipefail

program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/ci
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
bin=$work/venv/bin
"$bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

templates=$root/src/cli/ci
# Forgejo names actions by their whole address and runners by labels of its own; the rest is as on GitHub.
sed -e 's|https://data.forgejo.org/||' -e 's|runs-on: docker|runs-on: ubuntu-24.04|' \
  "$templates/forgejo.yml" > "$work/forgejo.yml"
workflows=("$templates/github.yml" "$work/forgejo.yml" "$root"/.github/workflows/*.yml)
"$bin/actionlint" -shellcheck=shellcheck "${workflows[@]}"
"$bin/check-jsonschema" --quiet --builtin-schema vendor.github-workflows "${workflows[@]}"
"$bin/check-jsonschema" --quiet --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$templates/gitlab.yml"

"$bin/python" "$here/steps.py" "$program"
