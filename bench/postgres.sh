# Sourced by the benchmarks: start_postgres FOLDER starts a private PostgreSQL with its defaults (fsync on) and sets
# $connection; stop_postgres ends it.
postgres_bin() {
  local newest
  command -v initdb >/dev/null && { dirname "$(command -v initdb)"; return; }
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  [ -n "$newest" ] || { echo "PostgreSQL's programs are missing: run scripts/dev-setup.sh" >&2; exit 1; }
  echo "$newest"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }

start_postgres() {
  local bin port
  bin=$(postgres_bin)
  port=$(free_port)
  pgdata=$1/postgres
  mkdir -p "$pgdata" && chmod 700 "$pgdata"
  [ "$(id -u)" != 0 ] || { chmod 755 "$1"; chown postgres "$pgdata"; }
  (cd "$pgdata" && as_postgres "$bin/initdb" -D "$pgdata" -U postgres --auth=trust >/dev/null &&
    as_postgres "$bin/pg_ctl" -D "$pgdata" -w -o "-p $port -h 127.0.0.1 -k $pgdata" -l "$pgdata/log" start >/dev/null)
  pgctl=$bin/pg_ctl
  connection="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

stop_postgres() { (cd "$pgdata" && as_postgres "$pgctl" -D "$pgdata" -m immediate stop >/dev/null); }
