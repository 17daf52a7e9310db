#!/usr/bin/env bash
# start.sh FOLDER PORT [SEED]: a Tryton with the database `books` (SQLite) in FOLDER, filled by the program SEED (seed.py) through Tryton's own
# models, on loopback; ends by itself after 40 minutes. The administrator is admin, password real-admin. What pip installs, and the database
# as SEED left it, are kept in the user's cache. Prints `ready` and the address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2 seed=${3:-$here/seed.py}
configuration() {
  printf '[database]\nuri = sqlite://\npath = %s\n[web]\nlisten = 127.0.0.1:%s\n[session]\nauthentications = password\n' "$1" "$port"
}
empty_database() {
  mkdir -p "$cache/empty"
  configuration "$cache/empty" > "$cache/trytond.conf"
  touch "$cache/empty/books.sqlite"
  echo real-admin > "$cache/password"
  TRYTONPASSFILE=$cache/password timeout 900 "$cache/venv/bin/trytond-admin" -c "$cache/trytond.conf" -d books --email admin@example.com \
    -u ir res company product sale sale_point account_invoice --activate-dependencies -p > "$cache/log" 2>&1 < /dev/null ||
    { tail -n 20 "$cache/log" >&2; exit 1; }
}
export PYTHONDONTWRITEBYTECODE=1
pip_installed tryton "$here/requirements.txt" empty_database
sources=("$here"/{seed,server}.py "$here/../people.py" "$(dirname "$seed")"/*.py)
filled=$cache/filled/$(cat "${sources[@]}" | sha256sum | cut -c1-16)
if [ ! -e "$filled/done" ]; then
  rm -rf "$filled"
  mkdir -p "$filled"
  cp "$cache/empty/books.sqlite" "$filled/books.sqlite"
  configuration "$filled" > "$filled/trytond.conf"
  timeout 1200 "$python" "$seed" "$filled/trytond.conf" > "$filled/log" 2>&1 || { tail -n 20 "$filled/log" >&2; exit 1; }
  touch "$filled/done"
fi
configuration "$folder" > "$folder/trytond.conf"
[ -e "$folder/books.sqlite" ] || cp "$filled/books.sqlite" "$folder/books.sqlite"
timeout -k 10 2400 "$cache/venv/bin/trytond" -c "$folder/trytond.conf" -d books > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
wait_until 300 $server "$folder/log" listens "$port"
echo "ready http://127.0.0.1:$port/books/"
