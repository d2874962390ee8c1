#!/usr/bin/env bash
# The container engine of the tests. The one place that decides which: docker or podman with the real images where they
# work and reach a registry, else podman with stand-ins that are made here from Debian's packages.
#   engine.sh prepare FOLDER   gets it ready and prints the environment to export; FOLDER holds what may be deleted
#   engine.sh release FOLDER   ends the containers and the registry of FOLDER, and deletes it
# Use: eval "$(tests/containers/engine.sh prepare "$folder")". The stand-ins need root and Debian or Ubuntu; they are kept in
# GAIA_TEST_IMAGES (~/.cache/gaia/images), so that only the first time takes minutes.
set -euo pipefail

kit=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${GAIA_TEST_IMAGES:-${XDG_CACHE_HOME:-$HOME/.cache}/gaia/images}

say() { echo "$*" >&2; }
fail() { say "Error: $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

. "$kit/podman.sh"
. "$kit/stand-ins.sh"
. "$kit/registry.sh"

reaches() { curl -s --max-time 10 -o /dev/null "https://$1/v2/"; }

# The engine that runs here and can pull what Gaia's images are made of.
real_engine() {
  local engine
  for engine in docker podman; do
    have "$engine" && timeout 20 "$engine" info >/dev/null 2>&1 || continue
    reaches mcr.microsoft.com && reaches registry-1.docker.io && echo "$engine" && return
  done
  return 1
}

print_environment() {
  local name
  for name in "$@"; do printf 'export %s=%q\n' "$name" "${!name}"; done
}

prepare() {
  local folder=$1
  mkdir -p "$folder"
  if ASPIRE_CONTAINER_RUNTIME=$(real_engine); then
    GAIA_IMAGES_OPTIONS="--engine $ASPIRE_CONTAINER_RUNTIME"
    print_environment ASPIRE_CONTAINER_RUNTIME GAIA_IMAGES_OPTIONS
    return
  fi
  say "No container engine here reaches a registry: podman, with stand-ins made from Debian's packages."
  ASPIRE_CONTAINER_RUNTIME=podman
  install_podman
  write_settings "$folder"
  make_stand_ins "$folder"
  start_registry "$folder"
  publish_base "$folder"
  GAIA_IMAGES_OPTIONS="--engine podman --base $base --build-arg TERRAFORM=$terraform_image --build-arg POSTGRES_VERSION="
  print_environment ASPIRE_CONTAINER_RUNTIME GAIA_IMAGES_OPTIONS \
    CONTAINERS_CONF CONTAINERS_STORAGE_CONF CONTAINERS_REGISTRIES_CONF
}

release() {
  local folder=$1
  stop_registry "$folder"
  [ ! -e "$folder/containers.conf" ] || remove_all "$folder"
  rm -rf "$folder"
}

[ $# = 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
case $1 in
  prepare) prepare "$2" ;;
  release) release "$2" ;;
  *) fail "engine.sh: $1 is neither prepare nor release." ;;
esac
