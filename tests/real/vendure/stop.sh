#!/usr/bin/env bash
# stop.sh FOLDER: ends the shop that start.sh started in FOLDER.
set -euo pipefail
[ -s "$1/pid" ] || exit 0
kill "$(cat "$1/pid")" 2> /dev/null || true
rm -f "$1/pid"
