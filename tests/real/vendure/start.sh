#!/usr/bin/env bash
# start.sh FOLDER PORT: a Vendure on loopback that keeps nothing and ends by itself after 40 minutes; its log lies in FOLDER. The
# administrator is superadmin, password real-admin. What npm installs is kept in the user's cache. Prints `ready` and the address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2
if ! kept vendure "$here/package.json"; then
  cp "$here/package.json" "$cache/package.json"
  (cd "$cache" && timeout 900 npm install --no-audit --no-fund --no-package-lock --loglevel=error >&2)
  keep "$here/package.json"
fi
cp "$here/shop.js" "$folder/shop.js"
export NODE_PATH=$cache/node_modules SHOP_PORT=$port SHOP_PASSWORD=real-admin VENDURE_DISABLE_TELEMETRY=true
cd "$folder"
timeout -k 10 2400 node shop.js > log 2>&1 < /dev/null &
server=$!
echo $server > pid
wait_until 600 $server log said log populated
echo "ready http://127.0.0.1:$port/admin-api"
