#!/usr/bin/env bash
# Packs a built Dateline as a release does, and looks at what is in the archive: usage run.sh PROGRAM.
# Needs cargo, jq, mandoc, zsh and fish.
set -euo pipefail

program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(rustc -vV | sed -n 's/^host: //p')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for time in one two; do
  "$root/packaging/archive.sh" "$target" "$(dirname "$program")" "$work/$time" > "$work/$time.log"
done
diff -r "$work/one" "$work/two"
cd "$work/one"
sha256sum --check --quiet ./*.sha256
tar --extract --file ./*.tar.gz --directory "$work" --strip-components 1
cd "$work"

mandoc -T lint -W error man/*.1
for page in dateline dateline-build dateline-theme-copy; do
  grep -q '^\.SH EXAMPLES' "man/$page.1"
done
bash -n completions/dateline.bash
zsh -n completions/dateline.zsh
fish --no-execute completions/dateline.fish
for crate in serde tera pagefind; do
  grep -q "^$crate [0-9.]*: " LICENCES-OF-PARTS.txt
done
# Each crate's own text is there, but for those that come without one.
printf 'packaging: %s pages of the manual, %s crates, the same archive twice\n' \
  "$(find man -name '*.1' | wc -l)" "$(grep -c '^[a-z].*: .' LICENCES-OF-PARTS.txt)"
