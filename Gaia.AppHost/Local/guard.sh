#!/bin/sh
# guard.sh LOCK GRACE AFTER APPHOST COMMAND...
# Aspire's orchestrator asks a process to end and kills its whole tree some seconds later. What needs longer, a worker
# whose terraform saves its state, PostgreSQL that waits for that worker, runs under this guard: the half that the
# orchestrator knows passes requests on and may be killed at any time; COMMAND runs below the other half, outside of the
# tree, in a session of its own. When the first half ends, by SIGKILL too, COMMAND gets TERM and after GRACE seconds KILL.
# Until COMMAND has ended LOCK is held. Exits with COMMAND's code. Where AFTER names the lock of others, as the worker's is for
# the API, and all of Gaia ends, COMMAND is asked once they have let go of it. APPHOST is the AppHost's pid.
set -u

if [ "$1" = --inside ]; then
  folder=$2 lock=$3 grace=$4 after=$5 apphost=$6
  shift 6
  exec 5<"$folder/asked" 6>"$folder/ended"
  exec 9>>"$lock"
  flock -s 9
  # Shells start background commands deaf to INT. Should this shell be killed, the kernel asks COMMAND to end.
  env --default-signal=HUP,INT,QUIT,TERM,PIPE setpriv --pdeathsig TERM -- "$@" </dev/null 5<&- 6>&- 9>&- &
  child=$!
  trap '' HUP INT TERM PIPE
  (
    read -r word <&5
    # All of it ends where the AppHost says so or is gone, or where nobody asked and our other half is gone.
    if [ -n "$after" ] && { [ "$word" != asked ] || [ -e "${after%/*}/stopping" ] || ! kill -0 "$apphost"; }; then
      flock -w "$grace" "$after" true
    fi
    kill -s TERM "$child"
    left=$((grace * 10))
    while [ "$left" -gt 0 ] && kill -0 "$child"; do
      sleep 0.1
      left=$((left - 1))
    done
    kill -s KILL "$child"
  ) 2>/dev/null 6>&- &
  watcher=$!
  wait "$child"
  code=$?
  kill -s KILL "$watcher" 2>/dev/null
  echo "$code" 2>/dev/null >&6
  exit
fi

folder=$(mktemp -d)
mkfifo "$folder/asked" "$folder/ended"
(setsid sh "$0" --inside "$folder" "$@" &)
exec 3>"$folder/asked" 4<"$folder/ended"
rm -r "$folder"
asked=0
trap 'asked=$((asked + 1)); [ "$asked" -gt 1 ] || echo asked >&3; exec 3>&-' HUP INT TERM
heard=0
# A signal ends the read before there is an answer.
until read -r code <&4; do
  [ "$asked" -gt "$heard" ] || exit 137
  heard=$asked
done
exit "$code"
