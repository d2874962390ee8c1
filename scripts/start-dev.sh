#!/usr/bin/env bash
# start-dev.sh [OPTION]...: installs what is missing, builds, and starts all of Gaia. Its options are those of `gaia serve`:
#   --detach      returns when Gaia is healthy; --stop ends it, --status says what runs
#   --watch       rebuilds and restarts a service when its code changes
#   --clean       deletes the data of earlier runs first; asks, unless --yes is given
#   --aws local   adds an AWS stand-in for the platform's stacks
#   --port N      the API's port (GAIA_PORT, 8080); more with artifacts/gaia serve --help
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Of `gaia serve` and of all commands: what is mistyped is said before anything is installed.
known=' --port --detach --status --stop --watch --clean --yes -y --processes --containers --aws --no-sample --data-folder --format -f --no-color --force-color --logs-level --chdir -C '
needs=() quick=''
for option in "$@"; do
  case $option in
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    --aws | --aws=*) needs=(--aws) ;;
    --stop | --status) quick=1 ;;
    -*) [[ $known = *" ${option%%=*} "* ]] || misuse "there is no option $option." ;;
  esac
done

if [ -z "$quick" ]; then
  "$root/scripts/dev-setup.sh" "${needs[@]}"
  "$root/scripts/build.sh"
elif [ ! -x "$root/artifacts/gaia" ]; then
  fail "Gaia is not built here, so none of it runs."
fi
exec "$root/artifacts/gaia" serve "$@"
