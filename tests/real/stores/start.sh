#!/usr/bin/env bash
# start.sh FOLDER: three servers of others on loopback that end by themselves after 30 minutes: pyftpdlib (FTP under TLS), moto (S3) and asyncssh
# (SFTP by password). The user is shop, the password real-password. FOLDER/files is what FTP and SFTP serve. What pip installs is kept in
# the user's cache. Prints name=value lines: ftps, s3, sftp (ports), ca (a file), host_key.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/../serving.sh"
mkdir -p "$1/files"
folder=$(cd "$1" && pwd -P)
pip_installed stores "$here/requirements.txt"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=stores -addext subjectAltName=IP:127.0.0.1 \
  -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2> /dev/null
cat "$folder/key.pem" >> "$folder/both.pem"
cat "$folder/certificate.pem" >> "$folder/both.pem"
export PYTHONDONTWRITEBYTECODE=1
for server in ftps s3 sftp; do
  timeout -k 10 1800 "$python" "$here/serve.py" $server "$folder" > "$folder/$server.log" 2>&1 < /dev/null &
  echo $! >> "$folder/pids"
done
for server in ftps s3 sftp; do
  wait_until 60 - "$folder/$server.log" test -s "$folder/$server.port"
  echo "$server=$(cat "$folder/$server.port")"
done
echo "ca=$folder/certificate.pem"
echo "host_key=$(cat "$folder/host_key")"
