#!/usr/bin/env bash
# Reviews the plan of every component of $GAIA_STACK against the check list of review_plan.py.
set -euo pipefail

here=$(dirname "$0")
. "$here/with_plan.sh"
stack=${GAIA_STACK:?give the stack with -s}
stage=${stack##*-}
result=0
for component in $("$here/list_components.py" "$stack" --with-state); do
  echo "== $component in $stack"
  plan=$(plan_json "$component" "$stack")
  "$here/review_plan.py" --stage "$stage" <<< "$plan" || result=1
done
exit $result
