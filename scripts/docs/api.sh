#!/usr/bin/env bash
# api.sh FILE: writes the API reference, in a folder with only the assemblies that it's about. jsii-docgen reads every assembly
# below its folder, also those of CDK Terrain in cdktn/.
set -euo pipefail
folder=reports/docgen
rm -rf "$folder"
for package in . node_modules/cdktf node_modules/constructs; do
  mkdir -p "$folder/$package"
  cp "$package/package.json" "$package"/.jsii* "$folder/$package"
done
cd "$folder"
jsii-docgen --output "$1"
