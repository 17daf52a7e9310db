#!/usr/bin/env bash
# stop.sh FOLDER [SIGNAL]: ends the server that start.sh started in FOLDER, and waits for its end, at most 30 seconds. Given KILL, it
# ends as a power cut would end it.
set -euo pipefail
[ -s "$1/pid" ] || exit 0
pid=$(cat "$1/pid")
kill -s "${2:-TERM}" "$pid" 2> /dev/null || true
for _ in $(seq 300); do
  kill -0 "$pid" 2> /dev/null || { rm -f "$1/pid"; exit 0; }
  sleep 0.1
done
kill -s KILL "$pid"
