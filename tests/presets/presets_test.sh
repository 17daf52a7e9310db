#!/bin/sh
# presets_test.sh MUSUBI CONNECTORS: the presets, and what `connector new` begins.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" connector new "$folder/begun" > /dev/null
"$(dirname "$0")/musubi-preset-test" --musubi "$1" "$2" "$folder/begun"
