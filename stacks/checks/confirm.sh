#!/usr/bin/env bash
# confirm.sh "do something to" STACK: goes on only when the stack's name is typed, or given as CONFIRM.
set -euo pipefail

what=$1 stack=$2 answer=${CONFIRM:-}
if [ -z "$answer" ] && [ -t 0 ]; then
  printf 'This will %s %s.\nType the name of the stack to go on: ' "$what" "$stack" >&2
  read -r answer
fi
if [ "$answer" != "$stack" ]; then
  echo "Error: not confirmed: this would $what $stack. Type its name, or set CONFIRM=$stack." >&2
  exit 1
fi
