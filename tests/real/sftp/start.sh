#!/usr/bin/env bash
# start.sh FOLDER PORT [SEEN]: an OpenSSH server of its own in FOLDER, on loopback at PORT, that lets the caller in by key and serves files by
# SFTP alone. FOLDER/id is a key with the passphrase `real passphrase`, FOLDER/stranger one that is not let in; FOLDER/known_hosts has the
# server's keys under the port SEEN, names hashed. Who logged in stands in FOLDER/log. Keys that stand there already are kept. Prints `ready` and the port.
set -euo pipefail
. "$(dirname "$0")/../serving.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2 seen=${3:-$2}
mkdir -p "$folder/files"
chmod 755 "$folder"
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
for type in ed25519 ecdsa; do
  [ -e "$folder/host_$type" ] || ssh-keygen -q -t $type -N '' -f "$folder/host_$type" < /dev/null
done
if [ ! -e "$folder/id" ]; then
  ssh-keygen -q -t ed25519 -N 'real passphrase' -f "$folder/id"
  ssh-keygen -q -t ed25519 -N '' -f "$folder/stranger"
  cp "$folder/id.pub" "$folder/authorized_keys"
  chmod 600 "$folder/authorized_keys"
fi
for key in "$folder"/host_*.pub; do echo "[127.0.0.1]:$seen $(cut -d' ' -f1,2 "$key")"; done > "$folder/known_hosts"
ssh-keygen -q -H -f "$folder/known_hosts" > /dev/null 2>&1
rm -f "$folder/known_hosts.old"
cat > "$folder/sshd.conf" <<END
Port $port
ListenAddress 127.0.0.1
HostKey $folder/host_ed25519
HostKey $folder/host_ecdsa
PidFile $folder/pid
AuthorizedKeysFile $folder/authorized_keys
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
LogLevel VERBOSE
Subsystem sftp internal-sftp -d $folder/files
ForceCommand internal-sftp -d $folder/files
END
rm -f "$folder/pid"
"$(command -v sshd || echo /usr/sbin/sshd)" -f "$folder/sshd.conf" -E "$folder/log" < /dev/null
wait_until 10 - "$folder/log" test -s "$folder/pid"
echo "ready $port"
