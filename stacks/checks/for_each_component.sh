#!/usr/bin/env bash
# for_each_component.sh plan|apply|destroy: runs it on every component of $GAIA_STACK, in the order that suits it.
set -euo pipefail

verb=$1
stack=${GAIA_STACK:?give the stack with -s}
arguments=()
case $verb in
  plan) ;;
  apply | destroy) [ -z "${APPROVE:-}" ] || arguments=(-auto-approve) ;;
  *) echo "Error: $verb is none of plan, apply, destroy." >&2; exit 1 ;;
esac
order=()
[ "$verb" = destroy ] && order=(--reverse)

components=$("$(dirname "$0")/list_components.py" "$stack" "${order[@]}")
for component in $components; do
  echo "== $verb $component in $stack"
  atmos terraform "$verb" "$component" -s "$stack" -- "${arguments[@]}"
  [ "$verb" != apply ] || "$(dirname "$0")/refresh.sh" "$component" "$stack"
done
