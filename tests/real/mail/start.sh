#!/usr/bin/env bash
# start.sh FOLDER PORT [IMAP IMAPS]: a Postfix of its own in FOLDER, on loopback at PORT, that delivers to a Dovecot of its own over LMTP, which keeps
# Maildirs at FOLDER/mailboxes/USER@shop.test. Needs to be started by root, for both change users; FOLDER must be reachable by others.
# Mailboxes: shop, info, form, and full, which takes no more than 10 KB. Mail to dead.test is refused by its host and given up after
# seconds, at example.net nobody is known. With two more ports, Dovecot lets USER@shop.test read them with the password pw-USER: with STARTTLS at IMAP, with TLS at once at
# IMAPS, by a certificate of the authority FOLDER/tls/ca.crt for localhost. Prints `ready` and the port.
set -euo pipefail
. "$(dirname "$0")/../serving.sh"
[ "$(id -u)" = 0 ] || { echo 'Postfix and Dovecot must be started by root' >&2; exit 1; }
mkdir -p "$1"
folder=$(cd "$1" && pwd -P) port=$2 imap=${3:-} imaps=${4:-} ssl=no
[ -z "$imap" ] || ssl=required
queue=$folder/queue
mkdir -p "$folder"/{dovecot,dovecot-state,mailboxes,postfix,queue,postfix-data}
chmod 755 "$folder" "$queue"
chown mail:mail "$folder/mailboxes"
chown postfix "$folder/postfix-data"

for user in shop info form; do echo "$user@shop.test:{PLAIN}pw-$user::::::"; done > "$folder/users"
echo 'full@shop.test:{PLAIN}pw-full::::::userdb_quota_rule=*:bytes=10240' >> "$folder/users"
cat > "$folder/dovecot.conf" <<END
base_dir = $folder/dovecot
state_dir = $folder/dovecot-state
log_path = $folder/dovecot.log
protocols = lmtp ${imap:+imap}
listen = 127.0.0.1
ssl = $ssl
first_valid_uid = 8
mail_location = maildir:$folder/mailboxes/%u
mail_plugins = quota
quota_full_tempfail = no
plugin {
  quota = count:User quota
  quota_vsizes = yes
}
passdb {
  driver = passwd-file
  args = scheme=plain username_format=%u $folder/users
}
userdb {
  driver = passwd-file
  args = username_format=%u $folder/users
  default_fields = uid=mail gid=mail home=$folder/mailboxes/%u
}
namespace inbox {
  inbox = yes
}
service lmtp {
  unix_listener $queue/private/dovecot {
    mode = 0660
    user = postfix
    group = postfix
  }
}
END
if [ -n "$imap" ]; then
  mkdir -p "$folder/tls"
  (cd "$folder/tls"
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=a test authority' -keyout ca.key -out ca.crt
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr
    echo subjectAltName=DNS:localhost,IP:127.0.0.1 > names
    openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile names -out server.crt) 2> "$folder/tls/log"
  chmod 600 "$folder"/tls/*.key
  cat >> "$folder/dovecot.conf" <<END
ssl_cert = <$folder/tls/server.crt
ssl_key = <$folder/tls/server.key
namespace inbox {
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
END
fi

cat > "$folder/postfix/main.cf" <<END
compatibility_level = 3.6
queue_directory = $queue
data_directory = $folder/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = $folder/postfix.log
maillog_file_prefixes = $folder
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.shop.test
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
virtual_mailbox_domains = shop.test
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:unix:private/dovecot
transport_maps = texthash:$folder/postfix/transport
default_transport = error:5.1.2 this laboratory has no other hosts
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 3s
maximal_queue_lifetime = 5s
bounce_queue_lifetime = 5s
END
printf '%s\n' 'dead.test smtp:[127.0.0.1]:9' 'example.net lmtp:unix:private/dovecot' > "$folder/postfix/transport"
{
  echo "127.0.0.1:$port inet n - n - - smtpd"
  for line in 'pickup unix n 60 1' 'cleanup unix n - 0' 'qmgr unix n 2 1' 'flush unix n 1000? 0'; do
    set -- $line
    echo "$1 $2 $3 - n $4 $5 $1"
  done
  for name in rewrite:trivial-rewrite bounce:bounce:0 defer:bounce:0 trace:bounce:0 verify:verify:1 proxymap smtp relay:smtp error retry:error discard lmtp anvil:anvil:1 scache:scache:1; do
    IFS=: read -r service program limit <<< "$name"
    echo "$service unix - - n - ${limit:--} ${program:-$service}"
  done
  echo 'postlog unix-dgram n - n - 1 postlogd'
} > "$folder/postfix/master.cf"
chown -R root:root "$folder/postfix"

postfix -c "$folder/postfix" start < /dev/null > "$folder/start.log" 2>&1 || { cat "$folder/start.log" >&2; exit 1; }
dovecot -c "$folder/dovecot.conf" < /dev/null >> "$folder/start.log" 2>&1 || { cat "$folder/start.log" >&2; exit 1; }
delivers() { listens "$port" && [ -S "$queue/private/dovecot" ] && { [ -z "$imap" ] || listens "$imap"; }; }
wait_until 20 - "$folder/dovecot.log" delivers
echo "ready $port"
