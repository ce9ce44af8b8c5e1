#!/usr/bin/env bash
# Packs a built Dateline with what belongs to it: archive.sh TARGET FOLDER OUT, where FOLDER holds the
# program, built for the target TARGET on a machine that can run it. OUT gets the archive and its checksum.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$1
mkdir -p "$3"
out=$(cd "$3" && pwd)
case $target in
  *windows*) program=$2/dateline.exe ;;
  *) program=$2/dateline ;;
esac
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
version=$("$program" --version | cut -d ' ' -f 2)
name=dateline-$version-$target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/$name
mkdir -p "$folder/completions"

# What is packed works: it makes a site and publishes it.
"$program" init "$work/desk"
"$program" build "$work/desk" --strict

cp "$program" "$root/README.md" "$root/CHANGELOG.md" "$root"/LICENSE-* "$root/NOTICE.md" "$folder/"
cp -R "$root/docs" "$folder/docs"
"$program" man "$folder/man"
for shell in bash elvish fish powershell zsh; do
  "$program" completions "$shell" > "$folder/completions/dateline.$shell"
done
(cd "$root" && packaging/licences.sh "$target") > "$folder/LICENCES-OF-PARTS.txt"

cd "$work"
case $target in
  *windows*)
    archive=$name.zip
    7z a -bd "$out/$archive" "$name" > /dev/null
    ;;
  *)
    archive=$name.tar.gz
    # Where tar can: the same files in the same order make the same archive.
    options=()
    if tar --version | grep -q GNU; then
      options=(--sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}")
    fi
    tar -cf - ${options[@]+"${options[@]}"} "$name" | gzip -n > "$out/$archive"
    ;;
esac
cd "$out"
if command -v sha256sum > /dev/null; then
  sha256sum "$archive" > "$archive.sha256"
else
  shasum -a 256 "$archive" > "$archive.sha256"
fi
echo "$out/$archive"
