#!/bin/sh
# guard.sh LOCK SIGNAL GRACE ACCOUNT COMMAND...
# Runs COMMAND (as ACCOUNT, or "-" for ours) so that it cannot outlive the AppHost. Our standard input is a pipe whose
# other end only the AppHost has: a line means stop, end of file means that it is gone. Then COMMAND gets SIGNAL, and
# after GRACE seconds KILL. Prints COMMAND's pid first; exits with its code. Until we end we share a lock on LOCK, so
# that a next AppHost can wait for us. If this shell is killed, the kernel sends SIGNAL to COMMAND (pdeathsig).
set -u
lock=$1 signal=$2 grace=$3 account=$4
shift 4
trap '' HUP INT QUIT TERM PIPE
exec 3<&0 9>>"$lock"
flock -s 9
as=
[ "$account" = - ] || as="--reuid=$account --regid=$(id -g "$account") --init-groups"
# shellcheck disable=SC2086,SC2016
env --default-signal=HUP,INT,QUIT,TERM,PIPE setpriv --pdeathsig "$signal" $as -- \
  /bin/sh -c 'echo "$$"; exec "$@"' sh "$@" </dev/null 3<&- 9>&- &
child=$!
(
  read -r _ <&3
  kill -s "$signal" "$child" 2>/dev/null
  tenths=$((grace * 10))
  while [ "$tenths" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
wait "$child"
code=$?
kill -s KILL "$watcher" 2>/dev/null
# What COMMAND left in our process group. The AppHost, where it lives, kills the group after us.
kill -s TERM 0
[ -d "/proc/$PPID" ] || { sleep 1; kill -s KILL 0; }
exit "$code"
