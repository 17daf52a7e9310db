#!/usr/bin/env bash
# install.sh: an environment for each of airbyte.txt and singer.txt, kept in the user's cache. Prints the folder that holds both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/process
for one in airbyte singer; do
  cmp -s "$here/$one.txt" "$cache/$one/installed.txt" && continue
  rm -rf "${cache:?}/$one"
  mkdir -p "$cache"
  python3 -m venv "$cache/$one"
  timeout 900 "$cache/$one/bin/python" -m pip install -q --disable-pip-version-check -r "$here/$one.txt" >&2
  cp "$here/$one.txt" "$cache/$one/installed.txt"
done
echo "$cache"
