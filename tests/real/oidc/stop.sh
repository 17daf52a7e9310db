#!/usr/bin/env bash
# stop.sh FOLDER: ends what start.sh began there.
[ ! -f "$1/pid" ] || kill "$(cat "$1/pid")" 2> /dev/null || true
