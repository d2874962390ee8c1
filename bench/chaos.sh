#!/usr/bin/env bash
# chaos.sh [--seed N] [--faults N] [--workers N] [--network-namespaces] ...: a whole Gaia under load while its processes, its
# database, its network and its disk fail, drawn from the seed; then every run, state and file must add up. Without arguments it is
# the storm of 1000 faults. As root everything runs in namespaces of its own, so that nothing is left however it ends.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for argument in "$@"; do
  case $argument in
    -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; cat "$here/chaos/usage.txt"; exit 0 ;;
    -*) grep -q -- "^$argument " "$here/chaos/usage.txt" || { echo "chaos.sh: there is no option $argument (try --help)" >&2; exit 2; } ;;
  esac
done
configuration=${CONFIGURATION:-Release}
dotnet build "$here/chaos" -c "$configuration" -v q --nologo >/dev/null
chaos=("$here/../artifacts/bin/Gaia.Chaos.Bench/${configuration,,}/Gaia.Chaos.Bench")
[ $# -gt 0 ] || set -- --faults 1000
# The shell stays as the first process: it reaps what killed workers leave behind, as an init does.
if [ "$(id -u)" = 0 ] && unshare --pid --mount --fork --kill-child --mount-proc true 2>/dev/null; then
  exec unshare --pid --mount --fork --kill-child --mount-proc sh -c '"$@"; exit' sh "${chaos[@]}" "$@"
fi
exec "${chaos[@]}" "$@"
