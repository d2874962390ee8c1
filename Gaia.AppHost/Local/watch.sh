#!/bin/sh
# watch.sh PROJECT: `dotnet watch`, which builds and starts the project anew when its code changes. On SIGTERM the program is
# asked to end and waited for; `dotnet watch`, which is deaf to it and would leave the program behind, is killed.
set -u
grace=40

# A process and what descends from it, the eldest first.
family() {
  echo "$1"
  for each in $(cat "/proc/$1/task/"*/children 2>/dev/null); do family "$each"; done
}

stop() {
  all=$(family "$child")
  for each in $all; do
    case $each-$(tr '\0' ' ' <"/proc/$each/cmdline") in "$child"-* | *dotnet-watch*) signal=KILL ;; *) signal=TERM ;; esac
    kill -s "$signal" "$each"
  done 2>/dev/null
  left=$((grace * 10))
  for each in $all; do
    while [ "$left" -gt 0 ] && kill -0 "$each" 2>/dev/null; do
      sleep 0.1
      left=$((left - 1))
    done
  done
  [ "$left" -gt 0 ] || kill -s KILL $all 2>/dev/null
  exit 0
}
trap stop TERM

DOTNET_WATCH_SUPPRESS_EMOJIS=1 dotnet watch --non-interactive --no-hot-reload --project "$1" --no-launch-profile &
child=$!
wait "$child"
