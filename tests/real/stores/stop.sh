#!/usr/bin/env bash
# stop.sh FOLDER: ends the servers that start.sh started in FOLDER.
[ -s "$1/pids" ] || exit 0
while read -r pid; do kill "$pid" 2> /dev/null; done < "$1/pids"
rm -f "$1/pids"
exit 0
