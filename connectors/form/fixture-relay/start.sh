# relay.php's counterpart for the rules (server.py).
set -e
tmp="$MUSUBI_FIXTURE_TMP"
python3 server.py "$tmp" > "$tmp/log" 2>&1 < /dev/null &
echo $! > "$tmp/pid"
for _ in $(seq 200); do
  [ -e "$tmp/ports" ] && break
  sleep 0.05
done
cat "$tmp/ports"
