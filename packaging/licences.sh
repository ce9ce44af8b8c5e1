#!/usr/bin/env bash
# Prints the licences of the crates that Dateline for a target is made of: licences.sh TARGET. Each text is
# printed once, below the crates that have it. Needs cargo and jq.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo metadata --format-version 1 --locked --all-features --filter-platform "$1" |
  jq -r '(.resolve.nodes | map(.id)) as $used | .packages[] | select(.source and (.id | IN($used[])))
    | [.name, .version, .license // "see below", .manifest_path] | @tsv' |
  tr -d '\r' > "$work/crates"

echo "What Dateline is made of, and under which licences."
while IFS=$'\t' read -r name version licence manifest; do
  printf '\n%s %s: %s' "$name" "$version" "$licence"
  find "$(dirname "$manifest")" -maxdepth 1 -type f \
    \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -iname 'copyright*' \) |
    LC_ALL=C sort | while read -r text; do
      sum=$(cksum < "$text" | cut -d ' ' -f 1,2 | tr ' ' -)
      cp "$text" "$work/$sum.text"
      echo "$name $version" >> "$work/$sum.crates"
    done
done < "$work/crates"
echo
for text in "$work"/*.text; do
  printf '\n%s\n' "----------------------------------------------------------------"
  paste -s -d , "${text%.text}.crates" | sed 's/,/, /g'
  printf '\n'
  cat "$text"
done
