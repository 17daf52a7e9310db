#!/usr/bin/env bash
# start.sh FOLDER PORT REDIRECT: an OpenID provider (npm: oidc-provider) on loopback that ends by itself after 30 minutes. What npm installs
# is kept in the user's cache. Prints `ready` and its address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
export PORT=$2 REDIRECT=$3 NODE_NO_WARNINGS=1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/oidc
if ! cmp -s "$here/package-lock.json" "$cache/installed.json"; then
  rm -rf "$cache"
  mkdir -p "$cache"
  cp "$here"/package*.json "$cache"
  (cd "$cache" && timeout 600 npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2)
  cp "$here/package-lock.json" "$cache/installed.json"
fi
cp "$here/server.mjs" "$cache"
(cd "$cache" && exec timeout -k 10 1800 node server.mjs) > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
for _ in $(seq 300); do
  if python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$PORT/.well-known/openid-configuration', timeout=5)" 2> /dev/null; then
    echo "ready http://127.0.0.1:$PORT"
    exit 0
  fi
  kill -0 "$server" 2> /dev/null || break
  sleep 0.2
done
kill "$server" 2> /dev/null || true
tail -n 20 "$folder/log" >&2
exit 1
