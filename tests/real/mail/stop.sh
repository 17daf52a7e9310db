#!/usr/bin/env bash
# stop.sh FOLDER: ends what start.sh started in FOLDER.
folder=$(cd "$1" && pwd -P) || exit 0
postfix -c "$folder/postfix" stop > /dev/null 2>&1
doveadm -c "$folder/dovecot.conf" stop > /dev/null 2>&1
exit 0
