#!/usr/bin/env bash
# measure.sh [GAIA] [SCALES]: time, CPU time and peak memory of the offline commands on generated repositories.
# Each command runs in a fresh process; "cold" is the first run after the files were written, "warm" the best of five.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
gaia=${1:-$here/../../artifacts/gaia}
scales=${2:-"1 2 4"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work XDG_CACHE_HOME=$work ATMOS_GIT_ROOT_BASEPATH=false NO_COLOR=1

run() { /usr/bin/env python3 "$here/timed.py" "$gaia" "$@"; }

printf '%-5s %-20s %10s %10s %10s %10s\n' scale command "cold ms" "warm ms" "CPU ms" "peak MB"
for scale in $scales; do
  python3 "$here/generate.py" "$work/$scale/now" --scale "$scale" >&2
  git -C "$work/$scale/now" init -q
  cp -r "$work/$scale/now" "$work/$scale/before"
  sed -i 's/size: 1$/size: 100/' "$work/$scale/before/stacks/catalog/c0000.yaml"
  cd "$work/$scale/now"
  run "$scale" "list stacks" list stacks
  run "$scale" "describe component" describe component c0000 -s t000-ue1-dev --format json
  run "$scale" "describe stacks" describe stacks --format json
  run "$scale" "describe affected" describe affected --repo-path "$work/$scale/before" --format json
done
