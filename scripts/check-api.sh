#!/usr/bin/env bash
# Compares the API of the build in lib/ with the last release's, and fails on breaking changes.
# api-changes.txt lists intended breaking changes by the key that the failure shows.
set -euo pipefail

if ! tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null); then
  echo "no release yet, so no API to keep"
  exit 0
fi

released=$(mktemp -d)
trap 'rm -rf "$released"' EXIT
git archive "$tag" | tar -x -C "$released"
ln -s "$PWD/node_modules" "$released/node_modules"
(cd "$released" && npx jsii --silence-warnings=reserved-word)

echo "against $tag:"
npx jsii-diff "$released" . --error-on=all --keys --ignore-file=api-changes.txt
