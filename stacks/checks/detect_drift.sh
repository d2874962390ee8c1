#!/usr/bin/env bash
# Plans every component of $GAIA_STACK and names what is not as it was applied. 0: nothing, 2: drift, 1: a failure.
set -euo pipefail

here=$(dirname "$0")
. "$here/with_plan.sh"
stack=${GAIA_STACK:?give the stack with -s}
result=0
for component in $("$here/list_components.py" "$stack"); do
  plan=$(plan_json "$component" "$stack")
  code=0
  drift=$("$here/drift.py" <<< "$plan") || code=$?
  case $code in
    0) echo "$component in $stack: as applied" ;;
    2) result=2; sed "s|^|$component in $stack: |" <<< "$drift" ;;
    *) exit 1 ;;
  esac
done
exit $result
