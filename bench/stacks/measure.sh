#!/usr/bin/env bash
# measure.sh [GAIA] [SCALES]: time, CPU time and peak memory of the offline commands on generated repositories, and how they
# grow; beside them what reading the same files costs cat and Python with libyaml (left out where PyYAML is missing).
set -euo pipefail
case ${1:-} in
  -h | --help) sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "measure.sh: there is no option $1 (try --help)" >&2; exit 2 ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
gaia=$(realpath "${1:-$here/../../artifacts/gaia}")
scales=${2:-"1 2 4"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work XDG_CACHE_HOME=$work ATMOS_GIT_ROOT_BASEPATH=false NO_COLOR=1

# run SCALE LABEL COMMAND...
run() { python3 "$here/timed.py" "$work/report" "$@"; }

printf '%s cores, load %s\n' "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-5s %-34s %8s %8s %8s %8s %8s\n' size command "cold ms" "warm ms" "CPU ms" "peak MB" growth
for scale in $scales; do
  python3 "$here/generate.py" "$work/$scale/now" --scale "$scale" >&2
  git -C "$work/$scale/now" init -q
  cp -r "$work/$scale/now" "$work/$scale/before"
  sed -i 's/size: 1$/size: 100/' "$work/$scale/before/stacks/catalog/c0000.yaml"
  cd "$work/$scale/now"
  run "$scale" "list stacks" "$gaia" list stacks
  run "$scale" "describe component" "$gaia" describe component c0000 -s t000-ue1-dev --format json
  run "$scale" "describe stacks (JSON)" "$gaia" describe stacks --format json
  run "$scale" "describe stacks (YAML)" "$gaia" describe stacks
  run "$scale" "describe affected" "$gaia" describe affected --repo-path "$work/$scale/before" --format json
  run "$scale" "yardstick: cat all manifests" sh -c 'find stacks -type f -print0 | xargs -0 cat'
  ! python3 -c 'import yaml; yaml.CSafeLoader' 2>"$work/no-yaml" || run "$scale" "yardstick: libyaml, parse only" python3 "$here/parse.py" stacks
done

# Starting, and one component of this repository.
cd "$here/../.."
run 1 "gaia --version" "$gaia" --version
run 1 "describe component, this repository" "$gaia" describe component idp-platform -s dev-us-east-1-dev --format json
