#!/bin/sh
# Makes the cluster on the first start, as the environment asks, and becomes the server.
#   POSTGRES_PASSWORD, POSTGRES_USER (postgres), POSTGRES_DB (as the user), each also as *_FILE; POSTGRES_INITDB_ARGS,
#   POSTGRES_HOST_AUTH_METHOD (scram-sha-256), PGDATA, /docker-entrypoint-initdb.d/*.sh, *.sql
# Started as root it becomes `postgres`; started as that (999), it needs /tmp, /var/run/postgresql and the volume to be writable, and nothing else.
set -eu

fail() { echo "docker-entrypoint.sh: $*" >&2; exit 1; }

# from_file NAME: the variable's value may lie in the file that NAME_FILE names.
from_file() {
  eval "path=\${$1_FILE:-}"
  [ -z "$path" ] || { value=$(cat "$path"); export "$1=$value"; }
}

make_cluster() {
  user=${POSTGRES_USER:-postgres} method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  [ -n "${POSTGRES_PASSWORD:-}" ] || [ "$method" = trust ] || fail "POSTGRES_PASSWORD is not set."
  words=$(mktemp)
  printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$words"
  # shellcheck disable=SC2086 # several arguments in one variable, as the official image takes them
  initdb --username="$user" --encoding=UTF8 ${POSTGRES_PASSWORD:+--pwfile="$words"} ${POSTGRES_INITDB_ARGS:-}
  rm -f "$words"
  printf 'host all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
}

# On a socket of its own, so that nobody takes the server for ready before everything ran.
initialise() {
  sockets=$(mktemp -d)
  database=${POSTGRES_DB:-$user}
  export PGHOST="$sockets" PGUSER="$user" PGPASSWORD="${POSTGRES_PASSWORD:-}" POSTGRES_USER="$user" POSTGRES_DB="$database"
  pg_ctl --wait --silent --options="-c listen_addresses='' -c unix_socket_directories=$sockets" start
  [ "$database" = postgres ] || createdb --maintenance-db=postgres "$database"
  export PGDATABASE="$database"
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) sh "$script" ;;
      *.sql) psql --no-psqlrc --set ON_ERROR_STOP=1 --file "$script" ;;
    esac
  done
  pg_ctl --wait --silent --mode=fast stop
  rm -rf "$sockets"
  unset PGHOST PGUSER PGPASSWORD PGDATABASE
}

case ${1:-postgres} in
  -*) set -- postgres "$@" ;;
esac
[ "${1:-postgres}" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres: "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
umask 077
# Whoever it is started as. A volume's group may have been given rights to all that lies in it, which the server refuses.
mkdir -p "$PGDATA"
chmod 700 "$PGDATA" 2>/dev/null || :
for name in POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS; do from_file $name; done
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  make_cluster
  initialise
fi
unset POSTGRES_PASSWORD
[ $# = 0 ] || shift
exec postgres -c listen_addresses='*' "$@"
