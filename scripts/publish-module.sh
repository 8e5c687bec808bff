#!/usr/bin/env bash
# Pushes terraform/ to the module's own repository, which the Terraform Registry reads: one commit and one tag for each release.
# Fails if the tag exists, or if main has moved in the meantime.
#
#   scripts/publish-module.sh git@github.com:portforwardnlb/terraform-aws-port-forward-nlb.git
set -euo pipefail

repository=$1
version=$(node -p 'require("./package.json").version')

git fetch --quiet "$repository" main
commit=$(git commit-tree HEAD:terraform -p FETCH_HEAD -m "Release $version")
git push --quiet --atomic "$repository" "$commit:refs/heads/main" "$commit:refs/tags/$version"
