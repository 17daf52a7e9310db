#!/usr/bin/env bash
# start.sh FOLDER PORT: toxiproxy on loopback, told by HTTP at PORT which connections to harm and how; ends by itself after 40 minutes.
# What go builds is kept in the user's cache. Prints `ready` and the address.
set -euo pipefail
. "$(dirname "$0")/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2 version=v2.12.0
cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/toxiproxy
if [ ! -x "$cache/$version/server" ]; then
  mkdir -p "$cache/$version"
  GOBIN="$cache/$version" timeout 900 go install "github.com/Shopify/toxiproxy/v2/cmd/server@$version" >&2
fi
timeout -k 10 2400 "$cache/$version/server" -host 127.0.0.1 -port "$port" > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
wait_until 30 $server "$folder/log" answers "http://127.0.0.1:$port/version"
echo "ready http://127.0.0.1:$port"
