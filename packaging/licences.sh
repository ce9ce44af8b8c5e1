#!/usr/bin/env bash
# Prints the licences of the crates that Dateline for a target is made and tested with: licences.sh TARGET. Each text is
# printed once, below the crates that have it. Needs cargo and jq.
set -euo pipefail

crates=$(cargo metadata --format-version 1 --locked --all-features --filter-platform "$1" |
  jq -r '(.resolve.nodes | map({(.id): true}) | add) as $used | .packages[] | select(.source and $used[.id])
    | [.name, .version, .license // "see below", .manifest_path] | @tsv' |
  sed 's/\\\\/\//g' | tr -d '\r' | LC_ALL=C sort)

echo "What Dateline is made and tested with, and under which licences."
echo
awk -F '\t' '{ print $1, $2 ": " $3 }' <<< "$crates"

# A crate's folder is called after it and its version.
awk -F '\t' '{ sub(/\/[^\/]*$/, "", $4); printf "%s%c", $4, 0 }' <<< "$crates" |
  xargs -0 sh -c 'find "$@" -maxdepth 1 -type f \( -iname "licen[cs]e*" -o -iname "copying*" -o -iname "notice*" -o -iname "copyright*" \) -print0' sh |
  LC_ALL=C sort -z | xargs -0 cksum |
  awk '{
    text = $1 "-" $2
    path = $0
    sub(/^[0-9]+ [0-9]+ /, "", path)
    parts = split(path, part, "/")
    if (!(text in paths)) { paths[text] = path; order[++count] = text } else { crates[text] = crates[text] ", " }
    crates[text] = crates[text] part[parts - 1]
  }
  END {
    for (i = 1; i <= count; i++) {
      printf "\n----------------------------------------------------------------\n%s\n\n", crates[order[i]]
      while ((getline line < paths[order[i]]) > 0) print line
    }
  }'
