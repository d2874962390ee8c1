#!/bin/sh
# redis.sh FOLDER PORT keep|fresh: this machine's redis-server or valkey-server. REDIS_PASSWORD comes from the AppHost.
set -eu
folder=$1 port=$2 keep=$3
program=$(command -v redis-server || command -v valkey-server)
as=
mkdir -p "$folder"
if [ "$(id -u)" = 0 ]; then
  account=$(id -un redis 2>/dev/null || id -un valkey 2>/dev/null || echo nobody)
  as="--reuid=$account --regid=$(id -g "$account") --init-groups"
  chown -R "$account" "$folder"
fi
chmod 700 "$folder"
save='""'
[ "$keep" != keep ] || save='60 1'
# On standard input, because everybody may read another process's arguments.
exec setpriv $as -- "$program" - <<X
port $port
bind 127.0.0.1 -::1
requirepass "$REDIS_PASSWORD"
dir "$folder"
save $save
always-show-logo no
X
