# relay.php's counterpart for the rules (server.py), and an authority of its own for TLS.
set -e
tmp="$MUSUBI_FIXTURE_TMP"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=fixture -addext subjectAltName=IP:127.0.0.1 \
  -keyout "$tmp/server.key" -out "$tmp/server.crt" 2> /dev/null
python3 server.py "$tmp" > "$tmp/log" 2>&1 < /dev/null &
echo $! > "$tmp/pid"
for _ in $(seq 200); do
  [ -e "$tmp/ports" ] && break
  sleep 0.05
done
cat "$tmp/ports"
echo "tmp=$tmp"
