#!/bin/sh
# postgres.sh FOLDER PORT keep|fresh: does with this machine's PostgreSQL what the image's entrypoint does.
# POSTGRES_USER, POSTGRES_PASSWORD and GAIA_POSTGRES_BIN (the folder of initdb and postgres) come from the AppHost.
set -eu
folder=$1 port=$2 keep=$3 bin=$GAIA_POSTGRES_BIN grace=55
data=$folder/data as=
mkdir -p "$folder"
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root.
  account=$(id -un postgres 2>/dev/null || echo nobody)
  as="--reuid=$account --regid=$(id -g "$account") --init-groups"
  chown "$account" "$folder"
fi
chmod 700 "$folder"

[ "$keep" = keep ] || rm -rf "$data"

quoted() { printf %s "$1" | sed "s/'/''/g"; }

if [ ! -s "$data/PG_VERSION" ]; then # Beside, then renamed: an interrupted initdb leaves nothing that looks like a cluster.
  echo "Creating a PostgreSQL cluster in $data"
  rm -rf "$folder/data.new"
  (umask 077 && printf %s "$POSTGRES_PASSWORD" >"$folder/password")
  [ -z "$as" ] || chown "$account" "$folder/password"
  setpriv $as -- "$bin/initdb" -D "$folder/data.new" -U "$POSTGRES_USER" --pwfile="$folder/password" \
    --auth=scram-sha-256 -E UTF8 --locale=C --no-sync >/dev/null
  rm "$folder/password"
  mv "$folder/data.new" "$data"
else # Data is kept per folder, a generated password per user: whoever owns the data may set the password anew.
  printf "alter role \"%s\" password '%s'\n" "$POSTGRES_USER" "$(quoted "$POSTGRES_PASSWORD")" |
    setpriv $as -- "$bin/postgres" --single -D "$data" template1 >/dev/null
fi
unset POSTGRES_PASSWORD
cd "$folder"
# Should this shell be killed, the kernel sends INT to the server: "fast", which ends sessions and writes a checkpoint.
setpriv --pdeathsig INT $as -- "$bin/postgres" -D "$data" -p "$port" -c listen_addresses=localhost \
  -c unix_socket_directories= -c max_connections=250 -c log_line_prefix= &
server=$!

# A session's arguments read "postgres: gaia gaia 127.0.0.1(51234) idle".
sessions() {
  for child in $(cat "/proc/$server/task/$server/children"); do
    case $(tr '\0' ' ' <"/proc/$child/cmdline") in "postgres: "*"("[0-9]*")"*) return 0 ;; esac
  done 2>/dev/null
  return 1
}
# Where everything is stopped at once, the services may still have something to write down.
stop() {
  left=$((grace * 10))
  while [ "$left" -gt 0 ] && sessions; do sleep 0.1; left=$((left - 1)); done
  kill -s INT "$server"
}
trap stop TERM INT
while kill -0 "$server" 2>/dev/null; do wait "$server" && exit 0 || code=$?; done
exit "$code"
