set -e
folder=$MUSUBI_FIXTURE_TMP
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=fixture \
  -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2> /dev/null
python3 ../fixture_https/server.py "$folder" > /dev/null 2>&1 < /dev/null &
echo $! > "$folder/pid"
for _ in $(seq 400); do
  [ -e "$folder/ports" ] && break
  sleep 0.05
done
cat "$folder/ports"
echo "ca=$folder/certificate.pem"
