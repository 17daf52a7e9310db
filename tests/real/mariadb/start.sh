#!/usr/bin/env bash
# start.sh FOLDER PORT: a MariaDB server of its own in FOLDER, on loopback, that ends by itself after 30 minutes. Again on the same
# FOLDER: the same databases. The administrator is root without password at FOLDER/socket; FOLDER must be short and reachable by
# other users, for a server started by root runs as mysql. Prints `ready` and the port.
set -euo pipefail
. "$(dirname "$0")/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2
as=()
if [ "$(id -u)" = 0 ]; then
  as=(--user=mysql)
  chown mysql "$folder"
fi
if [ ! -d "$folder/data/mysql" ]; then
  mariadb-install-db --no-defaults --datadir="$folder/data" "${as[@]}" --auth-root-authentication-method=normal --skip-test-db \
    > "$folder/install.log" 2>&1
fi
timeout -k 10 1800 mariadbd --no-defaults --datadir="$folder/data" "${as[@]}" --bind-address=127.0.0.1 --port="$port" \
  --socket="$folder/socket" --pid-file="$folder/pid" --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=2 \
  --character-set-server=utf8mb4 > "$folder/log" 2>&1 < /dev/null &
server=$!
pinged() { mariadb-admin --no-defaults -uroot -S "$folder/socket" ping > "$folder/ping.log" 2>&1; }
wait_until 90 $server "$folder/log" pinged
echo "ready $port"
