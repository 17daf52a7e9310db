# Two authorities, one of which nobody trusts, and the server.
set -e
tmp="$MUSUBI_FIXTURE_TMP"
for name in ca other; do
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=fixture $name" \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$tmp/$name.key" -out "$tmp/$name.crt" 2> /dev/null
done
python3 -B server.py "$tmp" > "$tmp/log" 2>&1 < /dev/null &
echo $! > "$tmp/pid"
for _ in $(seq 200); do
  [ -e "$tmp/ports" ] && break
  sleep 0.05
done
cat "$tmp/ports"
echo "tmp=$tmp"
