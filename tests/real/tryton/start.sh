#!/usr/bin/env bash
# start.sh FOLDER PORT: a Tryton with the database `books` (SQLite) in FOLDER, filled by seed.py, on loopback; ends by itself after 40 minutes.
# The administrator is admin, password real-admin. What pip installs, and the database as seed.py left it, are kept in the user's cache.
# Prints `ready` and the address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/tryton
configuration() {
  printf '[database]\nuri = sqlite://\npath = %s\n[web]\nlisten = 127.0.0.1:%s\n[session]\nauthentications = password\n' "$1" "$port"
}
export PYTHONDONTWRITEBYTECODE=1
python=$cache/venv/bin/python
if ! cmp -s "$here/requirements.txt" "$cache/installed.txt"; then
  rm -rf "$cache"
  mkdir -p "$cache/empty"
  python3 -m venv "$cache/venv"
  timeout 900 "$python" -m pip install -q --disable-pip-version-check -r "$here/requirements.txt" >&2
  configuration "$cache/empty" > "$cache/trytond.conf"
  touch "$cache/empty/books.sqlite"
  echo real-admin > "$cache/password"
  TRYTONPASSFILE=$cache/password timeout 900 "$cache/venv/bin/trytond-admin" -c "$cache/trytond.conf" -d books --email admin@example.com \
    -u ir res company product sale sale_point account_invoice --activate-dependencies -p > "$cache/log" 2>&1 < /dev/null ||
    { tail -n 20 "$cache/log" >&2; exit 1; }
  cp "$here/requirements.txt" "$cache/installed.txt"
fi
if ! cmp -s <(cat "$here"/{seed,server}.py "$here/../people.py") "$cache/seeded.txt"; then
  mkdir -p "$cache/filled"
  cp "$cache/empty/books.sqlite" "$cache/filled/books.sqlite"
  configuration "$cache/filled" > "$cache/filled/trytond.conf"
  timeout 1200 "$python" "$here/seed.py" "$cache/filled/trytond.conf" > "$cache/seed.log" 2>&1 || { tail -n 20 "$cache/seed.log" >&2; exit 1; }
  cat "$here"/{seed,server}.py "$here/../people.py" > "$cache/seeded.txt"
fi
configuration "$folder" > "$folder/trytond.conf"
[ -e "$folder/books.sqlite" ] || cp "$cache/filled/books.sqlite" "$folder/books.sqlite"
timeout -k 10 2400 "$cache/venv/bin/trytond" -c "$folder/trytond.conf" -d books > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
for _ in $(seq 300); do
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
    echo "ready http://127.0.0.1:$port/books/"
    exit 0
  fi
  kill -0 "$server" 2> /dev/null || break
  sleep 0.2
done
kill "$server" 2> /dev/null || true
tail -n 20 "$folder/log" >&2
exit 1
