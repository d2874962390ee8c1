#!/usr/bin/env bash
# nothing_left.sh STACK: exits 0 only when no component of the stack, but for the bucket of its states, has anything in its state.
set -euo pipefail

stack=$1
for component in $("$(dirname "$0")/list_components.py" "$stack"); do
  left=$(atmos terraform state list "$component" -s "$stack" | grep -c .) || true
  if [ "$left" != 0 ]; then
    echo "Error: $left resources of $component in $stack are left: gaia workflow destroy-environment -s $stack." >&2
    exit 1
  fi
done
