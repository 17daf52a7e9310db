#!/usr/bin/env bash
# stop.sh FOLDER: ends the server that start.sh started in FOLDER.
[ -s "$1/pid" ] || exit 0
kill "$(cat "$1/pid")" 2> /dev/null
rm -f "$1/pid"
exit 0
