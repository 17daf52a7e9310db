#!/usr/bin/env bash
# start.sh FOLDER PORT REDIRECT: an OpenID provider (npm: oidc-provider) on loopback that ends by itself after 30 minutes. What npm installs
# is kept in the user's cache. Prints `ready` and its address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
export PORT=$2 REDIRECT=$3 NODE_NO_WARNINGS=1
if ! kept oidc "$here/package-lock.json"; then
  cp "$here"/package*.json "$cache"
  (cd "$cache" && timeout 600 npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2)
  keep "$here/package-lock.json"
fi
cp "$here/server.mjs" "$cache"
(cd "$cache" && exec timeout -k 10 1800 node server.mjs) > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
wait_until 60 $server "$folder/log" answers "http://127.0.0.1:$PORT/.well-known/openid-configuration"
echo "ready http://127.0.0.1:$PORT"
