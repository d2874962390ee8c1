#!/usr/bin/env bash
# no_pending_changes.sh COMPONENT STACK: exits 0 only when a plan finds nothing to do.
set -euo pipefail

code=0
atmos terraform plan "$1" -s "$2" -- -detailed-exitcode || code=$?
case $code in
  0) ;;
  2) echo "Error: $1 in $2 has changes that were not applied (see the plan above)." >&2; exit 1 ;;
  *) exit "$code" ;;
esac
