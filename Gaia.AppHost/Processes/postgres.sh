#!/bin/sh
# postgres.sh FOLDER PORT keep|fresh APPHOST SERVICES: does with this machine's PostgreSQL what the image's entrypoint does.
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB and GAIA_POSTGRES_BIN (the folder of initdb and postgres) come from the
# AppHost, whose pid is APPHOST, and so does FOLDER/init, if there is one. SERVICES is locked while services still write.
set -eu
folder=$1 port=$2 keep=$3 apphost=$4 services=$5 bin=$GAIA_POSTGRES_BIN grace=55
data=$folder/data as=
trap 'exit 143' TERM INT # after the command that runs: initdb is not left behind
mkdir -p "$folder"
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root.
  account=$(id -un postgres 2>/dev/null || echo nobody)
  as="--reuid=$account --regid=$(id -g "$account") --init-groups"
  # Whole, where a copied checkout brings data along whose owner the copying did not keep.
  if [ -d "$data" ] && [ "$(stat -c %U "$data")" != "$account" ]; then chown -R "$account" "$folder"; else chown "$account" "$folder"; fi
fi
chmod 700 "$folder"

[ "$keep" = keep ] || rm -rf "$data"

# The scripts in FOLDER/init run once, in POSTGRES_DB, before anybody else can connect.
initialise() {
  sockets=$(mktemp -d)
  [ -z "$as" ] || chown "$account" "$sockets"
  (cd "$folder" && setpriv $as -- "$bin/pg_ctl" -D "$folder/data.new" -w -s -l "$folder/init.log" \
    -o "-c listen_addresses= -k $sockets -p $port" start) || { cat "$folder/init.log"; exit 1; }
  (run_scripts) && code=0 || code=$?
  setpriv $as -- "$bin/pg_ctl" -D "$folder/data.new" -w -s -m fast stop
  rm -rf "$sockets" "$folder/init.log"
  return "$code"
}
run_scripts() {
  export PGHOST="$sockets" PGPORT="$port" PGUSER="$POSTGRES_USER" PGPASSWORD="$POSTGRES_PASSWORD"
  database=${POSTGRES_DB:-postgres}
  query() { setpriv $as -- "$bin/psql" -v ON_ERROR_STOP=1 -X -q -d "$1"; }
  if [ "$database" != postgres ]; then
    printf 'create database "%s"\n' "$(printf %s "$database" | sed 's/"/""/g')" | query postgres || return
  fi
  export PGDATABASE="$database"
  for script in "$folder"/init/*; do
    echo "Running $(basename "$script")"
    case $script in
      *.sql) query "$database" <"$script" ;;
      *.sql.gz) gzip -dc "$script" | query "$database" ;;
      *.sh) setpriv $as -- sh "$script" ;;
      *) echo "$(basename "$script") is not .sql, .sql.gz or .sh: left out" ;;
    esac 2>&1 || { echo "$(basename "$script") failed; the cluster is not created."; return 1; }
  done
}

quoted() { printf %s "$1" | sed "s/'/''/g"; }

if [ ! -s "$data/PG_VERSION" ]; then # Beside, then renamed: an interrupted initdb leaves nothing that looks like a cluster.
  echo "Creating a PostgreSQL cluster in $data"
  rm -rf "$folder/data.new"
  (umask 077 && printf %s "$POSTGRES_PASSWORD" >"$folder/password")
  [ -z "$as" ] || chown "$account" "$folder/password"
  setpriv $as -- "$bin/initdb" -D "$folder/data.new" -U "$POSTGRES_USER" --pwfile="$folder/password" \
    --auth=scram-sha-256 -E UTF8 --locale=C --no-sync >/dev/null
  rm "$folder/password"
  [ ! -d "$folder/init" ] || initialise
  mv "$folder/data.new" "$data"
else # Data is kept per folder, a generated password per user: whoever owns the data may set the password anew.
  printf "alter role \"%s\" password '%s'\n" "$POSTGRES_USER" "$(quoted "$POSTGRES_PASSWORD")" |
    setpriv $as -- "$bin/postgres" --single -D "$data" template1 >/dev/null
fi
unset POSTGRES_PASSWORD
rm -rf "$folder/init"
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
# A living AppHost stops the services first, unless it is only this server that should stop. Where it was killed
# everything ends at once, and the services may still have something to write down.
stop() {
  ! kill -0 "$apphost" 2>/dev/null || grace=0
  left=$((grace * 10))
  while [ "$left" -gt 0 ] && { sessions || ! flock -n "$services" true; }; do sleep 0.1; left=$((left - 1)); done
  kill -s INT "$server"
}
trap stop TERM INT
while kill -0 "$server" 2>/dev/null; do wait "$server" && exit 0 || code=$?; done
exit "$code"
