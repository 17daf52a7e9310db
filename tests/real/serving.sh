# serving.sh: what the start scripts of this folder share; to be sourced. Everything stays on loopback.

# listens PORT / answers ADDRESS / said LOG WORD: whether a server is there.
listens() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
answers() { python3 -c 'import sys, urllib.request as u; u.urlopen(sys.argv[1], timeout=5)' "$1" 2> /dev/null; }
said() { grep -q "^$2\$" "$1"; }

# wait_until SECONDS SERVER LOG COMMAND…: until COMMAND is true. Where that takes longer, or the process SERVER (- for none) is gone, the end
# of LOG is shown, the server ended, and the script, too.
wait_until() {
  local end=$((SECONDS + $1)) server=$2 log=$3
  shift 3
  until "$@"; do
    if [ $SECONDS -ge $end ] || { [ "$server" != - ] && ! kill -0 "$server" 2> /dev/null; }; then
      [ "$server" = - ] || kill "$server" 2> /dev/null || true
      tail -n 20 "$log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

# kept NAME FILE: sets `cache`, the folder where what is installed for NAME is kept for the user. True where that was done by FILE as it is now;
# else the folder is empty, to be filled and then marked by `keep FILE`.
kept() {
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/musubi/real/$1
  if cmp -s "$2" "$cache/installed.txt"; then return; fi
  rm -rf "$cache"
  mkdir -p "$cache"
  return 1
}
keep() { cp "$1" "$cache/installed.txt"; }

# pip_installed NAME REQUIREMENTS [COMMAND…]: sets `cache`, and `python`, one that has what the file REQUIREMENTS names. Where that was not
# there, COMMAND is run in the end.
pip_installed() {
  local there=no
  if kept "$1" "$2"; then there=yes; fi
  python=$cache/venv/bin/python
  [ $there = no ] || return 0
  python3 -m venv "$cache/venv"
  timeout 900 "$python" -m pip install -q --disable-pip-version-check -r "$2" >&2
  "${@:3}"
  keep "$2"
}
