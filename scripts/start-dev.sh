#!/usr/bin/env bash
# start-dev.sh [--detach] [--watch] [--clean] [--aws local]: sets up, builds and starts all of Gaia, waits until it is
# healthy and says what to try. Stays with the logs until Ctrl+C; --detach leaves it running (--stop ends it), --watch
# restarts a service when its code changes, --clean deletes the data of earlier runs, --aws local adds an AWS stand-in.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

pid_file=artifacts/start-dev.pid detach='' stop='' aws='' options=()
while [ $# -gt 0 ]; do
  case $1 in
    --detach) detach=1; shift ;;
    --stop) stop=1; shift ;;
    --watch | --clean) options+=("$1"); shift ;;
    --aws) [ "${2:-}" = local ] || fail "start-dev.sh: --aws knows only 'local'"; aws=1 options+=(--aws local); shift 2 ;;
    -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
    *) fail "start-dev.sh: unknown option $1 (try --help)" ;;
  esac
done

if [ -n "$stop" ]; then
  pid=$(cat "$pid_file" 2>/dev/null) && kill "$pid" 2>/dev/null || fail "Nothing that start-dev.sh --detach started is running."
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  rm -f "$pid_file"
  say "Stopped."
  exit 0
fi

scripts/dev-setup.sh ${aws:+--aws}
. scripts/common.sh # again, for what was just installed
scripts/build.sh
have terraform || ! have tofu || export Gaia__TerraformCommand=tofu

ready=.gaia/apphost.json
apphost=(dotnet artifacts/bin/Gaia.AppHost/debug/Gaia.AppHost.dll --console "${options[@]}")
if [ -n "$detach" ]; then
  setsid "${apphost[@]}" </dev/null >artifacts/start-dev.log 2>&1 &
else
  "${apphost[@]}" </dev/null &
fi
pid=$!
# Ctrl+C reaches this script; the AppHost is asked to stop in order, and a second time it hurries.
[ -n "$detach" ] || trap 'kill -TERM "$pid" 2>/dev/null || :' INT TERM HUP

until grep -qs "\"pid\": $pid," "$ready"; do
  kill -0 "$pid" 2>/dev/null || { [ -z "$detach" ] || tail -20 artifacts/start-dev.log >&2; wait "$pid" || fail "Gaia did not start; see above."; exit 0; }
  sleep 0.2
done

url=http://127.0.0.1:${GAIA_PORT:-8080}
[ "${GAIA_PORT:-8080}" = 8080 ] && prefix='' || prefix="GAIA_URL=$url "
cat <<TEXT
$green
Gaia is up: $url  (API documentation: $url/docs)$plain

Try, in another terminal:
  ${prefix}./artifacts/gaia terraform plan hello -s local
  ${prefix}./artifacts/gaia terraform apply hello -s local
  ${prefix}./artifacts/gaia runs list
TEXT

if [ -n "$detach" ]; then
  echo "$pid" >"$pid_file"
  echo
  echo "Stop it with ./scripts/start-dev.sh --stop; its log is artifacts/start-dev.log"
  disown "$pid"
  exit 0
fi
# A signal ends `wait` before the AppHost has ended.
code=0
wait "$pid" || code=$?
while kill -0 "$pid" 2>/dev/null; do code=0; wait "$pid" || code=$?; done
exit "$code"
