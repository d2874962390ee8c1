#!/bin/sh
# postgres-guard.sh BIN PORT: a throwaway PostgreSQL that lives exactly as long as whoever holds our standard input.
# Prints "ready" when it takes connections. Fast, not durable: fsync is off.
set -eu
bin=$1 port=$2
trap '' HUP INT TERM
if [ "$(id -u)" = 0 ]; then
  account=postgres
  id "$account" >/dev/null 2>&1 || account=nobody
  as() { setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups env HOME=/ "$@"; }
else
  as() { "$@"; }
fi
cd /
folder=$(as mktemp -d "${TMPDIR:-/tmp}/gaia-test-postgres.XXXXXX")
trap 'as rm -rf "$folder"' EXIT
printf test | as sh -c 'umask 077; cat >"$0/password"' "$folder"
as "$bin/initdb" -D "$folder/data" -U postgres --pwfile="$folder/password" --auth=scram-sha-256 -E UTF8 --locale=C -N >"$folder.log" 2>&1 ||
  { cat "$folder.log" >&2; rm -f "$folder.log"; exit 1; }
as "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -h 127.0.0.1 \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=64MB \
  </dev/null >"$folder.log" 2>&1 &
tries=0
until [ "$(sed -n 8p "$folder/data/postmaster.pid" 2>/dev/null | tr -d ' ')" = ready ]; do
  tries=$((tries + 1))
  if [ $tries -gt 600 ] || ! kill -0 $! 2>/dev/null; then cat "$folder.log" >&2; kill -QUIT $! 2>/dev/null || :; rm -f "$folder.log"; exit 1; fi
  sleep 0.05
done
pid=$(head -1 "$folder/data/postmaster.pid")
echo ready
read -r _ || :
kill -QUIT "$pid" 2>/dev/null || :
wait || :
rm -f "$folder.log"
