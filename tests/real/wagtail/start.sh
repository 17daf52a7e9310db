#!/usr/bin/env bash
# start.sh FOLDER PORT: a Wagtail site with a form at /contact/ in FOLDER, on loopback, that ends by itself after 30 minutes. The
# administrator is admin, password real-admin. What pip installs is kept in the user's cache. Prints `ready` and the address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2
pip_installed wagtail "$here/requirements.txt"
export MUSUBI_SITE=$folder PYTHONPATH=$folder/site DJANGO_SETTINGS_MODULE=settings PYTHONDONTWRITEBYTECODE=1
if [ ! -d "$folder/site" ]; then
  cp -r "$here/site" "$folder/site"
  { "$python" -m django makemigrations contact && "$python" -m django migrate && "$python" "$folder/site/prepare.py" "$port"; } \
    > "$folder/prepare.log" 2>&1 || { tail -n 20 "$folder/prepare.log" >&2; exit 1; }
fi
timeout -k 10 1800 "$python" -m waitress --listen="127.0.0.1:$port" --threads=2 --call django.core.wsgi:get_wsgi_application \
  > "$folder/log" 2>&1 < /dev/null &
server=$!
echo $server > "$folder/pid"
wait_until 300 $server "$folder/log" answers "http://127.0.0.1:$port/contact/"
echo "ready http://127.0.0.1:$port/contact/"
