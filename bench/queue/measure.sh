#!/usr/bin/env bash
# measure.sh [JOBS [ROUNDS]]: enqueue -> start, and jobs per second with one worker, beside plain SQL in the same run.
set -euo pipefail
case ${1:-} in
  -h | --help) sed -n '2,2s/^# \{0,1\}//p' "$0"; exit 0 ;;
  -*) echo "measure.sh: there is no option $1 (try --help)" >&2; exit 2 ;;
esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../postgres.sh"
dotnet build "$here" -c Release -v q --nologo >/dev/null
folder=$(mktemp -d)
start_postgres "$folder"
trap 'stop_postgres; rm -rf "$folder"' EXIT
"$here/../../artifacts/bin/Gaia.Queue.Bench/release/Gaia.Queue.Bench" "$connection" "${1:-1000}" "${2:-5}"
