#!/usr/bin/env bash
# An AWS on loopback for terraform and the aws command, where there is no account: tests/aws/aws_standin.py.
#   scripts/aws-local.sh start [PORT]   starts it (5566 unless PORT says otherwise) and prints the environment
#   scripts/aws-local.sh stop           stops it; everything in it is gone
#   scripts/aws-local.sh status         says whether it answers, and prints the environment
# Use: eval "$(scripts/aws-local.sh start)". Installs nothing; says what is missing.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
home=$root/.gaia/aws-local
python=${PYTHON:-python3}

say() { echo "$*" >&2; }

fail() {
  say "Error: $*"
  exit 1
}

port() { cat "$home/port"; }

running() { [ -f "$home/pid" ] && kill -0 "$(cat "$home/pid")" 2> /dev/null; }

answers() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

print_environment() {
  cat << END
export AWS_ENDPOINT_URL=http://127.0.0.1:$1
export AWS_ENDPOINT_URL_S3=http://127.0.0.1:$1
export AWS_ACCESS_KEY_ID=stand-in-key-id
export AWS_SECRET_ACCESS_KEY=stand-in-secret-key
export AWS_REGION=\${AWS_REGION:-us-east-1}
export AWS_DEFAULT_REGION=\${AWS_DEFAULT_REGION:-\${AWS_REGION:-us-east-1}}
export AWS_EC2_METADATA_DISABLED=true
END
}

start() {
  if running; then
    say "It is running already, on port $(port)."
    print_environment "$(port)"
    return
  fi
  local wanted=${1:-5566}
  [[ $wanted =~ ^[0-9]{1,5}$ ]] || fail "$wanted is not a port."
  command -v "$python" > /dev/null || fail "$python is missing: apt-get install python3 python3-pip (or set PYTHON)."
  "$python" -c 'import moto.server' 2> /dev/null ||
    fail "$python has no moto server: $python -m pip install 'moto[server]==5.2.1'."
  ! answers "$wanted" || fail "port $wanted is taken: scripts/aws-local.sh start PORT."

  mkdir -p "$home"
  setsid "$python" "$root/tests/aws/aws_standin.py" -H 127.0.0.1 -p "$wanted" > "$home/log" 2>&1 < /dev/null &
  echo $! > "$home/pid"
  echo "$wanted" > "$home/port"
  for _ in $(seq 240); do
    answers "$wanted" && break
    running || { tail -5 "$home/log" >&2; fail "it ended at once; the whole log is $home/log."; }
    sleep 0.25
  done
  answers "$wanted" || fail "it does not answer on port $wanted after a minute; its log is $home/log."
  say "AWS stand-in on port $wanted; its log is $home/log."
  print_environment "$wanted"
}

stop() {
  if running; then
    kill "$(cat "$home/pid")"
    say "Stopped; everything that was in it is gone."
  else
    say "It is not running."
  fi
  rm -f "$home/pid" "$home/port"
}

status() {
  if running && answers "$(port)"; then
    say "AWS stand-in on port $(port)."
    print_environment "$(port)"
  else
    say "It is not running: scripts/aws-local.sh start."
    exit 1
  fi
}

case ${1:-} in
  start) start "${2:-}" ;;
  stop) stop ;;
  status) status ;;
  -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0" ;;
  *)
    [ -z "${1:-}" ] || say "aws-local.sh: there is no command $1."
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
