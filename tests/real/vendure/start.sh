#!/usr/bin/env bash
# start.sh FOLDER PORT: a Vendure on loopback that keeps nothing and ends by itself after 40 minutes; its log lies in FOLDER. The
# administrator is superadmin, password real-admin. What npm installs is kept in the user's cache. Prints `ready` and the address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/vendure
if ! cmp -s "$here/package.json" "$cache/installed.json"; then
  rm -rf "$cache"
  mkdir -p "$cache"
  cp "$here/package.json" "$cache/package.json"
  (cd "$cache" && timeout 900 npm install --no-audit --no-fund --no-package-lock --loglevel=error >&2)
  cp "$here/package.json" "$cache/installed.json"
fi
cp "$here/shop.js" "$folder/shop.js"
export NODE_PATH=$cache/node_modules SHOP_PORT=$port SHOP_PASSWORD=real-admin VENDURE_DISABLE_TELEMETRY=true
cd "$folder"
timeout -k 10 2400 node shop.js > log 2>&1 < /dev/null &
server=$!
echo $server > pid
for _ in $(seq 900); do
  if grep -q '^populated$' log; then
    echo "ready http://127.0.0.1:$port/admin-api"
    exit 0
  fi
  kill -0 "$server" 2> /dev/null || break
  sleep 0.2
done
kill "$server" 2> /dev/null || true
tail -n 20 log >&2
exit 1
